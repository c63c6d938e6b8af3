/** Words for kinds of streets that stand alone in an address; lower case, without accents. */
export const streetWords: ReadonlySet<string> = new Set(
  `street st road rd avenue ave lane ln drive dr boulevard blvd way court ct close crescent terrace place pl square
  sq highway hwy parkway pkwy circle row quay hill mews gardens grove walk gate
  rue chemin impasse allee allees quai cours route faubourg voie sentier
  calle c/ avenida avda av carrer paseo plaza camino carretera ronda travesia
  via viale corso piazza piazzale vicolo largo strada contrada
  rua travessa praca rodovia alameda estrada
  strasse str weg gasse platz ring damm ufer chaussee promenade
  straat laan plein gracht kade singel
  ulica ul aleja al osiedle plac
  gata gatan vagen vej gade veien`.split(/\s+/),
);

/** Ends of words that are streets: "Lindenstraße", "Kerkpad", "Björkgatan". */
export const streetTails =
  /(?:strasse|str\.|strase|weg|gasse|platz|allee|ring|damm|ufer|chaussee|steig|stieg|straat|laan|plein|gracht|kade|singel|dijk|pad|gatan|gata|vagen|vej|gade|veien)$/;
