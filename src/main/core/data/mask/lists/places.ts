/** A city with what goes with it; `#` in a postal code is any digit, `@` any capital letter. */
export interface Place {
  readonly city: string;
  readonly region: string;
  readonly postal: string;
  readonly country: string;
  readonly code: string;
  readonly code3: string;
  readonly streets: readonly string[];
  /** Where the number of a house goes. */
  readonly numberFirst: boolean;
}

const split = (list: string): readonly string[] => list.split(', ');

const country = (
  [country, code, code3]: readonly [string, string, string],
  numberFirst: boolean,
  streets: string,
  cities: readonly string[],
): readonly Place[] =>
  cities.map((line) => {
    const [city = '', region = '', postal = ''] = line.split('|');
    return { city, region, postal, country, code, code3, streets: split(streets), numberFirst };
  });

/** Cities that fit their region, country and form of postal code. */
export const places: readonly Place[] = [
  ...country(
    ['United States', 'US', 'USA'],
    true,
    'Main Street, Oak Avenue, Maple Drive, Park Road, Cedar Lane, Elm Street, Washington Avenue, Lake View, Hill Street, Pine Court, Church Street, River Road, Walnut Street, Sunset Drive',
    [
      'Springfield|IL|627##',
      'Portland|OR|972##',
      'Columbus|OH|432##',
      'Austin|TX|787##',
      'Madison|WI|537##',
      'Boise|ID|837##',
      'Raleigh|NC|276##',
      'Denver|CO|802##',
      'Albany|NY|122##',
      'Tucson|AZ|857##',
    ],
  ),
  ...country(
    ['United Kingdom', 'GB', 'GBR'],
    true,
    'High Street, Station Road, Church Lane, Victoria Road, Green Lane, Manor Road, Park Avenue, Mill Lane, The Crescent, Queens Road, Kings Road, New Street',
    [
      'Leeds|West Yorkshire|LS# #@@',
      'Bristol|Bristol|BS# #@@',
      'York|North Yorkshire|YO# #@@',
      'Norwich|Norfolk|NR# #@@',
      'Exeter|Devon|EX# #@@',
    ],
  ),
  ...country(
    ['Germany', 'DE', 'DEU'],
    false,
    'Hauptstraße, Schulstraße, Gartenstraße, Bahnhofstraße, Dorfstraße, Bergstraße, Lindenweg, Birkenweg, Kirchgasse, Waldweg, Ringstraße, Am Markt, Mühlenweg, Rosenweg',
    [
      'Berlin|Berlin|101##',
      'Hamburg|Hamburg|203##',
      'München|Bayern|803##',
      'Köln|Nordrhein-Westfalen|506##',
      'Leipzig|Sachsen|041##',
      'Stuttgart|Baden-Württemberg|701##',
      'Bremen|Bremen|281##',
      'Kiel|Schleswig-Holstein|241##',
    ],
  ),
  ...country(
    ['France', 'FR', 'FRA'],
    true,
    "rue de la Paix, rue Victor Hugo, avenue de la Gare, rue du Moulin, place de la Mairie, rue des Écoles, chemin du Lac, boulevard Pasteur, rue de l'Église, allée des Tilleuls",
    [
      'Lyon|Auvergne-Rhône-Alpes|6900#',
      'Nantes|Pays de la Loire|4400#',
      'Lille|Hauts-de-France|5900#',
      'Rennes|Bretagne|3500#',
      'Dijon|Bourgogne-Franche-Comté|2100#',
    ],
  ),
  ...country(
    ['Spain', 'ES', 'ESP'],
    false,
    'Calle Mayor, Calle Real, Avenida de la Constitución, Calle del Sol, Plaza de España, Calle Nueva, Calle de la Fuente, Paseo del Prado',
    [
      'Valencia|Valencia|460##',
      'Sevilla|Andalucía|410##',
      'Zaragoza|Aragón|500##',
      'Bilbao|País Vasco|480##',
    ],
  ),
  ...country(
    ['Italy', 'IT', 'ITA'],
    false,
    'Via Roma, Via Garibaldi, Corso Italia, Via Mazzini, Piazza Dante, Via Verdi, Via Cavour, Viale Europa',
    ['Torino|Piemonte|101##', 'Bologna|Emilia-Romagna|401##', 'Verona|Veneto|371##', 'Bari|Puglia|701##'],
  ),
  ...country(
    ['Netherlands', 'NL', 'NLD'],
    false,
    'Dorpsstraat, Kerkstraat, Molenweg, Schoolstraat, Stationsweg, Nieuwstraat, Julianalaan, Parkweg',
    ['Utrecht|Utrecht|35## @@', 'Groningen|Groningen|97## @@', 'Breda|Noord-Brabant|48## @@'],
  ),
  ...country(
    ['Poland', 'PL', 'POL'],
    false,
    'ulica Polna, ulica Leśna, ulica Słoneczna, ulica Krótka, ulica Szkolna, ulica Ogrodowa, ulica Lipowa',
    ['Gdańsk|pomorskie|80-###', 'Poznań|wielkopolskie|60-###', 'Lublin|lubelskie|20-###'],
  ),
  ...country(
    ['Sweden', 'SE', 'SWE'],
    false,
    'Storgatan, Kyrkogatan, Skolgatan, Kungsgatan, Björkvägen, Ringvägen, Parkgatan',
    ['Uppsala|Uppsala|75# ##', 'Örebro|Örebro|70# ##', 'Umeå|Västerbotten|90# ##'],
  ),
];
