import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';
import type { ColumnClass, MaskingReport, MaskingRule } from '../../../../shared/model/masking.ts';
import { nearestName } from '../../project/nearest-name.ts';
import { parseYaml } from '../../project/parse-yaml.ts';
import { writeFileAtomically } from '../../project/write-file-atomically.ts';
import { classifyColumn } from '../classify/classify-column.ts';
import { factsOf, type Proposal, proposeRules, type Samples } from '../classify/propose-rules.ts';
import type { PostgresSource } from '../postgres/source.ts';
import { type Column, type DatabaseSchema, type Table, tableText } from '../schema.ts';
import type { SchemaDump } from '../schema-text/judge-schema.ts';
import { settleSchema } from '../schema-text/settle-schema.ts';
import { addRules, changeRule } from './edit-masking.ts';
import { addSchemaLines, newSchemaLines } from './edit-schema-section.ts';
import { holdAgainst } from './hold-against.ts';
import {
  type DatabasePlace,
  type LocatedMasking,
  locateMasking,
  type MaskingPlace,
} from './locate-masking.ts';
import { maskingReport } from './masking-report.ts';
import { newRules } from './new-rules.ts';
import { type ReadMasking, readMasking } from './read-masking.ts';
import { readRule } from './read-rule.ts';
import { brokenVirtualKeys } from './resolve-keys.ts';
import { ruleLine } from './rule-text.ts';
import { sampleColumns } from './sample-columns.ts';
import { sampledOriginals } from './sampled-originals.ts';

/** Made-up values of a column and what a rule makes of them. */
export interface RulePreview {
  readonly rows: readonly { readonly before: string | null; readonly after: string | null }[];
  readonly leaks: readonly string[];
}

/** What the masking file's verbs need of the core. */
export interface MaskingParts {
  /** Opens a database to be read; the caller closes it. */
  readonly openSource: (place: DatabasePlace, signal: AbortSignal) => Promise<PostgresSource>;
  readonly introspect: (source: PostgresSource, signal: AbortSignal) => Promise<DatabaseSchema>;
  /** What a rule makes of values made up for the column's type and class. */
  readonly previewRule: (
    request: {
      readonly project: string;
      readonly table: Table;
      readonly column: Column;
      readonly class: ColumnClass;
      readonly rule: MaskingRule;
    },
    signal: AbortSignal,
  ) => Promise<RulePreview>;
}

/** A column with the rule that it is to have, on one line: "{ mask: email }" or "keep"; empty for none. */
export interface RuleChange {
  readonly table: string;
  readonly column: string;
  readonly text: string;
}

interface Looked {
  readonly schema: DatabaseSchema;
  /** The schema as SQL; absent where its text is not looked at. */
  readonly dump?: SchemaDump | undefined;
  /** The source's name, for people. */
  readonly source: string;
}

async function withSource<T>(
  parts: MaskingParts,
  place: DatabasePlace,
  signal: AbortSignal,
  work: (source: PostgresSource, looked: Looked) => Promise<T>,
): Promise<T> {
  const source = await parts.openSource(place, signal);
  try {
    return await work(source, { schema: await parts.introspect(source, signal), source: source.name });
  } finally {
    await source.close();
  }
}

/** @throws BacklotError `mask-rule-invalid` for a virtual key that leads nowhere. */
function refuseBrokenKeys({ name }: LocatedMasking, { rules }: ReadMasking, { schema }: Looked): void {
  const [broken, ...more] = brokenVirtualKeys(schema, rules);
  if (broken === undefined) return;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  throw new BacklotError(
    'mask-rule-invalid',
    `${name}: a virtual key names ${broken}, which is not in the database${others}.`,
    {
      hint: 'Correct or remove the entry under virtual-keys.',
      details: { columns: [broken, ...more] },
    },
  );
}

function report(
  located: LocatedMasking,
  read: ReadMasking,
  looked: Looked,
  proposals?: ReadonlyMap<string, Proposal>,
): MaskingReport {
  refuseBrokenKeys(located, read, looked);
  const told = { file: located.name, exists: read.exists, source: looked.source };
  return maskingReport(told, holdAgainst(read.rules, looked.schema), proposals);
}

/** The same with the schema's own text. */
async function wholeReport(
  located: LocatedMasking,
  read: ReadMasking,
  looked: Looked,
  close?: Closely,
): Promise<MaskingReport> {
  const columns = report(located, read, looked, close?.proposals);
  if (!looked.dump) return columns;
  const areOriginals = sampledOriginals(columns, close?.samples ?? new Map());
  const { schema } = looked;
  const { objects } = await settleSchema(looked.dump, schema, columns, areOriginals, read.rules.schema);
  return { ...columns, schema: objects };
}

async function dumpText(source: PostgresSource, signal: AbortSignal): Promise<SchemaDump> {
  const [preData, postData] = await Promise.all([
    source.dumpSchema('pre-data', signal),
    source.dumpSchema('post-data', signal),
  ]);
  return { preData, postData };
}

interface Closely {
  readonly looked: Looked;
  readonly proposals: ReadonlyMap<string, Proposal>;
  readonly samples: Samples;
}

async function lookClosely(
  parts: MaskingParts,
  located: LocatedMasking,
  signal: AbortSignal,
): Promise<Closely> {
  const { rules } = await readMasking(located.path, located.name, signal);
  return withSource(parts, located.database, signal, async (source, looked) => {
    const dump = await dumpText(source, signal);
    const samples = await sampleColumns(source, looked.schema, signal);
    return { looked: { ...looked, dump }, proposals: proposeRules(looked.schema, rules, samples), samples };
  });
}

/** Looks at a database and its values and proposes rules; writes nothing. */
export async function scanMasking(
  parts: MaskingParts,
  place: MaskingPlace,
  signal: AbortSignal,
): Promise<MaskingReport> {
  const located = await locateMasking(place, signal);
  const close = await lookClosely(parts, located, signal);
  const read = await readMasking(located.path, located.name, signal);
  return wholeReport(located, read, close.looked, close);
}

/** Scans, then adds the proposals for columns without a rule to the file; lines that are there stay. */
export async function writeMasking(
  parts: MaskingParts,
  place: MaskingPlace,
  signal: AbortSignal,
): Promise<MaskingReport> {
  const located = await locateMasking(place, signal);
  const close = await lookClosely(parts, located, signal);
  const { looked, proposals } = close;
  // Read again: scanning takes its time, and someone may have edited the file meanwhile.
  const before = await readMasking(located.path, located.name, signal);
  const added = newRules(holdAgainst(before.rules, looked.schema), proposals);
  const { schema = [] } = await wholeReport(located, before, looked, close);
  const text = addSchemaLines(addRules(before.text, added), newSchemaLines(schema));
  if (text !== before.text) await save(located, text, signal);
  return wholeReport(located, await readMasking(located.path, located.name, signal), looked, close);
}

async function save({ path }: LocatedMasking, text: string, signal: AbortSignal): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomically(path, text, true, signal);
}

/** The file held against the database and its schema's text, without looking at values: what CI fails on. */
export async function checkMasking(
  parts: MaskingParts,
  place: MaskingPlace,
  signal: AbortSignal,
): Promise<MaskingReport> {
  const located = await locateMasking(place, signal);
  const read = await readMasking(located.path, located.name, signal);
  return withSource(parts, located.database, signal, async (source, looked) =>
    wholeReport(located, read, { ...looked, dump: await dumpText(source, signal) }),
  );
}

/** @throws BacklotError `mask-rule-invalid` for a text that is no rule. */
function ruleOf(text: string): { readonly rule: MaskingRule; readonly keptType?: string | undefined } {
  const { value, flaws } = parseYaml(text);
  const read = flaws.length > 0 ? { complaints: flaws } : readRule(value, []);
  if ('written' in read) return read.written;
  const [first] = read.complaints;
  throw new BacklotError('mask-rule-invalid', first?.message ?? 'That is no rule.', {
    hint: first?.hint ?? 'Write "keep", or a block such as { mask: email }.',
  });
}

const columnAt = (
  { tables }: DatabaseSchema,
  table: string,
  column: string,
): { readonly table: Table; readonly column: Column } | undefined => {
  const found = tables.find((one) => tableText(one) === table);
  const its = found?.columns.find(({ name }) => name === column);
  return found && its ? { table: found, column: its } : undefined;
};

function noColumn({ tables }: DatabaseSchema, table: string, column: string): BacklotError {
  const found = tables.find((one) => tableText(one) === table);
  const near = found
    ? nearestName(
        column,
        found.columns.map(({ name }) => name),
      )
    : nearestName(table, tables.map(tableText));
  const what = found ? `${table} has no column ${column}.` : `There is no table ${table}.`;
  return new BacklotError('not-found', what, {
    hint: near === undefined ? 'Scan the database again.' : `Did you mean ${near}?`,
  });
}

/** Sets one column's rule in the file, or removes it; all other lines stay. */
export async function setRule(
  parts: MaskingParts,
  { table, column, text, ...place }: MaskingPlace & RuleChange,
  signal: AbortSignal,
): Promise<MaskingReport> {
  const located = await locateMasking(place, signal);
  const given = text.trim() === '' ? undefined : ruleOf(text);
  return withSource(parts, located.database, signal, async (_, looked) => {
    const at = columnAt(looked.schema, table, column);
    if (!at && given) throw noColumn(looked.schema, table, column);
    const before = await readMasking(located.path, located.name, signal);
    const line = given ? ruleLine(given.rule, given.keptType ?? at?.column.type.name ?? '') : '';
    const after =
      changeRule(before.text, table, column, line) ??
      (at && given ? withNewLine(before.text, at, line) : undefined);
    if (after === undefined)
      throw new BacklotError('not-found', `${located.name} has no rule for ${table}.${column}.`);
    await save(located, after, signal);
    return report(located, await readMasking(located.path, located.name, signal), looked);
  });
}

function withNewLine(
  text: string,
  { table, column }: { readonly table: Table; readonly column: Column },
  line: string,
): string {
  const behind = table.columns
    .slice(0, table.columns.indexOf(column))
    .map(({ name }) => name)
    .toReversed();
  return addRules(text, [{ table: tableText(table), column: column.name, line, comment: '', behind }]);
}

/** What a rule makes of made-up values of a column's type and class; never of real ones. */
export async function previewMasking(
  parts: MaskingParts,
  { table, column, text, ...place }: MaskingPlace & RuleChange,
  signal: AbortSignal,
): Promise<RulePreview> {
  const { rule } = ruleOf(text);
  const located = await locateMasking(place, signal);
  return withSource(parts, located.database, signal, async (_, { schema }) => {
    const at = columnAt(schema, table, column);
    if (!at) throw noColumn(schema, table, column);
    const found = classifyColumn(factsOf(at.table, at.column, []));
    return parts.previewRule({ project: place.project, ...at, class: found.class, rule }, signal);
  });
}
