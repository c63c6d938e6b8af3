import { parseHstore } from '../mask/transform/parse-hstore.ts';
import { parseRecord } from '../mask/transform/parse-record.ts';
import { type Classification, classified, nameSays } from './classification.ts';
import { classifyDate } from './classify-date.ts';
import { classifyJson, isPlain } from './classify-json.ts';
import { classifyNumber } from './classify-number.ts';
import { classifyText } from './classify-text.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isPlainName, type NameHint, nameHint } from './names/name-hint.ts';
import { arrayElements } from './parse-array.ts';

/** `CHECK (status IN ('a', 'b'))`, as PostgreSQL writes it down. */
const listsLabels = (check: string): boolean => /=\s*ANY\s*\(+\s*ARRAY\[|\bIN\s*\(\s*'/i.test(check);

/** What a comment says of the column; weaker than its name, and only where the name says nothing. */
function commentHint(comment: string | undefined): NameHint | undefined {
  const hint = comment === undefined || comment.length > 80 ? undefined : nameHint(comment);
  return hint && { ...hint, strength: 'weak' };
}

const personalWords = /\b(?:pii|gdpr|dsgvo|rgpd|personal data|personenbezogen|sensitive|confidential)\b/i;

function byType(facts: ColumnFacts, hint: NameHint | undefined): Classification {
  const { type } = facts;
  switch (type.category) {
    case 'boolean':
    case 'enum':
      return classified('plain', 0.99, `${type.category === 'enum' ? 'an enum' : 'true or false'}`);
    case 'text':
      if (facts.checks.some(listsLabels)) return classified('plain', 0.95, 'a constraint lists its values');
      return classifyText(facts, hint);
    case 'integer':
    case 'numeric':
    case 'float':
      return classifyNumber(facts, hint);
    case 'money':
      return classified('money', 0.9, 'its type is money');
    case 'date':
    case 'timestamp':
      return classifyDate(facts, hint);
    case 'time':
    case 'interval':
    case 'bit':
      return classified('plain', 0.9, `its type is ${type.category}`);
    case 'range':
      if (hint?.class === 'birth-date') return classified('birth-date', 0.7, nameSays('birth-date'));
      return type.element?.category === 'text'
        ? classified('free-text', 0.4, 'a range of texts')
        : classified('plain', 0.9, 'a range');
    case 'uuid':
      if (hint?.class === 'secret' || hint?.class === 'password-hash') {
        return classified('secret', 0.9, nameSays('secret'));
      }
      return classified('key', 0.9, 'its type is uuid');
    case 'inet':
    case 'macaddr':
      return classified('ip', 0.99, `its type is ${type.name}`);
    case 'geometric':
      return classified('coordinates', 0.8, `its type is ${type.name}`);
    case 'json':
      return classifyJson(facts);
    case 'hstore':
      return classifyJson({ ...facts, samples: facts.samples.flatMap(hstoreAsJson) });
    case 'bytea':
      if (hint?.class === 'secret' || hint?.class === 'password-hash' || hint?.digest) {
        return classified('secret', 0.9, nameSays('secret'));
      }
      return isPlainName(facts.name)
        ? classified('plain', 0.7, 'the name says a code or a measure')
        : classified('binary', 0.9, 'its type is bytea');
    case 'tsvector':
      return classified('free-text', 0.9, 'words of other columns');
    case 'array': {
      const samples = facts.samples.flatMap(arrayElements).slice(0, 400);
      const type = facts.type.element ?? { name: 'text', category: 'text' };
      const element = classifyColumn({ ...facts, type, unique: false, checks: [], samples });
      return { ...element, element };
    }
    case 'composite':
      return classifyComposite(facts);
    case 'xml':
      return classified('free-text', 0.4, `its type is ${type.name}`, 'what is inside is not looked at');
    case 'other':
      return hint?.class === 'coordinates'
        ? classified('coordinates', 0.8, nameSays('coordinates'))
        : classified('free-text', 0.3, `its type ${type.name} is not known here`);
  }
}

function hstoreAsJson(text: string): readonly string[] {
  const pairs = parseHstore(text);
  return pairs === undefined
    ? []
    : [JSON.stringify(Object.fromEntries(pairs.map(({ key, value }) => [key, value])))];
}

/** A composite by its fields, each of which is looked at as a column is. */
function classifyComposite(facts: ColumnFacts): Classification {
  const records = facts.samples.flatMap((text) => {
    const fields = parseRecord(text);
    return fields === undefined ? [] : [fields];
  });
  const named = facts.type.fields ?? [];
  const fields = named.map(({ name, type }, at) => {
    const samples = records.flatMap((record) => record[at] ?? []);
    return classifyColumn({ ...facts, name, type, unique: false, primary: false, checks: [], samples });
  });
  const personal = fields.filter((field) => !isPlain(field.class));
  const words = [...new Set(personal.map((field) => field.class))].toSorted().join(', ');
  const confidence = Math.min(0.9, ...fields.map((field) => field.confidence));
  return {
    ...(fields.length === 0
      ? classified('free-text', 0.3, `nothing is known of the fields of ${facts.type.name}`)
      : personal.length === 0
        ? classified('plain', confidence, 'its fields hold nothing personal in sight')
        : classified(personal[0]?.class ?? 'free-text', confidence, `its fields hold ${words}`)),
    fields,
  };
}

/** Classifies one column by name, type, constraints, comment and values; never tells a value. */
export function classifyColumn(facts: ColumnFacts): Classification {
  const found = byType(facts, nameHint(facts.name) ?? commentHint(facts.comment));
  const told = facts.comment !== undefined && personalWords.test(facts.comment);
  if (!told || found.class !== 'plain' || facts.type.category !== 'text') return found;
  return classified('free-text', 0.5, 'its comment says that it is personal');
}
