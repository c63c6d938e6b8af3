/** Frequent family names of Europe, the Americas and beyond; lower case, without accents. */
export const familyNames: ReadonlySet<string> = new Set(
  `abbott abdullah acosta adams adamski adler aguilar ahmed akhtar albrecht alexander ali allen almeida alonso alvarez
  alves amato ambrosio andersen anderson andersson andre andrews andrzejewski aoki araujo arias armstrong arnaud
  arnold ashby asante atkins atkinson aubert auer austin avila axelsson ayala baez bailey baker bakker ball
  ballard banerjee banks baptista barber barbieri barbosa baldwin baranowski barker barnes barnett baron barr barre
  barrett barros barry barthel bartlett barton bastian bates battaglia bauer baum baumann baumgartner beck becker
  behrens bell bellini ben benedetti benitez bennett benson berg berger bergmann berisha bernard bernasconi
  bernhardt berry berthier bertrand besson bhatt bianchi bianco biondi bishop black blanc blanchard blanco blum
  boehm bogdanov bonnet borges bos bosch boucher bouchard boulanger bourgeois bouvier bowen bowman boyd bradley
  brady brand brandt branco braun breton brewer briggs brinkmann brooks brouwer brown bruce brun brunet bruno
  bryant buchholz bucher buckley burger burgess burke burns burton busch bush butler byrne caballero cabral
  cabrera calderon calvo cameron campbell campos cano caputo carbone cardoso carlson carlsson caron carpenter carr
  carrasco carrillo carroll carson carter caruso carvalho castelli castillo castro cattaneo cavalcanti cervantes
  chan chang chapman charles charpentier chavez chen cheng chevalier choi chopra chowdhury christensen clark clarke
  claes clausen clement clerc cohen cole coleman colin collet collins colombo conte conti contreras cook cooper
  coppens correia cortes cortez costa coulibaly courtois cousin cox craig crawford cruz cunha cunningham curtis
  cruz dacosta dahl daniel daniels das david davidson davies davis dawson dean decker dejong dekker delacroix
  delgado delmas deluca demir denis dennis desai devries dias diallo diaz diaz dietrich dijkstra dimitrov diop
  dixon dominguez domingues dos dubois duarte ducret dufour dumas dumont duncan dunn duong dupont dupuis durand
  duval dziedzic ebert eder edwards egger ehlers ehrlich eklund elliott ellis engel eriksen eriksson ernst
  escobar esposito esteban estrada evans evers faber fabre farina faria farrell faure fava feldmann feldman
  felix fernandes fernandez ferrara ferrari ferreira ferreiro ferri ferro fiedler fields fiore fischer fisher
  fitzgerald fleischer fleming fletcher flores fontaine fontana ford forster foster fournier fowler fox
  franco francois frank franke franklin fraser freeman freitas frey friedman friedrich fritz fuchs fuentes fujita
  fuller gagnon gallagher gallo garcia gardner garner garnier garrett garza gaspar gates gatti gauthier gautier
  gentile george gerard gerlach giordano gibbs gibson gil gilbert gill gillet gimenez girard giraud giuliani
  gomes gomez gonzales gonzalez goncalves goodman goossens gordon graf graham grant gray greco green greene
  gregory griffin griffith groen groot gross grube gruber guerin guerra guerrero guillaume guillot gunther
  gupta gutierrez guzman haas haddad hahn hale hall hamilton hammer hammond hampton hanna hansen hanson hansson
  harding hardy harper harrington harris harrison hart hartmann harvey hassan haupt hayashi hayes heine heinrich
  heinz helbig held hellwig henderson hendriks henke henry herman hermann hernandez herrera herrmann herzog
  hess hicks hidalgo hill hinrichs hinz hoang hoekstra hofer hoffman hoffmann hofmann hogan holland holm holmes
  holt horn horvat horvath houston howard howell huang huber hubert hudson huerta hughes huisman humbert hunt
  hunter hussain ibarra ibrahim iglesias ionescu islam ito ivanov ivanova jackson jacob jacobs jacobsen jacobson
  jacquet jager jahn jakobsen james jankowski jansen janssen janssens jaworski jean jenkins jennings jensen
  jimenez johansen johansson johnson johnston jonsson jones jordan jorgensen joseph joshi juarez jung kaczmarek
  kaiser kaminski kang karlsson kaur kaya kaufmann keller kelley kelly kemp kennedy khan kiefer kim king kirchner
  klein klose knight knudsen kobayashi koch koehler koenig kohler kok kolb konig kouassi kovac kovacs kowalczyk
  kowalski kozlov kozlowski kramer kraus krause krawczyk krebs krieger kroger krueger kruger kruse kuhn kuiper
  kumar kunz kurz kuznetsov kwiatkowski lambert lane lang lange larsen larson larsson lawrence lawson le leblanc
  lebrun leclerc lee lefebvre lefevre legrand lehmann lehner leitner lemaire lemoine leonard leone lenz leroux
  leroy levy lewandowski lewis li lim lima lin lindberg lindgren lindqvist lindner lindstrom link little liu
  llewellyn lo lombardi long longo lopes lopez lorenz louis lowe lucas ludwig luna lund luo lynch macdonald
  machado mackenzie madsen magnusson maier mancini mann marchand marchetti mariani marie marin marini marino
  mariotti marques marquez marsh marshall martel martens martin martinelli martinez martini martins marx mason
  masson mateo matos matsumoto matthews maurer maxwell may mayer mazur mccarthy mccoy mcdonald mckenzie mclean
  medeiros medina meier meijer mehta meister melo mendes mendez mendoza menard mercier merino merkel mertens
  messina metzger meunier meyer michel miller mills miranda mishra mitchell mohamed mohr molina moller mora
  morales moran moreau moreira morel moreno moretti morgan morin morita moritz morozov morris morrison moser
  moulin mueller mulder muller munoz murphy murray myers naidu nakamura navarro nelson neri neto neubauer
  neumann nguyen nichols nicolas nielsen nikolaidis nilsson noel nogueira novak novikov nowak nowakowski
  nunes nunez nwosu obrien ochoa oconnor oduya okafor okonkwo olivares oliveira oliver olivier olsen olson
  olsson orlando orourke ortega ortiz osborne osei ott otto owen owens ozturk pace padilla pagano page palmer
  papadopoulos paris park parker parisi parra patel paul pawlak payne pedersen pellegrini pena pereira perez perkins
  perret perrin perry persson peters petersen peterson petersson petit petrov pfeiffer pham phillips picard
  pichler pierce pierre pinheiro pinto piotrowski pires pohl pons popescu popov porter poulsen powell prado
  price prieto prins pruitt quinn raman ramirez ramos rana rao rasmussen ray raymond reed reid reilly reimann
  reis reinhardt renard renaud reuter rey reyes reynolds ribeiro ricci rice richard richards richardson richter
  riley rinaldi rios ritter rivas rivera riviere rizzi rizzo robert roberts robertson robin robinson roca
  rocha roche roger rogers rohde rojas roman romano romero rose rosen ross rossi rosso roth rousseau roussel roux
  roy rubio ruggiero ruiz russell russo ruppert ryan saito salas salazar salinas salvador samson sanchez sanders
  sandoval santana santiago santini santoro santos sanz sauer saunders sasaki sato sauter savage schaefer
  schafer schaller schenk scherer schiller schmid schmidt schmitt schmitz schneider scholz schreiber schroder
  schroeder schubert schulte schulz schultz schulze schumacher schuster schwab schwartz schwarz scott seidel
  serra serrano sharma shaw shimizu silva silvestri simmons simon simonsen simpson sims singh skinner smeets
  smit smith smits snyder soares soler solis solomon sommer sorensen sosa soto sousa souza spencer stark stein
  steiner stephens stevens stewart stone strauss sullivan sutton suzuki svensson swanson szabo szymanski takahashi
  tanaka tavares taylor teixeira terry testa thomas thompson thomsen thomson tian torres toth toussaint townsend
  tran traore tremblay tucker turner ullrich unger urban valencia valentin valentini valenzuela valles van vance
  vandamme vandenberg vandijk vargas vasko vasquez vazquez vega velasquez verhoeven vermeulen vidal vieira villa
  villalobos villanueva visser vitale vogel vogt voigt volkov volkova vos wagner walker wallace walsh walter
  walters wang ward warner warren washington watanabe waters watkins watson weaver webb weber webster weidner wegner
  weiss welch wells wenzel werner west weston wheeler white whitlock wieczorek wiese wilhelm wilkinson williams
  williamson willis wilson winkler winter wirth wisniewski witte wojcik wolf wolff wong wood woods wozniak wright
  wu xu yamada yamamoto yang yilmaz york young yu yusuf zapata zhang zhao zhou zhu ziegler zielinski zimmer zimmermann zito`.split(
    /\s+/,
  ),
);
