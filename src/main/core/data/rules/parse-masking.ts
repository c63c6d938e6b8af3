import type { ConfigProblem } from '../../../../shared/model/project.ts';
import type { Complaint } from '../../project/complaint.ts';
import { listNames } from '../../project/complaint.ts';
import { hasErrors } from '../../project/config-error.ts';
import { nearestName } from '../../project/nearest-name.ts';
import { parseYaml, type YamlSource } from '../../project/parse-yaml.ts';
import { type Flaw, problemAt } from '../../project/source-place.ts';
import { tableName } from './column-path.ts';
import type { ParsedMasking, WrittenKey, WrittenRule } from './masking-file.ts';
import { noRules } from './masking-file.ts';
import { isRecord, readRule } from './read-rule.ts';
import { readSchemaSection } from './read-schema-section.ts';
import { readVirtualKeys } from './read-virtual-keys.ts';

/** Bytes. Some ten thousand columns; past it reading would hold up everything else. */
export const largestMasking = 4 * 1024 * 1024;

const mostProblems = 20;
const topKeys = ['version', 'tables', 'schema', 'virtual-keys'];

const complain = (
  path: readonly PropertyKey[],
  message: string,
  hint?: string,
  target: Complaint['target'] = 'value',
): Complaint => ({ path, target, message, hint, severity: 'error' });

function checkTop(data: Readonly<Record<string, unknown>>): readonly Complaint[] {
  const unknown = Object.keys(data)
    .filter((key) => !topKeys.includes(key))
    .map((key) => {
      const near = nearestName(key, topKeys);
      const hint = near === undefined ? `It may hold ${listNames(topKeys)}.` : `Did you mean "${near}"?`;
      return complain([key], `"${key}" is not a key of a masking file.`, hint, 'key');
    });
  if (data.version === 1) return unknown;
  const version =
    data.version === undefined
      ? complain([], 'The file does not say its version.', 'Write version: 1 at its top.')
      : complain(
          ['version'],
          `This Backlot does not know version ${JSON.stringify(data.version)} of the file.`,
          'Write version: 1, or update Backlot.',
        );
  return [...unknown, version];
}

interface Read {
  readonly tables: Map<string, Map<string, WrittenRule>>;
  readonly complaints: Complaint[];
}

function readColumns(
  table: string,
  columns: unknown,
  path: readonly PropertyKey[],
  { tables, complaints }: Read,
): void {
  if (columns === null || columns === undefined) return;
  if (!isRecord(columns)) {
    complaints.push(complain(path, `${table} must hold its columns, each with a rule.`));
    return;
  }
  const rules = tables.get(table) ?? new Map<string, WrittenRule>();
  for (const [column, value] of Object.entries(columns)) {
    const read = readRule(value, [...path, column]);
    if ('written' in read) rules.set(column, read.written);
    else complaints.push(...read.complaints);
  }
  tables.set(table, rules);
}

function readTables(data: unknown): Read {
  const read: Read = { tables: new Map(), complaints: [] };
  if (data === null || data === undefined) return read;
  if (!isRecord(data)) {
    read.complaints.push(complain(['tables'], '"tables" must hold tables by name.'));
    return read;
  }
  for (const [name, columns] of Object.entries(data)) {
    const table = tableName(name);
    if (table !== undefined) readColumns(table, columns, ['tables', name], read);
    else {
      read.complaints.push(
        complain(
          ['tables', name],
          `"${name}" is not a table with its schema.`,
          `Write schema and table: public.${name.split('.').at(-1)}.`,
          'key',
        ),
      );
    }
  }
  return read;
}

const flawOf = (source: YamlSource, { path, target, message, hint, severity }: Complaint): Flaw => ({
  offset: source.offsetOf(path, target),
  message,
  hint,
  severity,
});

function problemsOf(file: string, text: string, flaws: readonly Flaw[]): readonly ConfigProblem[] {
  const inOrder = flaws.toSorted((a, b) => a.offset - b.offset);
  const told = inOrder.slice(0, mostProblems).map((flaw) => problemAt(file, text, flaw));
  const left = inOrder.length - told.length;
  return left > 0
    ? [...told, { file, message: `There are ${left} more problems.`, severity: 'error' }]
    : told;
}

/** Reads the text of a masking file; `file` is the name that problems carry. Pure; never throws for its content. */
export function parseMasking(text: string, file: string): ParsedMasking {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.length > largestMasking) {
    return {
      problems: [
        { file, message: `${file} is larger than ${largestMasking / 1024 / 1024} MB.`, severity: 'error' },
      ],
    };
  }
  const source = parseYaml(plain);
  if (source.empty && source.flaws.length === 0) return { file: noRules, problems: [] };
  const { value } = source;
  if (!isRecord(value)) {
    const shape = complain([], 'A masking file holds version, tables, schema and virtual-keys.');
    const flaws = source.flaws.length > 0 ? source.flaws : [flawOf(source, shape)];
    return { problems: problemsOf(file, plain, flaws) };
  }
  const { tables, complaints } = readTables(value.tables);
  const keys: WrittenKey[] = [];
  const schema = readSchemaSection(value.schema);
  const found = [
    ...checkTop(value),
    ...complaints,
    ...schema.complaints,
    ...readVirtualKeys(value['virtual-keys'], keys),
  ];
  const problems = problemsOf(file, plain, [...source.flaws, ...found.map((one) => flawOf(source, one))]);
  return hasErrors(problems)
    ? { problems }
    : { file: { tables, virtualKeys: keys, schema: schema.section }, problems };
}
