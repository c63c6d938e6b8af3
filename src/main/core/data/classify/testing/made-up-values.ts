/** Made-up values by kind, some of them in no dictionary; for the labelled columns of the tests. */
export const madeUpValues: Readonly<Record<string, string>> = {
  givenEn: 'Oliver|Ruby|Maeve|Jackson|Tamsin|Priya|Kwame|Emily|Harriet|Dylan|Brooklyn|Sophie',
  givenDe: 'Anneliese|Jürgen|Björn|Käthe|Lukas|Wiebke|Friedhelm|Sabine|Thorsten|Lea|Ünal|Heinz-Peter',
  givenFr: 'Aurélie|François|Noémie|Benoît|Mathéo|Chloé|Jean-Luc|Solène|Yves|Amélie|Gaspard|Zoé',
  givenEs: 'Lucía|José|María del Carmen|Álvaro|Íñigo|Pilar|Andrés|Rocío|Joaquín|Ximena|Hernán|Sofía',
  givenIt: 'Chiara|Giuseppe|Niccolò|Letizia|Alessio|Ilaria|Matteo|Fiammetta|Gianluca|Rosa|Pietro|Elisa',
  givenNl: 'Sanne|Maarten|Femke|Joost|Thijs|Anouk|Willem|Lotte|Bram|Marijke|Ruud|Fleur',
  givenPt: 'João|Inês|Tiago|Mafalda|Gonçalo|Beatriz|Rui|Leonor|Vasco|Marta|Diogo|Catarina',
  givenUpper: 'MARY|PATRICIA|LINDA|BARBARA|ELIZABETH|JENNIFER|MARIA|SUSAN|MARGARET|DOROTHY|LISA|NANCY',
  familyEn:
    "Whitlock|O'Rourke|Smith|Pemberton|McAllister|Ashby|Johnson|Fairweather|Brown|Okonkwo|Patel|Nguyen",
  familyDe:
    'Müller|Schäfer|Weidner|von der Heide|Hoffmann|Zimmermann|Kühn|Öztürk|Brandt|Pfeiffer|Schulz|Krämer',
  familyFr:
    "Lefèvre|Dubois|Marchand|d'Alembert|Fournier|Beauchamp|Girard|Rousseau|Le Goff|Morel|Petit|Vasseur",
  familyEs: 'García López|Fernández|Núñez|Ibáñez|Ortega Ruiz|Delgado|Castro|Romero|Herrera|Vidal|Peña|Soto',
  familyIt: 'Rossi|Marchetti|De Luca|Esposito|Galli|Bellini|Conti|Romano|Ferrari|Greco|Bruno|Fabbri',
  familyNl: "van den Berg|de Vries|Jansen|Bakker|Visser|Smit|Meijer|van 't Hoff|Mulder|Dekker|Hendriks|Kok",
  familyUpper: 'SMITH|JOHNSON|WILLIAMS|JONES|BROWN|DAVIS|MILLER|WILSON|MOORE|TAYLOR|ANDERSON|THOMAS',
  fullEn:
    "Ada Okonkwo|Liam O'Rourke|Dr. Emily Carter|Tamsin Whitlock|Harriet J. Lowe|Quentin Ashby|Priya Raman|James Brown|Grace Hill|Noah Smith",
  fullDe:
    'Anneliese Weidner|Jürgen Müller|Dr. Sabine von der Heide|Lukas Brandt|Thorsten Kühn|Lea Hoffmann|Heinz-Peter Schulz|Björn Pfeiffer',
  fullFr:
    'Aurélie Marchand|François Dubois|Jean-Luc Petit|Solène Le Goff|Noémie Girard|Benoît Lefèvre|Mme Amélie Morel|Yves Rousseau',
  fullEs:
    'Lucía García López|José Fernández|Andrés Núñez|María del Carmen Soto|Pilar Ortega Ruiz|Joaquín Vidal|Sofía Castro|Rocío Peña',
  fullIt:
    'Chiara Rossi|Giuseppe Marchetti|Matteo De Luca|Elisa Conti|Pietro Greco|Ilaria Ferrari|Rosa Bellini|Gianluca Galli',
  fullSorted:
    'Smith, John|Garcia, Maria|Müller, Hans|Rossi, Anna|Nguyen, Kim|Dubois, Claire|Brown, Peter|Jansen, Thomas',
  email:
    'ada.okonkwo@example.com|jm@mail.example.org|info@kontor.example|x+shop@sub.example.net|a_b@example.co.uk|marie@exämple.de|r.raman1987@example.org|q@example.io',
  emailUpper:
    'MARY.SMITH@sakilacustomer.org|PATRICIA.JOHNSON@sakilacustomer.org|LINDA.WILLIAMS@sakilacustomer.org|BARBARA.JONES@sakilacustomer.org',
  phoneE164:
    '+442079460037|+4915112345678|+33612345678|+34600123456|+393331234567|+31612345678|+12025550147|+351912345678',
  phoneUs:
    '(212) 555-0147|202-555-0111|415.555.0133|(650) 555-0188|503-555-0199|1-800-555-0142|312-555-0176 x12',
  phoneUk: '+44 20 7946 0037|07700 900074|020 7946 0111|01632 960123|+44 7700 900148|0117 496 0185',
  phoneDe: '030 901820|0151/12345678|+49 89 123456-0|0221-9876543|(040) 33445566|0711 98 76 54 32',
  phoneFr: '01 23 45 67 89|06.12.34.56.78|+33 6 98 76 54 32|04-91-00-11-22|05 61 22 33 44',
  phoneBare:
    '14033335568|6172235589|28303384290|838635286649|448477190408|705814003527|10655648674|860452626434',
  phoneInt: '4915112345678|33612345678|34600123456|393331234567|31612345678|12025550147',
  streetEn:
    '14 Larch Lane|3 Harbour Row|The Old Forge|61 Station Road|221B Baker Street|9 Chapel Court|Flat 4, 12 High Street|1 Kingsway',
  streetDe:
    'Ahornweg 6|Lindenstraße 12a|Am Alten Markt 3|Hauptstr. 44|Goetheplatz 1|Unter den Linden 77|Bergstrasse 9|Rosenallee 110',
  streetFr:
    '5 rue des Tanneurs|28 quai Vieux|12 bis avenue Foch|3 place de la Mairie|44 boulevard Voltaire|7 impasse du Moulin|19 chemin des Vignes',
  streetEs:
    'Calle del Olmo 17|Plaza Nueva 4|Avda. de la Paz 22, 3º B|Paseo Marítimo 8|C/ Mayor 5|Camino Real 90',
  streetIt:
    'Via dei Tigli 8|Piazza Garibaldi 3|Corso Italia 112|Viale Europa 45|Vicolo Stretto 2|Largo Augusto 1',
  streetNl: 'Kerkpad 2|Prinsengracht 263|Dorpsstraat 14|Stationsplein 1|Beukenlaan 33|Oude Dijk 7',
  streetOdd:
    '47 MySakila Drive|28 MySQL Boulevard|23 Workhaven Lane|1411 Lillydale Drive|1913 Hanoi Way|1121 Loja Avenue|692 Joliet Street|1566 Inegl Manor',
  addressEn:
    '14 Larch Lane, Bristol BS1 4QA|61 Station Road, Leicester, LE1 2AB|3 Harbour Row, Cardiff|2 Beacon Hill, Plymouth PL4 8DD',
  addressDe:
    'Ahornweg 6, 04109 Leipzig|Hauptstr. 44, 10115 Berlin|Goetheplatz 1, 60313 Frankfurt am Main|Rosenallee 110, 22087 Hamburg',
  addressFr:
    '5 rue des Tanneurs, 69005 Lyon|28 quai Vieux, 33000 Bordeaux|3 place de la Mairie, 29000 Quimper',
  cityEn: 'Bristol|Cardiff|Leicester|Plymouth|Hereford|Little Wenlock|Edinburgh|Sheffield|Austin|Springfield',
  cityDe: 'Leipzig|München|Köln|Bad Oldesloe|Frankfurt am Main|Jena|Nürnberg|Kiel|Rosenheim|Dresden',
  cityFr: 'Lyon|Bordeaux|Quimper|Nîmes|Saint-Étienne|Lille|Carcassonne|Rennes',
  cityEs: 'Sevilla|Madrid|Málaga|A Coruña|Valladolid|Cuenca|Bilbao|Ciudad Real',
  cityIt: 'Bologna|Roma|Torino|Sassuolo|Napoli|Verona|Pisa|Lecce',
  cityOdd:
    'A Corua (La Corua)|Abha|Acua|Adana|Addis Abeba|Aden|Adoni|Ahmadnagar|Akishima|Akron|al-Ayn|Almirante Brown',
  postalEn: 'BS1 4QA|CF10 5AL|EH3 6NQ|LE1 2AB|HR4 9TT|PL4 8DD',
  postalDe: '04109|10115|80331|50667|22087|01067',
  postalNl: '3512 JA|1016 GV|2011 AB|9711 LM',
  postalUs: '94110|10001-1234|60614|73301|02139',
  postalPt: '4050-255|1100-148|3000-213',
  postalBr: '01310-100|20040-020|30130-010',
  regionUs: 'Texas|California|Oregon|Vermont|Ohio|Georgia|Nevada|Maine|Utah|Iowa',
  regionOdd: 'Alberta|QLD|Nagasaki|California|Attika|Mandalay|Nantou|Texas|Central Serbia|Hamilton|Masqat',
  regionDe: 'Bayern|Sachsen|Hessen|Saarland|Berlin|Bremen|Hamburg',
  countryEn: 'France|Germany|United Kingdom|Japan|Brazil|Kenya|Italy|Norway',
  countryDe: 'Deutschland|Österreich|Frankreich|Polen|Schweiz|Italien',
  countryEs: 'España|México|Argentina|Perú|Alemania|Francia',
  countryCode: 'GB|DE|FR|IT|ES|NL|PT|PL|SE|DK',
  birth:
    '1963-06-12|1976-11-23|1989-04-06|2002-09-17|1961-02-28|1974-07-11|1987-12-22|2000-05-05|1972-03-27|1985-08-10|1998-01-21',
  birthDe: '12.06.1963|23.11.1976|06.04.1989|17.09.2002|28.02.1961|11.07.1974',
  moment: '2025-01-06 09:00:00+00|2025-02-11 13:12:01+00|2025-03-01 23:59:59+00|2025-04-22 08:15:00+00',
  day: '2025-01-06|2025-02-11|2025-03-01|2025-04-22|2025-05-30|2024-12-24',
  ssn: '536-90-4399|219-09-9999|078-05-1120|457-55-5462',
  nino: 'AB123456C|JG103759A|QQ 12 34 56 C|CE987654D',
  dni: '12345678Z|87654321X|X1234567L|11111111H',
  codiceFiscale: 'RSSMRA85T10A562S|VRDLGU70A01F205X|BNCGNN62H12L219K',
  nir: '255081416802538|2 55 08 14 168 025 38',
  steuerId: '86095742719|47036892816|65929970489',
  bsn: '111222333|123456782|999999990',
  cpf: '529.982.247-25|111.444.777-35|935.411.347-80',
  pesel: '44051401359|02070803628|92071314764',
  ahv: '756.9217.0769.85|756.1234.5678.97',
  passport: 'C01X00T47|P1234567|AB1234567|X1234567|533380006',
  plate: 'B-XY 1234|M-AB 77|HH-ZZ 9|K-LM 4711',
  card: '4242424242424242|5555555555554444|378282246310005|6011111111111117|4000056655665556|2223003122003222',
  cardSpaced: '4242 4242 4242 4242|5555 5555 5555 4444|4000 0566 5566 5556',
  last4: '4242|4444|0005|1117|5556|3222',
  iban: 'GB82WEST12345698765432|DE89370400440532013000|FR1420041010050500013M02606|NL91ABNA0417164300|ES9121000418450200051332',
  account: '0532013000|0417164300|1234567890|9876543210',
  ip: '192.0.2.17|198.51.100.4|203.0.113.250|2001:db8::17|10.1.2.3',
  mac: '00:00:5e:00:53:01|00:00:5e:00:53:af',
  pair: '51.4545,-2.5879|48.8566, 2.3522|52.5200,13.4050',
  latitude: '51.454513|48.856613|52.520008|41.902782|-33.868820',
  agent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36|Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)|curl/8.4.0|okhttp/4.12.0',
  url: 'https://example.com/u/ada|https://www.example.org/~jm|http://example.net/p?id=7',
  bcrypt:
    '$2b$12$KIXQ4S9e1jH0yT6Vh9vNeO8gq3bqvM3o1l3e4p0s2F1u5r6t7y8zC|$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  argon: '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b27RQ',
  django: 'pbkdf2_sha256$260000$abcdefghijkl$R0hQ8Zz1kq0pS3f9vQ1aX1nB0yF8m2s4d6g8h0j2k4l=',
  sha1: '8cb2237d0679ca88db6464eac60da96345513964|5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8',
  clear: 'hunter2|correct horse|Sommer2024|qwertz',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl|eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJlMg',
  random:
    'tGzv3JOkF0XG5Qx2TlKWIA|Zk9mP2vQ8rT1xY7wB4nC6d|9f86d081884c7d659a2feaa0c55ad015|a7f5c3e19b2d4086f1e3c5a79b0d2f46',
  apiKey:
    'sk_live_51H8abcdefghijkl|pk_test_TYooMQauvdEDq54N|AKIAIOSFODNN7EXAMPLE|ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  login: 'ada|jmarchetti|tamsin87|q.ashby|noor_r|hugo-f|mkovac|rosa.d',
  noteEn:
    'Please ring twice, the bell is broken.|Customer called about the late parcel and was upset.|Wants the invoice in her maiden name.|Leave it with the neighbour at number 3.',
  noteDe:
    'Bitte zweimal klingeln, die Klingel ist kaputt.|Kundin hat wegen der Lieferung angerufen.|Rechnung an die alte Adresse schicken.',
  noteFr:
    'Merci de sonner deux fois.|La cliente a appelé au sujet du retard.|Laisser le colis chez le voisin.',
  mention:
    'write to ada.okonkwo@example.com please|call +44 20 7946 0037 after five|no answer so far|will come by on Monday',
  salary: '52000.00|38500.50|71000.00|44000.00|120000.00',
  amount: '12.50|199.00|7.95|1024.10|33.33',
  integer: '1|2|3|17|42|99',
  large: '100001|100002|100003|100104',
  status: 'open|closed|pending|open|open|closed|shipped',
  sku: 'NBK-001|PEN-002|INK-003|PAP-001|DSK-002',
  product: 'Field notebook|Fountain pen, fine|Ink, midnight blue|Pen tray|Envelopes|Desk diary',
  productText: 'A5, 96 dotted pages, sewn, lies flat|Brushed steel, takes standard cartridges|Oiled walnut',
  film: 'ACADEMY DINOSAUR|ACE GOLDFINGER|ADAPTATION HOLES|AFFAIR PREJUDICE|AFRICAN EGG|AGENT TRUMAN',
  language: 'English|Italian|Japanese|Mandarin|French|German',
  locale: 'en-GB|de-DE|fr-FR|es-ES|it-IT',
  currency: 'GBP|EUR|USD|CHF',
  uuid: '018f4c1e-7a2b-7c3d-8e4f-5a6b7c8d9e0f|6ba7b810-9dad-41d1-80b4-00c04fd430c8',
  slug: 'field-notebook|fountain-pen-fine|about-us|terms',
  mime: 'image/png|application/pdf|text/plain',
  path: 'uploads/2025/01/a.png|uploads/2025/02/b.pdf|static/logo.svg',
  hex: '#ff8800|#0f0f0f|#aabbcc',
  version: '1.2.3|2.0.0|10.4.1-rc.1',
  zone: 'Europe/London|America/New_York|Asia/Tokyo',
  jsonPerson:
    '{"email":"ada@example.com","name":"Ada Okonkwo","tags":["vip"]}|{"email":"jm@example.org","name":"Bruno Marchetti","tags":[]}',
  jsonPlain: '{"width":10,"height":20,"enabled":true}|{"width":7,"height":1,"enabled":false}',
  tags: '{red,blue}|{green}|{red}|{}',
  emails: '{ada@example.com,jm@example.org}|{q@example.net}',
  phones: '{"+44 20 7946 0037"}|{"+33 6 98 76 54 32","+49 89 123456-0"}',
  boolean: 'true|false',
  hexBytes: '\\x89504e47',
  none: '',
};
