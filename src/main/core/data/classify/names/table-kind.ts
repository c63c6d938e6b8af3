import { nameRuns, nameTokens } from './name-tokens.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

const people = setOf(`
  account accounts actor actors applicant attendee author authors beneficiary borrower buyer candidate client
  clients colleague consumer contact contacts contributor customer customers debtor doctor donor driver drivers
  employee employees follower friend guest guests guardian investor invitee lead leads lawyer member members
  membership nurse owner parent participant passenger passengers patient patients people person persons
  personnel player players profile profiles recipient resident reviewer seller sender staff student students
  subscriber subscribers supplier_contact teacher tenant traveler traveller user users vendor_contact visitor
  voter worker workers login
  benutzer nutzer kunde kunden mitarbeiter angestellte ansprechpartner personen mitglied mitglieder patienten
  schueler lehrer mieter gast gaeste versicherte bewerber empfaenger
  utilisateur utilisateurs personne personnes employe employes salarie salaries abonne adherent adherents
  locataire etudiant beneficiaire membre membres contacto
  usuario usuarios cliente clientes persona personas empleado empleados paciente pacientes alumno alumnos socio
  socios inquilino miembro contactos titular
  utente utenti clienti persone dipendente dipendenti pazienti studente studenti contatto contatti socia membri
  gebruiker gebruikers klant klanten persoon medewerker medewerkers patienten leden lid huurder leerling contactpersoon
  funcionario funcionarios pessoa pessoas aluno alunos paciente contato contatos inquilino membros
  uzytkownik uzytkownicy klient klienci pracownik pracownicy osoba osoby bruger brugere anvandare kund kunder
`);

const things = setOf(`
  article articles attribute badge book books brand brands calendar campaign catalog catalogue category
  categories channel city cities collection color colour config configuration country countries coupon course
  currency currencies dashboard department depot device dimension drink environment feature features film films
  food genre group groups holiday ingredient integration inventory item items job jobs label labels language
  languages locale location_type menu meal metric migration migrations model module movie movies option options
  package page part permission permissions plan plans platform playlist plugin policy product products project
  promotion province queue region regions resource role roles room rooms route schedule season sector sensor
  service services setting settings shift sku song stage station statuses stock store stores subject tag tags
  task_type tax taxes template templates territory theme tier timezone topic topics track unit units variant
  vat version versions warehouse warehouses workflow zone zones
  artikel produkt produkte kategorie kategorien marke lager abteilung einheit waehrung sprache
  produit produits categorie categories marque entrepot langue devise
  producto productos categoria categorias marca almacen idioma moneda
  prodotto prodotti magazzino lingua valuta
  producten categorieen merk magazijn taal
  produto produtos armazem idiomas moeda
`);

/** Whether a table tells of people or of things, as far as its name says; the last word that says so decides. */
export function tableKind(table: string): 'people' | 'things' | 'unknown' {
  const runs = nameRuns(nameTokens(table)).toSorted((a, b) => b.start - a.start);
  for (const { text } of runs) {
    // "order_customers" is about people, "customer_categories" about things.
    if (people.has(text)) return 'people';
    if (things.has(text)) return 'things';
  }
  return 'unknown';
}
