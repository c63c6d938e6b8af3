import type { TransformerName } from '../../../../shared/model/masking.ts';
import type { ReceiptFinding } from '../../../../shared/model/snapshot.ts';
import type { TypeCategory } from '../schema.ts';
import type { OriginalSample } from './original-sample.ts';
import { findPersonal, type PersonalKind, personalKinds } from './personal-patterns.ts';

/** Where in its table a chunk stands. */
export interface ChunkPlace {
  /** The table's first. */
  readonly first: boolean;
  /** False when it goes on with a row that was longer than a chunk. */
  readonly startsRow: boolean;
}

export interface ScannedColumn {
  readonly name: string;
  readonly category: TypeCategory;
  /** The rule's transformer. */
  readonly mask: TransformerName;
}

/** Looks at masked rows as they pass, for what must not be there. */
export interface OutputScan {
  /** Takes each chunk of a table's rows and looks at its beginning. */
  readonly table: (
    name: string,
    columns: readonly ScannedColumn[],
  ) => (chunk: Buffer, at: ChunkPlace) => void;
  /** Looks at a part of the schema's SQL: defaults, labels, functions; `kept` for one that a decision keeps. */
  readonly text: (place: string, sql: string, kept?: boolean) => void;
  readonly findings: () => readonly ReceiptFinding[];
  /** Rows of a table that were looked at. */
  readonly scannedRows: (table: string) => number;
}

/** Bytes that are looked at: so many of a table's first chunk, so many of each further one of 4 MiB. */
export const scanBytes = { first: 256 * 1024, later: 64 * 1024 };

/** Of one value; what comes behind it is not looked at. */
const longestValue = 8 * 1024;

type Look = 'all' | 'number' | 'whole' | 'none';

function lookAt(category: TypeCategory): Look {
  switch (category) {
    case 'text':
    case 'json':
    case 'array':
    case 'hstore':
    case 'xml':
    case 'composite':
    case 'other':
      return 'all';
    case 'integer':
    case 'numeric':
      return 'number';
    case 'uuid':
    case 'inet':
    case 'macaddr':
    case 'tsvector':
    case 'enum':
    case 'range':
    case 'bit':
      return 'whole';
    case 'float':
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'interval':
    case 'bytea':
    case 'geometric':
    case 'money':
      return 'none';
  }
}

/** What a transformer makes itself, so that meeting it says nothing; originals are searched for all the same. */
function makes(mask: TransformerName): readonly PersonalKind[] {
  switch (mask) {
    case 'email':
    case 'phone':
    case 'card':
      return [mask];
    case 'hash':
    case 'uuid':
    case 'key':
    case 'password':
    case 'token':
    case 'iban':
    case 'binary':
      return ['secret'];
    case 'url':
      return ['secret', 'email'];
    case 'national-id':
      return ['phone', 'card'];
    // In the form of what was there, each letter and digit another one.
    case 'text':
    case 'json':
    case 'array':
    case 'composite':
    case 'hstore':
    case 'username':
      return ['phone', 'card', 'secret'];
    // Written down by somebody, word by word.
    case 'constant':
    case 'template':
      return personalKinds;
    default:
      return [];
  }
}

/** They make addresses in the form of what was there: only one in a domain that was there counts. */
const keepForm: ReadonlySet<TransformerName> = new Set<TransformerName>([
  ...(['text', 'json', 'array', 'composite', 'hstore', 'username', 'url', 'custom'] as const),
]);

/** Taken from lists of real names and places: an original may be met among them by chance. */
const fromLists: ReadonlySet<TransformerName> = new Set<TransformerName>([
  ...(['given-name', 'family-name', 'full-name', 'username', 'street', 'city', 'postal-code'] as const),
  ...(['region', 'country', 'address', 'user-agent', 'constant', 'null', 'redact'] as const),
]);

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A field of COPY text as the value it stands for, at most so long; `undefined` for null. */
const fieldValue = (field: string): string | undefined => {
  if (field === '\\N') return undefined;
  const cut = field.length > longestValue ? field.slice(0, longestValue) : field;
  return cut.includes('\\') ? cut.replaceAll(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign) : cut;
};

type What = ReceiptFinding['what'];

/** Digits alone pass Luhn's checksum by chance one time in ten: only a column where most do holds cards. */
const manyPass = 0.5;

export function createOutputScan(originals: OriginalSample): OutputScan {
  const counts = new Map<string, Map<string, { readonly expected: boolean; whats: Map<What, number> }>>();
  const scanned = new Map<string, number>();

  const count = (table: string, column: string, expected: boolean, what: What, by = 1): void => {
    const columns = counts.get(table) ?? new Map();
    counts.set(table, columns);
    const entry = columns.get(column) ?? { expected, whats: new Map<What, number>() };
    columns.set(column, entry);
    entry.whats.set(what, (entry.whats.get(what) ?? 0) + by);
  };

  return {
    table(name, columns) {
      const looks = columns.map(({ name: column, category, mask }) => ({
        column,
        look: lookAt(category),
        kept: mask === 'keep',
        made: new Set<PersonalKind>(makes(mask)),
        searched: !fromLists.has(mask),
        counts: keepForm.has(mask) ? originals.hasDomain : undefined,
        numbers: 0,
        cards: 0,
      }));
      return (chunk, { first, startsRow }) => {
        const most = first ? scanBytes.first : scanBytes.later;
        const cut = chunk.length > most ? chunk.lastIndexOf(10, most) : chunk.length;
        const text = chunk.toString('latin1', 0, Math.max(cut, 0));
        const lines = text.split('\n');
        // A row longer than a chunk goes on in this one: it has no columns here.
        const from = startsRow ? 0 : 1;
        let rows = 0;
        for (let at = from; at < lines.length; at += 1) {
          const line = lines[at];
          if (!line) continue;
          rows += 1;
          const fields = line.split('\t');
          for (const [index, own] of looks.entries()) {
            if (own.look === 'none') continue;
            const field = fields[index];
            if (field === undefined || field.length < 6) continue;
            const value = fieldValue(field);
            if (value === undefined) continue;
            if (own.look === 'all') {
              for (const kind of findPersonal(value, own.counts)) {
                if (!own.made.has(kind)) count(name, own.column, own.kept, kind);
              }
            } else if (own.look === 'number' && value.length >= 13 && !own.made.has('card')) {
              own.numbers += 1;
              if (findPersonal(value).includes('card')) own.cards += 1;
            }
            if (own.searched && originals.isIn(value)) count(name, own.column, own.kept, 'original');
          }
        }
        for (const own of looks) {
          if (own.cards > 0 && own.cards >= own.numbers * manyPass)
            count(name, own.column, own.kept, 'card', own.cards);
          if (own.cards > 0) Object.assign(own, { numbers: 0, cards: 0 });
        }
        scanned.set(name, (scanned.get(name) ?? 0) + rows);
      };
    },
    text(place, sql, kept = false) {
      const bytes = Buffer.from(sql).toString('latin1');
      for (const line of bytes.split('\n')) {
        for (const kind of findPersonal(line)) count('schema', place, kept, kind);
        if (originals.isIn(line)) count('schema', place, kept, 'original');
      }
    },
    findings: () =>
      [...counts].flatMap(([table, columns]) =>
        [...columns].flatMap(([column, { expected, whats }]) =>
          [...whats].map(([what, number]) => ({ table, column, what, count: number, expected })),
        ),
      ),
    scannedRows: (table) => scanned.get(table) ?? 0,
  };
}
