import type { SchemaDecision } from '../../../../shared/model/masking.ts';
import type { DatabaseSchema } from '../schema.ts';
import { createBreath } from './create-breath.ts';
import { findLiterals, type Literal } from './find-literals.ts';
import { isOneWord, judgeNumber, judgeText, type KnownWords, type Suspicion } from './judge-literal.ts';
import { enumLabels, knownWords } from './known-words.ts';
import { readDump } from './read-dump.ts';
import { type ObjectKind, rootsOf, type SchemaObject, schemaObjects } from './schema-objects.ts';

/** A schema as its two sections. */
export interface SchemaDump {
  readonly preData: string;
  readonly postData: string;
}

export type Section = keyof SchemaDump;

/** A text that is asked about. */
export interface Suspect {
  readonly literal: Literal;
  readonly why: Suspicion;
  /** Of the object's statement, from 1. */
  readonly line: number;
}

/** An object with what is to be decided in it; several parts where partitions repeat it. */
export interface JudgedObject {
  readonly name: string;
  readonly kind: ObjectKind;
  readonly parts: readonly {
    readonly section: Section;
    readonly object: SchemaObject;
    readonly suspects: readonly Suspect[];
  }[];
  readonly allowed: readonly SchemaDecision[];
  readonly proposal: SchemaDecision;
  /** Of an enum: its labels, as `labelsKey` writes them. */
  readonly labels?: string | undefined;
}

/** Says of texts whether they are, or hold, values of masked columns; in order. */
export type AreOriginals = (texts: readonly string[]) => Promise<readonly boolean[]>;

const looked = (literal: Literal): boolean => literal.kind === 'text' || literal.kind === 'code';

function judgeLiteral(literal: Literal, known: KnownWords): Suspicion | undefined {
  switch (literal.kind) {
    case 'text':
      return judgeText(literal.value, known);
    case 'code':
      return judgeText(literal.value, known) && 'code that is not read';
    case 'number':
      return judgeNumber(literal.value);
    case 'name': {
      const why = judgeText(literal.value, known);
      return why === 'words that nothing explains' ? undefined : why;
    }
    // Comments are no question: they go with all others, or stay.
    case 'comment':
      return undefined;
  }
}

function allowedFor(kind: ObjectKind, suspects: readonly Suspect[]): readonly SchemaDecision[] {
  const fixed = suspects.some(({ literal }) => literal.kind === 'name' || literal.kind === 'code');
  const redact: readonly SchemaDecision[] = fixed ? [] : ['redact'];
  switch (kind) {
    case 'default':
    case 'check':
    case 'domain':
    case 'routine':
    case 'whole':
      return ['keep', 'drop', ...redact];
    case 'generated':
    case 'table':
    case 'enum':
      return ['keep', ...redact];
    case 'partition':
      return ['keep'];
  }
}

/** What a scan writes: nothing is kept unless there is nothing else. */
function propose(kind: ObjectKind, allowed: readonly SchemaDecision[], keptEnum: boolean): SchemaDecision {
  // The columns that hold these labels are kept, so they were decided for already.
  if (kind === 'enum' && keptEnum) return 'keep';
  // Masked rows would not meet a check of other words.
  if (kind === 'check') return 'drop';
  return allowed.includes('redact') ? 'redact' : allowed.includes('drop') ? 'drop' : 'keep';
}

/** Tells one enum from another, also where a domain or an array is between it and a column. */
export const labelsKey = (labels: readonly string[]): string => JSON.stringify(labels);

interface Found {
  readonly section: Section;
  readonly object: SchemaObject;
  readonly literals: readonly { readonly literal: Literal; readonly why: Suspicion | undefined }[];
}

export interface JudgeOptions {
  /** Objects that are answered also when nothing in them is asked about: a decision names them. */
  readonly named?: ReadonlySet<string> | undefined;
  /** Enums, by `labelsKey`, that a column holds whose values are not taken away. */
  readonly keptEnums?: ReadonlyMap<string, string> | undefined;
}

/** Looks at all text of a schema and answers the objects that hold some which nothing explains. */
export async function judgeSchema(
  dump: SchemaDump,
  schema: DatabaseSchema,
  areOriginals: AreOriginals,
  { named = new Set(), keptEnums = new Map() }: JudgeOptions = {},
): Promise<readonly JudgedObject[]> {
  const breathe = createBreath();
  const known = knownWords(schema);
  // A label counts where it is used, not where it is made.
  const used: KnownWords = { ...known, texts: new Set([...known.texts, ...enumLabels(schema)]) };
  const found: Found[] = [];
  for (const section of ['preData', 'postData'] as const) {
    const sql = dump[section];
    const entries = await readDump(sql, breathe);
    const roots = rootsOf(schema);
    for (const object of entries.flatMap((entry) => schemaObjects(sql, entry, roots))) {
      await breathe();
      const literals = object.ranges
        .flatMap((range) => findLiterals(sql, range, object.kind === 'routine'))
        .map((literal) => ({ literal, why: judgeLiteral(literal, object.kind === 'enum' ? known : used) }));
      found.push({ section, object, literals });
    }
  }
  const asked = found
    .flatMap(({ literals }) => literals)
    .filter(({ literal, why }) => why === undefined && looked(literal) && !isOneWord(literal.value));
  const answers = asked.length === 0 ? [] : await areOriginals(asked.map(({ literal }) => literal.value));
  const originals = new Set(asked.filter((_, index) => answers[index]).map(({ literal }) => literal));
  const judged = Map.groupBy(found, ({ object }) => object.name);
  return [...judged].flatMap(([name, own]): readonly JudgedObject[] => {
    const parts = own.map(({ section, object, literals }) => ({
      section,
      object,
      suspects: literals.flatMap(({ literal, why }): readonly Suspect[] => {
        const because = why ?? (originals.has(literal) ? 'a value of a masked column' : undefined);
        if (because === undefined) return [];
        const from = object.entry.tokens[0]?.start ?? 0;
        return [{ literal, why: because, line: dump[section].slice(from, literal.start).split('\n').length }];
      }),
    }));
    const suspects = parts.flatMap((part) => part.suspects);
    const kind = own[0]?.object.kind;
    if (kind === undefined || (suspects.length === 0 && !named.has(name))) return [];
    const allowed = allowedFor(kind, suspects);
    const labels =
      kind === 'enum'
        ? labelsKey(own.flatMap(({ literals }) => literals.map(({ literal }) => literal.value)))
        : undefined;
    const proposal = propose(kind, allowed, labels !== undefined && keptEnums.has(labels));
    return [{ name, kind, parts, allowed, proposal, labels }];
  });
}

/** Why an object is asked about, in words without a value: "line 3: a phone number". */
export function becauseOf({ parts }: JudgedObject): string {
  const told = new Map<Suspicion, Set<number>>();
  for (const { line, why } of parts.flatMap(({ suspects }) => suspects))
    told.set(why, (told.get(why) ?? new Set()).add(line));
  return [...told]
    .map(([why, lines]) => {
      const [first = 1, ...more] = [...lines].toSorted((a, b) => a - b);
      return `${more.length > 0 ? `lines ${[first, ...more].slice(0, 5).join(', ')}${more.length > 4 ? ' …' : ''}` : `line ${first}`}: ${why}`;
    })
    .join('; ');
}
