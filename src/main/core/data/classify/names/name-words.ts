import type { ColumnClass } from '../../../../../shared/model/masking.ts';

/** How much a word says: `strong` itself, `weak` together with the table or the values. */
export type Strength = 'strong' | 'weak';

type Words = Readonly<Partial<Record<ColumnClass, readonly [strong: string, weak: string]>>>;

/**
 * Words of column names by class, written as one ("first name" as "firstname"), in English, German, French,
 * Spanish, Italian, Dutch, Portuguese and some of Polish and the Nordic languages.
 */
export const nameWords: Words = {
  'given-name': [
    `firstname givenname forename fname middlename middleinitial nickname preferredname vorname rufname zweitername
    prenom deuxiemeprenom primernombre segundonombre nombrepila nomepila primeironome nomeproprio voornaam
    voornamen roepnaam tussenvoegsel imie fornavn fornamn tilltalsnamn mellemnavn firstnames givennames
    forenames nombredepila prenoms nomebatismo`,
    'given first',
  ],
  'family-name': [
    `lastname familyname surname lname maidenname birthname mothersmaidenname nachname familienname zuname
    geburtsname maedchenname nomdefamille nomfamille nomdenaissance nomnaissance nomusage nomdusage apellido
    apellidos primerapellido segundoapellido apellidopaterno apellidomaterno cognome cognomi sobrenome
    ultimonome apelido achternaam familienaam geslachtsnaam meisjesnaam nazwisko efternavn efternamn etternavn
    patronymic surnames lastnames`,
    'family last',
  ],
  'full-name': [
    `fullname personname customername clientname contactname ownername holdername accountholder cardholder
    cardholdername cardname nameoncard accountname recipient recipientname addressee addresseename patientname
    employeename staffname membername authorname sendername senderfullname receivername consignee beneficiary
    beneficiaryname payername payeename payee debtorname creditorname guestname passengername drivername
    studentname teachername doctorname physician nextofkin emergencycontact emergencycontactname parentname
    guardian guardianname signatory signedby reportedby requestedby contactperson ansprechpartner
    ansprechperson kundenname empfaenger empfanger kontoinhaber karteninhaber inhaber mitarbeitername
    vollername vollstaendigername nomcomplet nomclient nomprenom titulaire destinataire nomdestinataire
    beneficiaire contactnom nombrecompleto nombrecliente nombreyapellidos titular titulartarjeta destinatario
    nombrecontacto beneficiario nomecompleto nomecognome nomecliente intestatario intestatariocarta
    destinatariolettera nomedocliente nometitular remetente volledigenaam klantnaam contactpersoon
    naamklant rekeninghouder kaarthouder ontvanger imienazwisko fuldenavn fullstandigtnavn legalname
    billingname shippingname deliveryname invoicename fromname toname replytoname displayname screenname
    realname spouse spousename assignee reviewer approver attendee invitee tenantname landlord insured
    insuredname policyholder witness nomproprietaire propietario proprietario eigenaar eigentuemer
    pacientenombre nombrepaciente nomepaciente `,
    `name nom nombre nome naam nazwa navn namn author contact holder owner person customer creator sender
    receiver driver manager supervisor agent operator auteur autor autore auteurnaam patient paziente
    who whom wer quien chi quem wie`,
  ],
  username: [
    `username userlogin loginname userid loginid handle benutzername anmeldename nutzername benutzerkennung
    nomutilisateur nomdutilisateur identifiantconnexion pseudo pseudonyme nombreusuario nombredeusuario nomeutente
    nomeusuario nomedeusuario gebruikersnaam inlognaam twitterhandle githubusername githublogin instagram
    skypeid skype telegram slackhandle discordid twitter linkedinid samaccountname uid brukernavn anvandarnamn`,
    'user account alias usuario utente utilisateur benutzer gebruiker createdby updatedby modifiedby login',
  ],
  email: [
    `email emailaddress mailaddress useremail contactemail mail eml emailadresse mailadresse adressemail
    adresseemail courriel adressecourriel correo correoelectronico direccioncorreo indirizzoemail
    postaelettronica pec enderecoemail correioeletronico emailadres mailadres adresemail epost epostadress
    recoveryemail replyto mailto workemail homeemail upn userprincipalname`,
    '',
  ],
  phone: [
    `phone phonenumber mobno mobil mob phonenum phoneno telephone telephonenumber tel telno telnr mobile mobilephone mobilenumber mobileno
    cell cellphone cellnumber fax faxnumber faxno msisdn whatsapp whatsappnumber landline telefon telefonnummer
    telefonnr rufnummer handy handynummer handynr mobilnummer mobiltelefon mobilfunknummer festnetz faxnummer
    numerotelephone numerodetelephone numtel portable numeroportable telefono numerotelefono numerodetelefono
    telefonomovil movil celular numerocelular telefonofijo cellulare numerocellulare telefonofisso telefone
    numerotelefone numerodetelefone telemovel telefoonnummer telefoon mobielnummer mobiel gsm gsmnummer numertelefonu
    telefonkomorkowy phonemobile phonehome phonework callernumber callerid smsnumber imei imsi tlf tlfnr`,
    'handset extension',
  ],
  street: [
    `street streetname streetaddress streetnumber addressline addressline1 addressline2 addressline3 line1 line2
    addr1 addr2 address1 address2 housenumber houseno housename buildingname apartment apt 
    strasse strassenname strassehausnr strasseundhausnummer hausnummer hausnr adresszeile adresszusatz nomrue
    numerorue voie nomvoie libellevoie adresseligne1 adresseligne2 complementadresse nombrecalle
    numerocalle domicilio indirizzovia civico numerocivico logradouro morada numeroporta complemento
    bairro straat straatnaam huisnummer huisnr ulica nrdomu gade gadenavn vej gata gatuadress streetline1
    streetline2 pobox postfach apartado`,
    'line road avenue lane district2 flat building suite via rua rue calle',
  ],
  city: [
    `city cityname town townname village suburb locality municipality placeofbirth birthplace cityofbirth stadt
    ortsname wohnort ort gemeinde geburtsort ville nomville commune localite lieunaissance lieudenaissance ciudad
    poblacion localidad municipio lugarnacimiento lugardenacimiento citta comune luogonascita luogodinascita
    cidade localnascimento naturalidade stad woonplaats plaats plaatsnaam geboorteplaats miasto miejscowosc by
    postort bynavn hometown`,
    'place',
  ],
  'postal-code': [
    `postalcode postcode zip zipcode zip4 zipplus4 plz postleitzahl codepostal codigopostal 
    codiceavviamento codicepostale cep codigopostalpt kodpocztowy postnr postnummer eircode pincode pin6 npa`,
    'postal cap cp',
  ],
  region: [
    `stateprovince province provincename county region regionname district prefecture canton bundesland
    kanton landkreis departement provincia comunidadautonoma regione estado distrito provincie wojewodztwo
    fylke statecode`,
    'territory area state',
  ],
  country: [
    `country countryname countrycode countryiso countryofbirth countryofresidence nationality citizenship 
    laendercode landkuerzel staatsangehoerigkeit nationalitaet nationalitat geburtsland pays codepays nomdupays
    nompays nationalite pais codigopais nacionalidad paese codicepaese nazionalita nacionalidade landcode
    nationaliteit kraj obywatelstwo birthcountry`,
    'nation land',
  ],
  address: [
    `address fulladdress postaladdress homeaddress workaddress mailingaddress billingaddress shippingaddress
    deliveryaddress residence residentialaddress adresse anschrift postanschrift lieferadresse
    rechnungsadresse wohnadresse adressepostale adresselivraison adressefacturation direccion direccionpostal
    direccionenvio direccionfacturacion indirizzo indirizzocompleto indirizzospedizione endereco
    enderecoentrega enderecocompleto adres adresgegevens leveradres factuuradres adreszamieszkania postadress`,
    '',
  ],
  'birth-date': [
    `birthdate dateofbirth bday bdate birthdt datanasc dtnasc datenaiss fechanac fecnac gebjahr dob birthday birth bornon borndate yearofbirth birthyear geburtsdatum geburtstag
    gebdatum geboren geburtsjahr datenaissance datedenaissance naissance fechanacimiento fechadenacimiento
    nacimiento datanascita datadinascita nascita datanascimento datadenascimento nascimento geboortedatum
    geboren gebdat dataurodzenia fodselsdato fodelsedatum fodselsdag anneenaissance`,
    'born',
  ],
  'national-id': [
    `ssn socialsecurity socialsecuritynumber socialsecurityno nationalid nationalidnumber nationalidentifier
    nationalinsurance nationalinsurancenumber nino taxid taxidnumber taxnumber itin vatnumber vatid
    passport passportnumber passportno idcard idcardnumber identitynumber identitycard idnumber driverslicense
    driverlicense drivinglicence drivinglicense licensenumber licencenumber licenseplate numberplate aadhaar 
    nhsnumber medicarenumber healthinsurancenumber medicalrecordnumber mrn insurancenumber policynumber
    steuernummer steuerid steueridnr steueridentifikationsnummer ustid ustidnr sozialversicherungsnummer svnr
    svnummer ausweisnummer personalausweis personalausweisnummer reisepass reisepassnummer
    krankenversicherungsnummer fuehrerscheinnummer kennzeichen autokennzeichen numerosecuritesociale
    numsecu numsecuritesociale nir nss numeropasseport passeport numerocni cni immatriculation siret dni nie nif 
    documentoidentidad numerodocumento numeroseguridadsocial pasaporte numeropasaporte cedula rut curp rfc
    codicefiscale partitaiva cartaidentita numeropassaporto passaporto tesserasanitaria cpf cnpj 
    numerocontribuinte cartaocidadao bsn burgerservicenummer sofinummer paspoort paspoortnummer kenteken pesel
    cpr cprnummer personnummer personnr fodselsnummer rijbewijs rijbewijsnummer matricula targa 
    vehicleregistration npi deanumber`,
    'documentnumber documentno sin pan tin rg cif vin plate',
  ],
  card: [
    `creditcard creditcardnumber cardnumber cardno ccnumber ccno ccnum cardpan debitcard debitcardnumber cardlast4
    cclast4 last4 lastfour cardlastfour kreditkarte kreditkartennummer kartennummer kartennr cartebancaire
    numerocarte numcarte numerodecarte tarjeta tarjetacredito numerotarjeta numerodetarjeta cartacredito
    numerocarta cartaodecredito cartaocredito numerocartao numerodocartao creditcardnummer kaartnummer cvv cvc
    cvv2 cardcvv cardcvc securitycode numerkarty kortnummer cardexpiry cardexp ccexpiry`,
    'cc',
  ],
  iban: [
    `iban ibannumber bankaccount bankaccountnumber accountnumber accountno bankaccountno routingnumber sortcode bic swift
    swiftcode bban kontonummer kontonr bankverbindung bankleitzahl blz numerocompte compte bancaire rib
    comptebancaire cuenta cuentabancaria numerocuenta numerodecuenta ccc contocorrente numeroconto contacorrente
    numeroconta contabancaria rekeningnummer bankrekening bankrekeningnummer numerkonta bankgiro clabe`,
    'acct',
  ],
  ip: [
    `ip ipaddress ipaddr clientip remoteip remoteaddr remoteaddress userip lastip loginip lastloginip
    signupip sourceip srcip dstip ipv4 ipv6 hostip ipadresse adresseip direccionip indirizzoip enderecoip ipadres
    xforwardedfor forwardedfor currentsigninip lastsigninip mac macaddress macaddr deviceid deviceidentifier
    idfa gaid advertisingid devicetoken fingerprint`,
    '',
  ],
  coordinates: [
    `latitude longitude lat lng lon latlng latlong coordinates coords coordinate geolocation geopoint gps
    gpscoordinates gpslat gpslon breitengrad laengengrad koordinaten latitud longitud latitudine longitudine
    coordonnees coordenadas coordinate breedtegraad lengtegraad geo`,
    'position location point geom geometry',
  ],
  'user-agent': ['useragent useragentstring browser browseragent httpuseragent ua agentstring', ''],
  url: [
    `url uri website webpage homepage webseite internetseite siteweb sitioweb sitoweb avatarurl photourl imageurl
    profileurl pictureurl callbackurl webhookurl redirecturi linkedin linkedinurl facebook facebookurl
    facebookprofile avatar profilepicture referer referrer gravatar permalink`,
    'image photo link',
  ],
  'password-hash': [
    `password passwordhash passwd pwd pw passwort kennwort motdepasse mdp contrasena contrasenia senha wachtwoord
    haslo encryptedpassword hashedpassword passworddigest passhash pwdhash pwhash passwordsalt salt passwordsha
    passwordcrypt parola parolachiave lozinka adgangskode losenord passcode`,
    'pass',
  ],
  secret: [
    `secret token apikey accesskey accesstoken refreshtoken idtoken bearertoken sessiontoken sessionid sessionkey
    authtoken authkey resettoken passwordresettoken resetpasswordtoken confirmationtoken activationtoken
    verificationtoken verificationcode invitationtoken invitetoken clientsecret secretkey privatekey signingkey
    encryptionkey otp otpsecret totp totpsecret mfasecret twofactorsecret recoverycodes backupcodes
    remembertoken csrftoken tokenhash tokendigest webhooksecret apisecret jwt credential
    credentials geheimnis schluessel jeton clesecrete clesapi clave secreta segreto segredo chaveapi geheim
    sleutel magiclink activationcode pin pincode4 securityanswer secretanswer oauthtoken pushtoken cookie
    sharedsecret hmac signature ssh sshkey publickey`,
    'auth nonce clave',
  ],
  'free-text': [
    `note notes comment comments remark remarks message messagebody body content description bio biography
    aboutme about summary feedback review reviewtext question answer text freetext memo internalnotes
    customernotes reason cancelreason reasontext complaint diagnosis anamnesis observations transcript
    chatlog subject notiz notizen bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen
    beschreibung nachricht nachrichtentext hinweis hinweise grund remarque remarques commentaire commentaires
    note notices observation texte motif nota notas comentario comentarios observacion observaciones mensaje
    motivo descripcion texto commento commenti annotazioni messaggio testo osservazioni descrizione observacao
    observacoes comentariocliente mensagem descricao opmerking opmerkingen notitie notities toelichting bericht
    omschrijving reden uwagi opis komentarz tresc anteckning anteckningar instructions deliveryinstructions
    specialrequests details`,
    'title headline payload raw log request response error history snippet',
  ],
  money: [
    `salary wage wages income annualincome monthlyincome grosssalary netsalary hourlyrate bonus pension
    networth creditscore creditlimit balance accountbalance debt gehalt lohn einkommen jahreseinkommen
    bruttogehalt kontostand saldo salaire revenu revenus remuneration solde salario sueldo ingresos renta
    stipendio reddito retribuzione ordenado rendimento vencimento salaris loon inkomen wynagrodzenie pensja
    amount price cost total subtotal fee tax discount revenue budget betrag preis kosten summe gesamtbetrag
    montant prix cout importe precio coste importo prezzo costo preco valor bedrag prijs`,
    'rate sum net gross paid',
  ],
};
