import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import { columnClasses } from '../../../../../shared/model/masking.ts';
import type { ColumnType, TypeCategory } from '../../schema.ts';
import type { ColumnFacts } from '../column-facts.ts';
import { madeUpValues } from './made-up-values.ts';

/** A column of a made-up database with what it really holds. */
export interface LabelledColumn {
  readonly facts: ColumnFacts;
  readonly class: ColumnClass;
}

/** Table, column, type, class, values; `*` behind the values repeats them as a column of few labels would. */
const lines = `
customers given_name text given-name givenEn
customers first_name varchar(50) given-name givenUpper
kunden vorname varchar(80) given-name givenDe
clients prenom varchar(80) given-name givenFr
clientes nombre varchar(80) given-name givenEs
clientes primer_nombre text given-name givenEs
clienti nome varchar(60) given-name givenIt
klanten voornaam text given-name givenNl
clientes primeiro_nome text given-name givenPt
users fname varchar(30) given-name givenEn
users middleName text given-name givenEn
patients ForeName text given-name givenEn
actor first_name text given-name givenUpper
members nickname text given-name givenEn
orders buyer_first text given-name givenEn
import_2019 col_3 text given-name givenDe
people given text given-name givenFr
customers family_name text family-name familyEn
customers last_name varchar(50) family-name familyUpper
kunden nachname varchar(80) family-name familyDe
kunden geburtsname varchar(80) family-name familyDe
clients nom_de_famille text family-name familyFr
clients nom varchar(80) family-name familyFr
clientes apellidos varchar(120) family-name familyEs
clientes primer_apellido text family-name familyEs
clienti cognome varchar(60) family-name familyIt
klanten achternaam text family-name familyNl
users surname text family-name familyEn
employees maiden_name text family-name familyEn
actor last_name text family-name familyUpper
import_2019 col_4 text family-name familyDe
customers name text full-name fullEn
kunden name varchar(120) full-name fullDe
customers full_name varchar(200) full-name fullEn
orders customer_name text full-name fullEn
orders recipient text full-name fullFr
bestellungen empfaenger text full-name fullDe
payments card_holder text full-name fullEn
konten kontoinhaber varchar(70) full-name fullDe
commandes destinataire text full-name fullFr
pedidos nombre_cliente text full-name fullEs
facturas titular text full-name fullEs
ordini intestatario text full-name fullIt
books author text full-name fullEn
tickets assignee text full-name fullEn
appointments doctor_name text full-name fullSorted
emergency_contacts contact_name text full-name fullEs
documents signed_by text full-name fullIt
employees displayName text full-name fullEn
legacy_data field_17 text full-name fullFr
lessons teacher text full-name fullEn
projects owner text full-name fullEn
users username varchar(32) username login
users login text username login
benutzer benutzername text username login
utilisateurs identifiant_connexion text username login
usuarios nombre_usuario text username login
utenti nome_utente text username login
profiles twitter_handle text username login
profiles github_username text username login
players alias text username login
customers email text email email
customers email citext email email
kunden email_adresse varchar(120) email email
clients courriel varchar(120) email email
clientes correo_electronico text email email
clienti indirizzo_email text email email
klanten emailadres text email email
customer email text email emailUpper
users backup_mail text email email
newsletter address text email email
import_2019 col_9 text email email
orders contact varchar(100) email email
audit actor text email email
outbox sent_to text email email
customers phone text phone phoneUk
customers phone_number varchar(20) phone phoneE164
customers mobile text phone phoneUs
kunden telefonnummer varchar(40) phone phoneDe
kunden handy text phone phoneDe
kunden privattelefon text phone phoneDe
clients telephone varchar(20) phone phoneFr
clients numero_portable text phone phoneFr
clientes telefono text phone phoneE164
clientes movil text phone phoneE164
clienti cellulare text phone phoneE164
klanten telefoonnummer text phone phoneE164
clientes telemovel text phone phoneE164
address phone text phone phoneBare
users msisdn bigint phone phoneInt
orders contact_tel text phone phoneUk
offices fax text phone phoneDe
import_2019 col_11 text phone phoneUk
leads whatsapp text phone phoneE164
calls caller_number text phone phoneE164
addresses street text street streetEn
addresses address_line_1 varchar(120) street streetEn
addresses address_line_2 varchar(120) street streetEn
adressen strasse varchar(100) street streetDe
adressen strasse_hausnr text street streetDe
adresses rue text street streetFr
adresses adresse_ligne1 text street streetFr
direcciones calle text street streetEs
indirizzi via text street streetIt
adressen straatnaam text street streetNl
address address2 text street none
orders ship_street text street streetOdd
import_2019 col_6 text street streetDe
addresses house_number varchar(10) street integer
moradas morada text street streetEs
address address text address streetOdd
customers address text address addressEn
customers home_address text address addressEn
kunden anschrift text address addressDe
orders shipping_address text address addressEn
clients adresse_livraison text address addressFr
clientes direccion text address streetEs
clienti indirizzo text address streetIt
clientes endereco text address streetEs
klanten adres text address streetNl
companies registered_address text address addressDe
addresses city text city cityEn
adressen ort varchar(60) city cityDe
adressen stadt text city cityDe
adresses ville text city cityFr
direcciones ciudad text city cityEs
indirizzi citta text city cityIt
adressen woonplaats text city cityEn
city city text city cityOdd
kunden geburtsort text city cityDe
people place_of_birth text city cityIt
import_2019 col_7 text city cityDe
orders ship_town text city cityEn
addresses postal_code varchar(12) postal-code postalEn
addresses zip char(5) postal-code postalUs
addresses zip_code integer postal-code postalDe
adressen plz varchar(5) postal-code postalDe
adresses code_postal text postal-code postalDe
direcciones codigo_postal text postal-code postalDe
adressen postcode text postal-code postalNl
enderecos cep text postal-code postalBr
moradas codigo_postal text postal-code postalPt
indirizzi cap text postal-code postalDe
orders billing_postcode text postal-code postalEn
addresses state text region regionUs
address district text region regionOdd
adressen bundesland text region regionDe
addresses county text region regionOdd
direcciones provincia text region regionOdd
addresses country text country countryEn
addresses country_code char(2) country countryCode
adressen land text country countryDe
direcciones pais text country countryEs
people nationality text country countryEn
kunden staatsangehoerigkeit text country countryDe
adresses pays text country countryCode
customers birth_date date birth-date birth
customers dob date birth-date birth
customers date_of_birth text birth-date birth
kunden geburtsdatum date birth-date birth
kunden geburtstag varchar(10) birth-date birthDe
clients date_naissance date birth-date birth
clientes fecha_nacimiento date birth-date birth
clienti data_nascita date birth-date birth
klanten geboortedatum date birth-date birth
clientes data_nascimento date birth-date birth
patients birthday timestamp birth-date birth
members year_of_birth integer birth-date integer
employees born date birth-date birth
employees ssn char(11) national-id ssn
employees social_security_number text national-id ssn
employees ni_number text national-id nino
clientes dni varchar(9) national-id dni
clienti codice_fiscale char(16) national-id codiceFiscale
assures nir text national-id nir
mitarbeiter steuer_id text national-id steuerId
medewerkers bsn text national-id bsn
clientes cpf text national-id cpf
osoby pesel char(11) national-id pesel
versicherte ahv_nummer text national-id ahv
travellers passport_number text national-id passport
fahrzeuge kennzeichen text national-id plate
people tax_id text national-id steuerId
import_2019 col_13 text national-id codiceFiscale
import_2019 col_14 text national-id dni
employees national_id bigint national-id pesel
patients nhs_number text national-id none
payments card_number text card card
payments credit_card varchar(19) card cardSpaced
payments cc_number bigint card card
zahlungen kreditkartennummer text card card
pagos numero_tarjeta text card card
legacy_data field_4 text card card
payments card_last4 char(4) card last4
payments cvv text card integer
accounts iban varchar(34) iban iban
konten iban text iban iban
konten kontonummer text iban account
comptes numero_compte text iban account
cuentas cuenta_bancaria text iban iban
legacy_data field_5 text iban iban
employees bank_account_number text iban account
sessions ip inet ip ip
audit_log ip_address text ip ip
users last_sign_in_ip varchar(45) ip ip
requests remote_addr text ip ip
legacy_data field_6 text ip ip
devices mac_address macaddr ip mac
devices mac text ip mac
orders client cidr ip ip
stores location text coordinates pair
customers latitude numeric coordinates latitude
customers lng double coordinates latitude
places geo point coordinates pair
checkins gps text coordinates pair
kunden breitengrad double coordinates latitude
sessions user_agent text user-agent agent
visits browser text user-agent agent
legacy_data field_8 text user-agent agent
users avatar_url text url url
profiles website text url url
profiles linkedin text url url
legacy_data field_9 text url url
users password_hash text password-hash bcrypt
users password text password-hash clear
staff password text password-hash sha1
users encrypted_password varchar(255) password-hash argon
auth_user password varchar(128) password-hash django
benutzer passwort text password-hash bcrypt
utilisateurs mot_de_passe text password-hash bcrypt
usuarios contrasena text password-hash clear
gebruikers wachtwoord text password-hash bcrypt
legacy_data field_10 text password-hash bcrypt
sessions token text secret jwt
sessions session_token text secret random
api_clients api_key text secret apiKey
api_clients client_secret text secret random
users reset_password_token text secret random
users otp_secret text secret random
users confirmation_token uuid secret uuid
sessions token_hash bytea secret hexBytes
integrations access_token text secret apiKey
legacy_data field_11 text secret random
webhooks signing_key text secret random
settings value text secret apiKey
leads email_hash char(64) secret random
customers notes text free-text noteEn
kunden bemerkung text free-text noteDe
clients remarques text free-text noteFr
tickets body text free-text noteEn
messages message text free-text mention
orders delivery_instructions text free-text noteEn
patients diagnosis text free-text noteEn
users bio text free-text noteEn
reviews comment text free-text noteFr
notes body text free-text noteDe
legacy_data field_12 text free-text noteEn
legacy_data field_18 text free-text none
documents content xml free-text none
events payload jsonb json jsonPerson
events meta text json jsonPerson
customers extra json json jsonPerson
staff picture bytea binary hexBytes
documents scan bytea binary hexBytes
customers alternate_emails text[] email emails
customers phones text[] phone phones
employees salary numeric money salary
mitarbeiter gehalt numeric money salary
orders total numeric money amount
payments amount numeric money amount
products price money money amount
orders id bigint plain large
orders customer_id bigint plain integer
customers created_at timestamptz plain moment
customers create_date date plain day
customers updated_at timestamp plain moment
customers active boolean plain boolean
customers email_verified boolean plain boolean
customers email_verified_at timestamptz plain moment
customers phone_type text plain status*
customers password_changed_at timestamptz plain moment
customers login_count integer plain integer
customers address_id bigint plain integer
orders status text plain status*
orders state text plain status*
orders currency char(3) plain currency
orders order_number text plain sku
orders placed_at timestamptz plain moment
order_lines quantity integer plain integer
order_lines product_id bigint plain integer
products sku text plain sku
products name text plain product
products description text plain productText
products weight numeric plain amount
products stock integer plain integer
products color text plain hex
products slug text plain slug
produkte bezeichnung text plain product
produits nom text plain product
film title text plain film
film description text plain productText
film length smallint plain integer
film rating mpaa plain none
film release_year integer plain integer
category name text plain product
categories name text plain product
language name char(20) plain language
roles name text plain slug
roles permissions text[] plain tags
tags label text plain slug
settings locale text plain locale
settings timezone text plain zone
users preferred_language text plain locale
users role text plain status*
users gender text plain status*
files mime_type text plain mime
files path text plain path
files size bigint plain large
files checksum text plain random
deployments version text plain version
deployments commit_sha char(40) plain sha1
jobs queue text plain status*
jobs attempts integer plain integer
jobs run_at timestamptz plain moment
jobs last_error_code text plain status*
events kind text plain status*
events name text plain status*
events at timestamptz plain moment
metrics value double plain amount
metrics name text plain slug
payments method text plain status*
payments card_brand text plain status*
payments status text plain status*
plans tier text plain status*
plans features jsonb plain jsonPlain
shipments carrier text plain status*
shipments eta date plain day
migrations filename text plain path
feature_flags key text plain slug
feature_flags enabled boolean plain boolean
inventory shelf text plain sku
invoices invoice_number text plain sku
rental return_date timestamptz plain moment
rental inventory_id integer plain integer
orders uuid uuid key uuid
orders external_uuid text key uuid
products tags text[] plain tags
bookings room_code text plain sku
`;

const typeNames: Readonly<
  Record<string, { readonly name: string; readonly category: TypeCategory; readonly size?: number }>
> = {
  text: { name: 'text', category: 'text' },
  citext: { name: 'citext', category: 'text' },
  bigint: { name: 'bigint', category: 'integer', size: 8 },
  integer: { name: 'integer', category: 'integer', size: 4 },
  smallint: { name: 'smallint', category: 'integer', size: 2 },
  numeric: { name: 'numeric(12,2)', category: 'numeric' },
  double: { name: 'double precision', category: 'float' },
  money: { name: 'money', category: 'money' },
  date: { name: 'date', category: 'date' },
  timestamp: { name: 'timestamp without time zone', category: 'timestamp' },
  timestamptz: { name: 'timestamp with time zone', category: 'timestamp' },
  boolean: { name: 'boolean', category: 'boolean' },
  uuid: { name: 'uuid', category: 'uuid' },
  inet: { name: 'inet', category: 'inet' },
  cidr: { name: 'cidr', category: 'inet' },
  macaddr: { name: 'macaddr', category: 'macaddr' },
  point: { name: 'point', category: 'geometric' },
  json: { name: 'json', category: 'json' },
  jsonb: { name: 'jsonb', category: 'json' },
  bytea: { name: 'bytea', category: 'bytea' },
  xml: { name: 'xml', category: 'xml' },
  mpaa: { name: 'public.mpaa_rating', category: 'enum' },
};

/** A type by the short name that the lines use. */
export function typeNamed(short: string): ColumnType {
  if (short.endsWith('[]')) {
    const element = typeNamed(short.slice(0, -2));
    return { name: `${element.name}[]`, category: 'array', element };
  }
  const sized = /^(char|varchar)\((\d+)\)$/.exec(short);
  if (sized) {
    const name = sized[1] === 'char' ? 'character' : 'character varying';
    return { name: `${name}(${sized[2]})`, category: 'text', maxLength: Number(sized[2]) };
  }
  const type = typeNames[short];
  if (!type) throw new Error(`no type ${short}`);
  return type;
}

function valuesOf(name: string): readonly string[] {
  const plain = name.replace('*', '');
  const text = madeUpValues[plain];
  if (text === undefined) throw new Error(`no values ${plain}`);
  const values = text === '' ? [] : text.split('|');
  return name.endsWith('*') ? Array.from({ length: 20 }, () => values).flat() : values;
}

/** The labelled columns of several made-up databases in seven languages. */
export const labelledColumns: readonly LabelledColumn[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [table = '', name = '', type = '', label = '', values = ''] = line.split(' ');
    const known = columnClasses.find((one) => one === label);
    if (!known) throw new Error(`no class in: ${line}`);
    const facts: ColumnFacts = {
      table,
      name,
      type: typeNamed(type),
      nullable: true,
      unique: false,
      primary: false,
      computed: false,
      checks: [],
      samples: valuesOf(values),
    };
    return { facts, class: known };
  });
