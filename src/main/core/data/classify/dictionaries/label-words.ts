/** Words of labels, states, goods and places that no person's name holds as a rule; lower case, without accents. */
export const labelWords: ReadonlySet<string> = new Set(
  `access account accounts action active actual added address admin advance after agency air alert all allowed and annual
  any app application applied approval approved area arrived art article asia asset assigned at atlantic auto automatic
  available average awaiting back background bad bag balance bank bar base basic battery beach bed before beige best beta
  bicycle bike bill billing bin black block blocked blue board book booked bottle bottom bounced box brand bread breach
  bronze brown budget building bulk bundle burnt business button buyer by cable cake call camera campaign cancelled canceled
  car card care cargo carrier cart case cash category central chair change changed channel charge chat check checked cheese
  cheque chocolate city class clean clear click clock closed cloth cloud coat code coffee cold collection colour color
  comment commercial common company complete completed computer confirmed connection contact content contract control
  cookie copper copy corner cost cotton country county course court cover cream created credit crimson cup currency current
  custom customer customers cut daily damaged dark data database date day days dead deal debit deep default defect
  delayed deleted delivered delivery denied department deposit design desk detail dev device diary digital dining direct
  disabled dispatch display disputed district division document domestic done door down draft dress drink dry due duplicate
  duty early east eastern economy edition electric email emergency empty enabled end energy engine engineering enterprise
  entry envelope equipment error escalated estate europe event every evening exchange excluded executive exempt expense
  expired export express external extra facebook factory failed fair family fashion fast fee feedback field file film
  final finance finish finished first fixed flag flat flight floor food for forest forward fountain free fresh friday from
  front fuel full fund furniture future game garden gas gate general gift glass global gold golden good goods google
  government great green grey gray grocery gross ground group growth half hall hand hard hardware hat head health heavy
  held help hidden high hold holiday home hot hour hours house human ice idle import in inactive inbound included incoming
  individual industrial industry info information initial inside instant insurance interior internal international
  internet inventory invalid invoice invoiced item items ivory jacket job juice junior keyboard kitchen knife lab label
  lamp land language large last late latin lead leather leave left legal lemon level library light lime limited line link
  linkedin linen liquid list live load loan local locked long lost lot low lower machine mail main maintenance management
  manual map marketing master material meal medium meeting member membership memory menu message metal metro middle
  midnight milk mind mini minor missed missing mixed mobile mode model modern monday money month monthly morning mountain
  mouse mug multi music national natural navy negative net network neutral new news newsletter next night no none
  normal north northern not note notebook notice number ocean of off offer office offline oil old olive on once one online
  only open operations operator option orange order ordered orders organic organization original other out outbound
  outdoor outside outsourcing over overdue overnight owner own pacific pack package packed page paid pale paint pan panel
  paper parcel park parking part partial partially partly partner parts party passed past paused pay payment payments
  pen pencil pending pensioner per performance period permanent personal phone photo pickup picture piece pillow pink
  place plan planned plastic plate platform play please plus point pool port portable position positive post postal
  premium prepaid preparing present press price primary print printer priority private pro problem process processed
  processing product production products profile program programme progress project promo promotion proof property
  public published purchase purple quality quantity quarter queue quick quiet quote radio rail random rate raw reached
  ready real reason received recent record recurring red reference refund refunded refused region regional registered
  regular rejected release remote rent repair replaced reply report request requested required research reserve reserved
  resolved resource resources response restaurant retail retired return returned revenue review reviewed right risk river
  road roast room roof rose round route row royal safe safety saffron sale sales salad sample sand satellite saturday saved
  scheduled school science scope screen sea search season seasonal second secondary secure security select self seller senior
  sent service services session set setup shelf ship shipped shipping ships shirt shoe shoes shop short side signed silk
  silver simple single site size skin sky sleep slow small smart soap social soft software sold solid some sound soup source
  south southern space spam special speed sponge sport spot spring staff stage standard standing start started state
  station status steel step stock stone stop stopped storage store stored store strategy street strong student studio style
  subscription success suite summer sunday super supplier supply support surface suspended switch system table tablet tall
  tank target tax tea team tech technical technology teen telephone temporary tent terminal test text the thick thin third
  this thursday ticket time title to toast today too tool top total touch tour towel tower town toy track trade traffic
  train training transfer transferred transit transport travel tray trial truck trust tube tuesday turbo twitter type unit
  united unknown unlimited unpaid unresolved until up update updated upgrade upper urban urgent usage used user users
  utility vacation valid value van vegetable vehicle velvet verified very vip virtual visit voice void volume voucher
  waiting wall warehouse warm warning waste watch water weak web website wednesday week weekly west western wheel white
  whole wholesale wide wild window wine winter wire wireless with withdrawn without wood wooden wool work working world
  wrong year yearly yellow yes yet your zone
  abgelehnt abgeschlossen abholung aktiv alle alt am an anfrage auf auftrag aus ausland ausstehend bar bearbeitung bei
  bereit bestellt bestellung bezahlt blau das der des die dienst eilig ein eine eingang erledigt express fehler fertig
  frei gelb geliefert geloescht geplant gesamt geschlossen gesendet gesperrt gestellt gross gruen grun gutschein
  im in inland intern kauf keine klein konto kosten kredit kunde kunden lager lastschrift lieferung mit nach nacht
  nicht nord offen ohne ost post rechnung rot schwarz sofort spat stadt standard storniert sud tag teil uber und
  unbekannt unbezahlt verkauf versand versendet vertrieb von vorkasse wartet weiss west woche zahlung zum zur zuruck
  a annule annulee attente au aux avec bleu carte clos cours dans du en envoye est et expedie ferme le les livraison livre
  noir non nord nouveau ouest ouvert par paye pour rouge sans service sous sud sur terme termine tous tout valide vert
  abierto activo anulado azul blanco cerrado completado con credito efectivo el en entrega enviado espera este la las los
  negro norte nuevo pagado para pendiente por proceso rechazado rojo sin sur tarjeta todo verde y
  aperto attesa bianco blu chiuso consegna corso di e in nero nuovo pagato per rosso senza spedito sud verde`.split(
    /\s+/,
  ),
);
