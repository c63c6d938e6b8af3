import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { BacklotError } from '../../../../shared/errors.ts';
import { inlineYaml } from './rule-text.ts';

/** A rule to be written for a column that has none. */
export interface NewRule {
  /** "public.customers". */
  readonly table: string;
  readonly column: string;
  /** As it stands behind the column's name. */
  readonly line: string;
  /** Why, behind the rule; none when empty. */
  readonly comment: string;
  /** Columns of the table before this one, the nearest first: it goes behind the first that is there. */
  readonly behind: readonly string[];
}

const newFile = `# What happens to each column when data leaves its database. One line per column; "keep" is a decision too.
# "backlot mask scan" adds lines for new columns and leaves the others alone; "review" marks a guess.
version: 1
tables:
`;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

export const keyText = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

const rangeOf = (node: unknown): readonly [number, number] | undefined => {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const [start, end]: readonly unknown[] = node.range;
  return typeof start === 'number' && typeof end === 'number' ? [start, end] : undefined;
};

export const startOf = (pair: Pair): number => rangeOf(pair.key)?.[0] ?? 0;

export const keyEnd = (pair: Pair): number => rangeOf(pair.key)?.[1] ?? 0;

/** Where the value of a pair ends, or its key where it has none. */
export const endOf = (pair: Pair): number => {
  const key = keyEnd(pair);
  return Math.max(key, rangeOf(pair.value)?.[1] ?? key);
};

/** The offset behind the line that an offset is in; a block's end may be the start of the next line already. */
export function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
}

export const indentOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);

export const pairIn = (map: unknown, name: string): Pair | undefined =>
  isMap(map) ? map.items.find((pair) => keyText(pair) === name) : undefined;

export const cannotEdit = (what: string): BacklotError =>
  new BacklotError('mask-rule-invalid', `The masking file can't be extended: ${what}.`, {
    hint: 'Write it as a plain block, one column per line.',
  });

/** The map under a key as a block; undefined when there is nothing yet. */
function blockOf(pair: Pair | undefined, what: string): YAMLMap | undefined {
  const value = pair?.value;
  if (value === undefined || value === null || (isScalar(value) && value.value === null)) return undefined;
  if (!isMap(value)) throw cannotEdit(`${what} is no block of keys`);
  return value;
}

/** Text whose tables are blocks, not braces: lines can be added to it. */
function inBlocks(text: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const tables = document.get('tables', true);
  const all = isMap(tables) ? [tables, ...tables.items.map(({ value }) => value)] : [];
  const braced = all.filter(isMap).filter(({ flow }) => flow === true);
  if (braced.length === 0) return text;
  for (const map of braced) map.flow = false;
  for (const pair of isMap(tables) ? tables.items : []) {
    // An empty block can't be written but as nothing at all.
    if (isMap(pair.value) && pair.value.items.length === 0) pair.value = null;
  }
  return document.toString({ lineWidth: 0, nullStr: '' });
}

const ruleLines = (rules: readonly NewRule[], indent: number): string =>
  rules
    .map(({ column, line, comment }) => {
      const because = comment === '' ? '' : `  # ${comment.replace(/\s+/g, ' ')}`;
      return `${' '.repeat(indent)}${inlineYaml(column)}: ${line}${because}\n`;
    })
    .join('');

function intoTable(text: string, pair: Pair, rules: readonly NewRule[], step: number): readonly Insertion[] {
  const columns = blockOf(pair, keyText(pair));
  const indent = indentOf(text, startOf(pair));
  if (!columns || columns.items.length === 0) {
    return [{ at: lineEnd(text, endOf(pair)), text: ruleLines(rules, indent + step) }];
  }
  const first = columns.items[0];
  const inner = first ? indentOf(text, startOf(first)) : indent + step;
  const places = rules.map((rule) => {
    const before = rule.behind.map((name) => pairIn(columns, name)).find((found) => found !== undefined);
    return { rule, at: before ? lineEnd(text, endOf(before)) : lineEnd(text, keyEnd(pair)) };
  });
  return [...Map.groupBy(places, ({ at }) => at)].map(([at, group]) => ({
    at,
    text: ruleLines(
      group.map(({ rule }) => rule),
      inner,
    ),
  }));
}

function applyAll(text: string, insertions: readonly Insertion[]): string {
  const fromEnd = insertions
    .map((one, order) => ({ ...one, order }))
    .toSorted((a, b) => b.at - a.at || b.order - a.order);
  return fromEnd.reduce((whole, { at, text: added }) => whole.slice(0, at) + added + whole.slice(at), text);
}

/**
 * Adds rules to the text of a masking file: a column behind the ones that stand before it in its table, a new
 * table by name. Every line that is there stays as it is. Pure.
 * @throws BacklotError `mask-rule-invalid` for a file of another shape.
 */
export function addRules(given: string, rules: readonly NewRule[]): string {
  if (rules.length === 0) return given;
  const ended =
    given.trim() === '' ? `${newFile}${given.trimStart()}` : given.endsWith('\n') ? given : `${given}\n`;
  const whole = inBlocks(/^tables:/m.test(ended) ? ended : `${ended}tables:\n`);
  const document = parseDocument(whole, { uniqueKeys: false });
  const top = pairIn(document.contents, 'tables');
  if (!top) throw cannotEdit('it has no "tables"');
  const tables = blockOf(top, 'tables')?.items ?? [];
  const firstTable = tables[0];
  const step = firstTable ? Math.max(1, indentOf(whole, startOf(firstTable))) : 2;
  const insertions: Insertion[] = [];
  for (const [table, own] of [...Map.groupBy(rules, (rule) => rule.table)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const known = tables.find((pair) => keyText(pair) === table);
    if (known) {
      insertions.push(...intoTable(whole, known, own, step));
      continue;
    }
    const before = tables.findLast((pair) => keyText(pair) < table);
    const at = before ? lineEnd(whole, endOf(before)) : lineEnd(whole, keyEnd(top));
    const header = `${' '.repeat(step)}${inlineYaml(table)}:\n`;
    insertions.push({ at, text: header + ruleLines(own, 2 * step) });
  }
  return applyAll(whole, insertions);
}

/** Sets the rule of a column that has a line already, or removes the line for an empty one; comments stay. Pure. */
export function changeRule(given: string, table: string, column: string, line: string): string | undefined {
  const whole = inBlocks(given);
  const document = parseDocument(whole, { uniqueKeys: false });
  const columns = pairIn(pairIn(document.contents, 'tables')?.value, table)?.value;
  const pair = pairIn(columns, column);
  if (!pair) return undefined;
  const end = lineEnd(whole, endOf(pair));
  if (line === '') {
    const from = startOf(pair) - indentOf(whole, startOf(pair));
    return whole.slice(0, from) + whole.slice(end);
  }
  const key = keyEnd(pair);
  const value = rangeOf(pair.value);
  // Behind the key comes a colon, perhaps after blanks.
  const colon = whole.indexOf(':', key) + 1;
  const [from, to] = value && value[1] > value[0] ? value : [colon, colon];
  const rest = whole.slice(to, end).replace(/#\s*review: /, '# ');
  return `${whole.slice(0, from)}${from === colon ? ' ' : ''}${line}${rest}${whole.slice(end)}`;
}
