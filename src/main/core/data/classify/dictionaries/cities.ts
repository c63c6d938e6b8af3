const oneWord = `aachen aalborg aarhus aberdeen abidjan accra adana adelaide agadir aix-en-provence ajaccio albany
  albuquerque alexandria algiers alicante almaty almere amiens amman amsterdam anchorage angers ankara
  antwerp antwerpen anvers arnhem athens atlanta auckland augsburg austin avignon baghdad baku baltimore
  bamako bangalore bangkok barcelona bari basel bath beijing beirut belem belfast belgrade bergamo bergen
  berlin bern besancon bielefeld bilbao birmingham bochum bogota boise bologna bolzano bonn bordeaux boston
  bournemouth bradford braga brasilia bratislava braunschweig breda bremen brescia brest brighton brisbane
  bristol brno bruges brugge brussel brussels bruxelles bucharest budapest buffalo bursa bydgoszcz caen
  cagliari cairo calgary cali cambridge canberra caracas cardiff cartagena casablanca catania charleroi
  charleston charlotte chemnitz chennai chester chicago christchurch cincinnati clermont-ferrand cleveland
  cluj-napoca coimbra cologne colombo columbus copenhagen cordoba cork coventry curitiba dakar dallas
  damascus darmstadt darwin delft delhi denver derby detroit dhaka dijon doha donetsk dortmund dresden dubai
  dublin dubrovnik duisburg dundee durban durham dusseldorf edinburgh edmonton eindhoven enschede erfurt
  espoo essen exeter faro ferrara fez firenze florence florianopolis fortaleza frankfurt freiburg fresno
  fukuoka funchal gdansk gdynia geneva geneve genf genoa genova gent ghent glasgow goteborg gothenburg
  gottingen granada graz grenoble groningen guadalajara guangzhou guayaquil haarlem haifa halifax halle
  hamburg hamilton hannover hanoi hanover harare harrisburg hartford havana heidelberg helsinki hereford
  hobart honolulu houston hull hyderabad ibadan indianapolis innsbruck ipswich istanbul izmir jacksonville
  jaipur jakarta jena jerusalem johannesburg kabul kaiserslautern kampala karachi karlsruhe kassel kathmandu
  katowice kaunas kiel kiev kigali kingston kinshasa kobe kobenhavn koblenz kolkata koln konstanz krakow
  krefeld kyiv kyoto lagos lahore lancaster lausanne leeds leicester leiden leipzig leon leuven lexington
  liege lille lima limerick limoges lincoln linz lisboa lisbon liverpool ljubljana lodz london londres
  louisville luanda lubeck lublin lucerne lugano luxembourg luzern lviv lyon maastricht madison madrid
  magdeburg mainz malaga malmo manaus manchester manila mannheim mantova maputo marrakech marseille medellin
  melbourne memphis merida messina metz miami middlesbrough milan milano milwaukee minneapolis minsk modena
  monaco monterrey montevideo montpellier montreal moscow mulhouse mumbai munchen munich munster murcia
  nagoya nairobi namur nancy nantes naples napoli nashville natal newark newcastle newport nice nicosia
  nijmegen nimes norwich nottingham nuremberg nurnberg oakland odense odessa oldenburg olomouc omaha oporto
  oran orlando orleans osaka oslo osnabruck ostrava ottawa oulu oviedo oxford paderborn padova palermo palma
  pamplona paris parma pau perth perugia pescara philadelphia phoenix pisa pittsburgh plovdiv plymouth
  poitiers pontevedra portland porto portsmouth potsdam poznan prague praha preston pretoria providence
  puebla quebec quito rabat raleigh ravenna reading recife regensburg reims rennes reno reykjavik richmond
  riga rimini riyadh rochester roma rome rosario rostock rotterdam rouen saarbrucken sacramento
  saint-etienne salamanca salerno salisbury salvador salzburg santander santiago sarajevo seattle segovia
  seoul setubal sevilla seville shanghai sheffield shenzhen siena singapore skopje sofia southampton split
  stavanger stockholm stoke-on-trent strasbourg stuttgart sunderland surabaya swansea sydney szczecin szeged
  taipei tallinn tampa tampere taranto tarragona tartu tashkent tbilisi tegucigalpa tehran thessaloniki
  tilburg tirana tokyo toledo torino toronto torun toulon toulouse tours trento trier trieste tripoli
  trondheim tucson tulsa tunis turin turku ulm uppsala utrecht valencia valladolid valletta valparaiso
  vancouver venezia venice verona vicenza victoria vienna vigo vilnius wakefield warsaw warszawa washington
  wellington wien wiesbaden winnipeg winterthur wolfsburg wolverhampton wroclaw wuhan wuppertal wurzburg
  yokohama york zagreb zaragoza zurich zwolle`;

const severalWords = `
    a coruna; abu dhabi; addis ababa; aix en provence; bad homburg; baton rouge; belo horizonte; buenos
    aires; cape town; ciudad de mexico; clermont ferrand; colorado springs; dar es salaam; den bosch;
    den haag; des moines; el paso; fort worth; frankfurt am main; ho chi minh city; hong kong; hong kong
    island; kansas city; kingston upon hull; kuala lumpur; kuwait city; la coruna; la paz; la rochelle;
    las palmas; las vegas; le havre; le mans; little rock; long beach; los angeles; mexico city; milton
    keynes; new delhi; new orleans; new york; new york city; newcastle upon tyne; novi sad; oklahoma
    city; palma de mallorca; port louis; porto alegre; reggio emilia; rio de janeiro; saint denis; saint
    etienne; saint louis; saint malo; saint petersburg; salt lake city; san antonio; san diego; san
    francisco; san jose; san juan; san sebastian; santa cruz; santiago de chile; santiago de compostela;
    santo domingo; sao paulo; st gallen; st louis; st petersburg; stoke on trent; tel aviv; tel aviv
    yafo; the hague; vila nova de gaia; virginia beach`;

/** Large and well-known cities by their own and English names; lower case, without accents. */
export const cities: ReadonlySet<string> = new Set([
  ...oneWord.split(/\s+/),
  ...severalWords.split(';').map((name) => name.trim().replace(/\s+/g, ' ')),
]);
