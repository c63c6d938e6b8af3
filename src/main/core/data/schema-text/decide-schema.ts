import type { SchemaDecision, SchemaTextObject } from '../../../../shared/model/masking.ts';
import type { SchemaSection } from '../rules/read-schema-section.ts';
import type { DatabaseSchema } from '../schema.ts';
import { createBreath } from './create-breath.ts';
import type { Range } from './cut-table.ts';
import { findLiterals, type Literal } from './find-literals.ts';
import { findMentions } from './find-mentions.ts';
import { judgeText, type KnownWords } from './judge-literal.ts';
import { becauseOf, type JudgedObject, type SchemaDump, type Section } from './judge-schema.ts';
import { knownWords } from './known-words.ts';
import { writeLiteral } from './literal-text.ts';
import { type DumpEntry, placeOf, readDump } from './read-dump.ts';
import { redactText } from './redact-text.ts';
import { rootsOf, schemaObjects } from './schema-objects.ts';

/** A schema after the decisions about its text. */
export interface DecidedSchema extends SchemaDump {
  /** What is asked about, and what is decided; with any that is not `ruled`, the schema is not to be used. */
  readonly objects: readonly SchemaTextObject[];
  /** Entries ("FUNCTION public.f()") that hold text which was kept on purpose. */
  readonly kept: ReadonlySet<string>;
}

interface Edit extends Range {
  readonly text: string;
}

/** Applied from the end; one within another is left out. */
function applyEdits(sql: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    pieces.push(sql.slice(at, start), text);
    at = end;
  }
  return pieces.join('') + sql.slice(at);
}

function redacted({ kind, token, value }: Literal, sql: string, label: string | undefined): string {
  if (kind === 'number') return '0';
  const text = label ?? redactText(value);
  if (token.kind !== 'dollar') return writeLiteral(text);
  const [tag = '$$'] = /^\$[^$]*\$/.exec(sql.slice(token.start, token.end)) ?? [];
  return `${tag}${text}${tag}`;
}

/** An entry that goes with another one: its rights and comments. */
const belongsTo = (entry: DumpEntry, { schema, type, name }: DumpEntry): boolean =>
  entry.schema === schema &&
  (entry.type === 'ACL' || entry.type === 'COMMENT') &&
  [type, 'TABLE', 'COLUMN', 'VIEW'].some(
    (kind) => entry.name === `${kind} ${name}` || entry.name.startsWith(`${kind} ${name}.`),
  );

const unfit = (
  { name, proposal }: JudgedObject,
  decision: SchemaDecision,
  problem: string,
): SchemaTextObject => ({ ...{ name, decision, proposal, problem, state: 'unfit' } });

/** The state of an object by itself. */
function stateOf(
  object: JudgedObject,
  decision: SchemaDecision | undefined,
  keptEnums: ReadonlyMap<string, string>,
): SchemaTextObject {
  const { name, kind, allowed, proposal, labels = '' } = object;
  const because = becauseOf(object);
  if (decision === undefined) return { name, proposal, state: 'unclassified', problem: because };
  if (!allowed.includes(decision)) {
    const words = because === '' ? 'others need it' : because;
    const verb = decision === 'drop' ? 'dropped' : 'redacted';
    return unfit(object, decision, `it can't be ${verb} (${words}): write ${allowed.join(' or ')}`);
  }
  const column = kind === 'enum' && decision === 'redact' ? keptEnums.get(labels) : undefined;
  if (column === undefined) return { name, decision, proposal, state: 'ruled', problem: '' };
  return unfit(
    object,
    decision,
    `its labels can't be redacted while ${column} holds them: mask that column with null or constant, or keep the type`,
  );
}

export interface SchemaDecisions {
  readonly section: SchemaSection;
  /** As `judgeSchema` takes them: for each enum the column whose rows keep its labels. */
  readonly keptEnums: ReadonlyMap<string, string>;
}

/** Comments, and whether all of them stay; in code those go that hold what nothing explains. */
function commentEdits(
  sql: string,
  entries: readonly DumpEntry[],
  schema: DatabaseSchema,
  known: KnownWords,
): readonly Edit[] {
  const roots = rootsOf(schema);
  return entries.flatMap((entry): readonly Edit[] => {
    if (entry.type === 'COMMENT') return [{ start: entry.start, end: entry.end, text: '' }];
    if (entry.type !== 'FUNCTION' && entry.type !== 'PROCEDURE') return [];
    return schemaObjects(sql, entry, roots)
      .flatMap(({ ranges }) => ranges.flatMap((range) => findLiterals(sql, range, true)))
      .filter(({ kind, value }) => kind === 'comment' && judgeText(value, known) !== undefined)
      .map(({ start, end, value }) => ({ start, end, text: value.replaceAll(/[^\n]+/g, '') || ' ' }));
  });
}

/**
 * Carries out what the masking file decides about the text of a schema: comments, and the objects that
 * `judgeSchema` asks about.
 */
export async function decideSchema(
  dump: SchemaDump,
  schema: DatabaseSchema,
  judged: readonly JudgedObject[],
  { section, keptEnums }: SchemaDecisions,
): Promise<DecidedSchema> {
  const breathe = createBreath();
  const known = knownWords(schema);
  const objects = new Map<string, SchemaTextObject>();
  const kept = new Set<string>();
  const edits: Record<Section, Edit[]> = { preData: [], postData: [] };
  const entries = {
    preData: await readDump(dump.preData, breathe),
    postData: await readDump(dump.postData, breathe),
  };
  if (section.comments === 'drop') {
    for (const name of ['preData', 'postData'] as const) {
      edits[name].push(...commentEdits(dump[name], entries[name], schema, known));
      await breathe();
    }
  }
  const dropped: { readonly object: JudgedObject; readonly entry: DumpEntry }[] = [];
  for (const object of judged) {
    await breathe();
    const decision = section.objects.get(object.name);
    const state = stateOf(object, decision, keptEnums);
    objects.set(object.name, state);
    if (state.state !== 'ruled' || decision === undefined) continue;
    for (const { section: where, object: part, suspects } of object.parts) {
      switch (decision) {
        case 'keep':
          kept.add(placeOf(part.entry));
          break;
        case 'drop':
          edits[where].push(...part.removals.map((range) => ({ ...range, text: '' })));
          if (part.kind === 'whole' || part.kind === 'routine') dropped.push({ object, entry: part.entry });
          break;
        case 'redact':
          edits[where].push(
            ...suspects.map(({ literal }, index) => ({
              start: literal.start,
              end: literal.end,
              text: redacted(
                literal,
                dump[where],
                part.kind === 'enum' ? `redacted ${index + 1}` : undefined,
              ),
            })),
          );
          break;
      }
    }
  }
  const gone = new Set(dropped.map(({ entry }) => entry));
  for (const { object, entry } of dropped) {
    for (const where of ['preData', 'postData'] as const) {
      const rest = entries[where].filter((one) => !isGone(one, gone));
      const own = rest.filter((one) => belongsTo(one, entry));
      edits[where].push(...own.map(({ start, end }) => ({ start, end, text: '' })));
      const [mention] = findMentions(
        dump[where],
        entry,
        rest.filter((one) => !own.includes(one)),
      );
      if (mention)
        objects.set(object.name, unfit(object, 'drop', `it can't be dropped: ${placeOf(mention)} needs it`));
    }
  }
  for (const [name, decision] of section.objects) {
    if (objects.has(name)) continue;
    const problem = 'there is no such object: remove its line';
    objects.set(name, { name, decision, state: 'gone', problem });
  }
  return {
    preData: applyEdits(dump.preData, edits.preData),
    postData: applyEdits(dump.postData, edits.postData),
    objects: [...objects.values()],
    kept,
  };
}

/** Entries of two readings are other objects. */
const isGone = (entry: DumpEntry, gone: ReadonlySet<DumpEntry>): boolean =>
  [...gone].some(
    ({ type, schema, name }) => type === entry.type && schema === entry.schema && name === entry.name,
  );
