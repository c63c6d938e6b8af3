/** Words of names whose columns hold codes, states, measures or technical things. */
export const plainWords: ReadonlySet<string> = new Set(
  `active enabled disabled status kind type category categoria kategorie categorie sku slug code codes currency waehrung
  devise moneda valuta moeda locale language lang sprache langue idioma lingua taal timezone tz version
  revision schema format mimetype mime contenttype extension color colour farbe couleur icon
  size width height weight length depth quantity qty anzahl menge quantite cantidad quantita aantal
  quantidade count total position rank priority order sequence level tier plan role permission scope scopes
  queue topic channel event eventtype eventname action verb method operation source medium campaign utmsource utmmedium
  utmcampaign brand network model manufacturer marke modell marque modele modelo marca merk unit units
  einheit unite unidad unita eenheid tag tags label labels flag flags mode theme layout template
  visibility severity environment env region_code checksum etag md5 sha256 sha1 commit branch ref
  platform os device_type gender sex geschlecht sexe sexo sesso geslacht salutation anrede civilite title_prefix
  isbn ean gtin upc asin barcode partnumber serial invoicenumber ordernumber ordernr orderno rechnungsnummer
  bestellnummer artikelnummer produktnummer numerocommande numerofacture numerofactura numeropedido
  numerofattura numeroordine factuurnummer ordernummer numerofatura trackingnumber batch lot shelf
  variant rating stars grade genre sector industry branche department abteilung service costcenter kostenstelle
  jobtitle occupation profession beruf cron schedule interval duration jobtype taskname jobname queuename classname
  modelname tablename migration productname productkey companysize eventkind objecttype resourcetype subjecttype
  targettype paymentmethod zahlungsart moyenpaiement metodopago metodopagamento betaalmethode shippingmethod
  paymentstatus orderstatus statut statusid estado_pedido currencycode languagecode localecode
  hreflang crontab regexp expression formula selector featurename planname rolename groupname categoryname tagname`
    .split(/\s+/)
    .map((word) => word.replaceAll('_', '')),
);
