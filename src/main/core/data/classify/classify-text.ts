import type { ColumnClass } from '../../../../shared/model/masking.ts';
import { type Classification, classified, nameSays, valuesSay } from './classification.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isPlainName, type NameHint } from './names/name-hint.ts';
import { isSensitiveName } from './names/sensitive-words.ts';
import { tableKind } from './names/table-kind.ts';
import {
  type FormShare,
  isLabels,
  profileValues,
  shareOf,
  type ValueProfile,
} from './values/value-profile.ts';

interface Question {
  readonly facts: ColumnFacts;
  readonly hint: NameHint | undefined;
  readonly profile: ValueProfile;
  readonly table: ReturnType<typeof tableKind>;
}

const personNames: readonly ColumnClass[] = ['full-name', 'given-name', 'family-name'];

/** What catalogues say of things; notes and comments are of people even there. */
const prose =
  /^(?:description|beschreibung|descripcion|descrizione|descricao|omschrijving|opis|summary|title|headline|details|instructions|content|text|texte|texto|testo)$/;

const isProse = ({ hint, profile, table }: Question): boolean =>
  hint?.class === 'free-text' && prose.test(hint.word) && table === 'things' && profile.mentions === 0;

/** "name" alone may be of anything; "author" and "created_by" are of people, however few they are. */
const isBareName = ({ hint }: Question): boolean =>
  /^(?:name|nom|nombre|nome|naam|nazwa|navn|namn)$/.test(hint?.word ?? '');

/** Classes whose values a closed list of labels would belie. */
const open: readonly ColumnClass[] = [
  'region',
  'free-text',
  'user-agent',
  'url',
  'address',
  'secret',
  'phone',
  'money',
  'street',
  'iban',
  'birth-date',
  'card',
];

/** Forms so particular that the values decide, whatever the name says. */
function bySureForms({ hint, profile }: Question): Classification | undefined {
  const found = profile.forms.find(({ form, share, hits }) => {
    if (form.weight !== 'sure') return false;
    if (form.class === 'secret' || form.class === 'password-hash') return share >= 0.1 && hits > 0;
    return share >= (hint?.class === form.class ? 0.2 : 0.5);
  });
  if (!found) return undefined;
  const agrees = hint?.class === found.form.class;
  return classified(
    found.form.class,
    agrees ? 0.99 : 0.85 + 0.1 * found.share,
    agrees ? nameSays(found.form.class) : undefined,
    valuesSay(found, profile),
  );
}

/** Given, family or full name by what the values are, where the name leaves it open. */
function personNameOf({ profile }: Question): FormShare | undefined {
  const shares = personNames.flatMap((name) => shareOf(profile, name) ?? []);
  return shares.toSorted((a, b) => b.share - a.share)[0];
}

const looksListed = ({ profile }: Question): boolean => isLabels(profile) && profile.identifiers > 0.9;

function byStrongName(question: Question): Classification | undefined {
  const { hint, profile } = question;
  if (hint?.strength !== 'strong') return undefined;
  const says = nameSays(hint.class);
  const found = shareOf(profile, hint.class);
  if (found && found.share >= 0.4) return classified(hint.class, 0.97, says, valuesSay(found, profile));
  if (profile.count === 0) return classified(hint.class, 0.8, says, 'no values to look at');
  if (looksListed(question) && open.includes(hint.class) && !found) {
    return classified('plain', 0.75, `${profile.distinct} labels in ${profile.count} values`);
  }
  if (isProse(question)) {
    return classified('plain', 0.7, 'the table tells of things, not of people');
  }
  if (hint.class === 'money') return classified('money', 0.8, says);
  return classified(hint.class, 0.8, says, found ? valuesSay(found, profile) : undefined);
}

function byWeakName(question: Question): Classification | undefined {
  const { hint, profile, table } = question;
  if (hint?.strength !== 'weak') return undefined;
  const says = nameSays(hint.class);
  if (personNames.includes(hint.class)) {
    const found = personNameOf(question);
    const enough = table === 'people' ? 0.2 : 0.3;
    if (found && found.share >= enough)
      return classified(found.form.class, 0.9, says, valuesSay(found, profile));
    if (table === 'people') return classified(hint.class, 0.8, says, 'the table tells of people');
    if (!isBareName(question)) return classified(hint.class, profile.count === 0 ? 0.5 : 0.7, says);
    if (table === 'things' || looksListed(question))
      return classified('plain', 0.75, 'no names of persons in sight');
    if (profile.count === 0) return classified(hint.class, 0.5, says, 'no values to look at');
    return undefined;
  }
  const found = shareOf(profile, hint.class);
  if (found && found.share >= 0.4) return classified(hint.class, 0.85, says, valuesSay(found, profile));
  if (isProse(question)) {
    return classified('plain', 0.7, 'the table tells of things, not of people');
  }
  // Few names to log in with are no labels: they are the colleagues.
  if (hint.class === 'username') return classified('username', 0.7, says);
  if (isLabels(profile)) return undefined;
  const noForm: readonly ColumnClass[] = [
    'free-text',
    'region',
    'street',
    'secret',
    'money',
    'password-hash',
  ];
  if (
    noForm.includes(hint.class) &&
    (profile.count === 0 || table === 'people' || hint.class === 'free-text')
  ) {
    return classified(hint.class, profile.count === 0 ? 0.5 : 0.7, says);
  }
  return undefined;
}

/** What values are likely to be that have no name to go with. */
function byLikelyForms({ facts, profile, table }: Question): Classification | undefined {
  if (profile.count < 3) return undefined;
  // Brands and models of things are often called after somebody.
  const calledAfter = table === 'things' && isPlainName(facts.name);
  const found = profile.forms.find(
    ({ form, share }) =>
      form.weight === 'likely' &&
      !(calledAfter && personNames.includes(form.class)) &&
      share >= (personNames.includes(form.class) || form.class === 'city' ? 0.5 : 0.7),
  );
  if (!found) return undefined;
  return classified(found.form.class, 0.6 + 0.3 * found.share * found.share, valuesSay(found, profile));
}

/** "number" of orders, not "customer_number". */
const isBareNumber = (name: string): boolean => /^(?:number|no|nr|nummer|numero|numéro|número)$/i.test(name);

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function byContent(question: Question): Classification {
  const { facts, profile, table } = question;
  const plainName = isPlainName(facts.name);
  if (isSensitiveName(facts.name))
    return classified('free-text', 0.6, 'the name says something that the law protects');
  if (profile.count === 0) {
    return plainName
      ? classified('plain', 0.7, 'the name says a code or a measure', 'no values to look at')
      : classified('free-text', 0.3, 'nothing says what it holds', 'no values to look at');
  }
  const ofPeople =
    (shareOf(profile, 'full-name')?.share ?? 0) > 0.05 || (shareOf(profile, 'given-name')?.share ?? 0) > 0.3;
  if (profile.json > 0.8) return classified('json', 0.9, 'the values are JSON');
  if (profile.uuids > 0.9) return classified('key', 0.8, 'the values are UUIDs');
  if (profile.mentions > 0.02)
    return classified('free-text', 0.8, 'some values hold an e-mail address or a number inside');
  if (plainName && profile.meanWords < 5)
    return classified('plain', isLabels(profile) ? 0.95 : 0.8, 'the name says a code or a measure');
  if (isBareNumber(facts.name) && table !== 'people')
    return classified('plain', 0.7, 'the name says the number of a thing');
  if (profile.random > 0.6) return classified('secret', 0.75, 'the values look drawn at random');
  // The same few persons come again as labels do: who cannot be told from a label is masked.
  if (isLabels(profile) && profile.namelike >= 0.5 && table !== 'things')
    return classified(
      'full-name',
      0.5,
      `${percent(profile.namelike)} of the values are written as names are`,
    );
  if (isLabels(profile))
    return classified('plain', 0.8, `${profile.distinct} labels in ${profile.count} values`);
  if (profile.smallNumbers > 0.95 || profile.dates > 0.95)
    return classified('plain', 0.7, 'the values are numbers or dates');
  if (table === 'things' && profile.meanWords < 12 && !ofPeople)
    return classified('plain', 0.7, 'the table tells of things, not of people');
  if (profile.meanWords >= 3) return classified('free-text', 0.75, 'the values are sentences');
  if (profile.identifiers > 0.9)
    return classified(facts.unique ? 'key' : 'free-text', 0.4, 'the values are codes of an unknown kind');
  return classified('free-text', 0.4, 'the values are words of an unknown kind');
}

/** A digest of something personal still singles a person out. */
const asDigest = (hint: NameHint): Classification =>
  classified('secret', 0.8, `${nameSays(hint.class)}, hashed`, 'a hash of it still tells persons apart');

/** Classifies a column of text by its name, table and values. */
export function classifyText(facts: ColumnFacts, hint: NameHint | undefined): Classification {
  const question: Question = {
    facts,
    hint,
    profile: profileValues(facts.samples),
    table: tableKind(facts.table),
  };
  if (hint?.digest && hint.class !== 'password-hash') return asDigest(hint);
  return (
    bySureForms(question) ??
    byStrongName(question) ??
    byWeakName(question) ??
    byLikelyForms(question) ??
    byContent(question)
  );
}
