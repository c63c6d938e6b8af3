import type { MaskingRule } from '../../../../shared/model/masking.ts';
import { type DatabaseSchema, type ForeignKey, type Table, tableText } from '../schema.ts';
import type { ColumnRules } from './compile-masks.ts';

export interface LinkedRules {
  /** By table, as `tableText` writes it: the rules given, those of partitions and of foreign keys among them. */
  readonly rules: ReadonlyMap<string, ColumnRules>;
  /** Mask domain by "public.orders.customer_id", for all columns of foreign keys and what they refer to. */
  readonly keyDomains: ReadonlyMap<string, string>;
  /** Rules that break a foreign key. */
  readonly problems: readonly { readonly table: string; readonly column: string; readonly problem: string }[];
}

interface Reference {
  readonly table: string;
  readonly column: string;
}

/**
 * Lets partitions have the rules of their tables, and foreign keys, virtual ones too, those of what they refer
 * to, in one mask domain, so that joins still join.
 */
export function linkRules(
  schema: Pick<DatabaseSchema, 'tables'>,
  given: ReadonlyMap<string, ColumnRules>,
  virtualKeys: readonly (Pick<ForeignKey, 'columns' | 'target' | 'targetColumns'> & {
    readonly table: Pick<Table, 'schema' | 'name'>;
  })[] = [],
): LinkedRules {
  const parents = new Map(
    schema.tables.flatMap(({ schema: space, name, parent }) =>
      parent === undefined ? [] : [[tableText({ schema: space, name }), tableText(parent)] as const],
    ),
  );
  const topOf = (table: string): string => {
    const parent = parents.get(table);
    return parent === undefined ? table : topOf(parent);
  };
  const targets = new Map<string, Reference>();
  const keys = [
    ...schema.tables.flatMap((table) => table.foreignKeys.map((key) => ({ ...key, table }))),
    ...virtualKeys,
  ];
  for (const { table, columns, target, targetColumns } of keys) {
    columns.forEach((column, index) => {
      const targetColumn = targetColumns[index];
      const from = `${topOf(tableText(table))}.${column}`;
      const to = { table: topOf(tableText(target)), column: targetColumn ?? '' };
      if (targetColumn === undefined || from === `${to.table}.${to.column}`) return;
      if (!targets.has(from)) targets.set(from, to);
    });
  }
  const joined = joinTargets(keys, topOf);
  const rules = new Map<string, ColumnRules>();
  const keyDomains = new Map<string, string>();
  const problems: { table: string; column: string; problem: string }[] = [];
  for (const table of schema.tables) {
    const name = tableText(table);
    const top = topOf(name);
    const own: Record<string, MaskingRule> = { ...given.get(top), ...given.get(name) };
    for (const { name: column } of table.columns) {
      const domain = joined.get(`${top}.${column}`);
      if (domain === undefined) continue;
      keyDomains.set(`${name}.${column}`, domain);
      const end = endOf(targets, { table: top, column });
      if (end === undefined) continue;
      const followed = given.get(end.table)?.[end.column];
      const mine = own[column];
      if (followed === undefined || mine?.mask === 'null') continue;
      if (followed.mask === 'keep') {
        if (mine !== undefined && mine.mask !== 'keep')
          problems.push({
            table: name,
            column,
            problem: `it refers to ${end.table}.${end.column}, which is kept`,
          });
        else own[column] = followed;
      } else if (followed.options.when !== undefined) {
        problems.push({
          table: name,
          column,
          problem: `it refers to ${end.table}.${end.column}, whose rule has a \`when\` that cannot be followed`,
        });
      } else own[column] = followed;
    }
    rules.set(name, own);
  }
  return { rules, keyDomains, problems };
}

/** Where a chain of foreign keys ends; undefined for a column that refers to nothing, or in a circle. */
function endOf(targets: ReadonlyMap<string, Reference>, from: Reference): Reference | undefined {
  const seen = new Set<string>();
  let end: Reference | undefined;
  let at = from;
  for (;;) {
    const key = `${at.table}.${at.column}`;
    const next = targets.get(key);
    if (next === undefined) return end;
    if (seen.has(key)) return end;
    seen.add(key);
    end = next;
    at = next;
  }
}

/** Columns that foreign keys join, each with the name of its class: the least of those that refer to nothing. */
function joinTargets(
  keys: readonly (Pick<ForeignKey, 'columns' | 'target' | 'targetColumns'> & {
    readonly table: Pick<Table, 'schema' | 'name'>;
  })[],
  topOf: (table: string) => string,
): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const find = (name: string): string => {
    const root = roots.get(name) ?? name;
    return root === name ? name : find(root);
  };
  for (const { table, columns, target, targetColumns } of keys) {
    columns.forEach((column, index) => {
      const from = `${topOf(tableText(table))}.${column}`;
      const to = `${topOf(tableText(target))}.${targetColumns[index] ?? ''}`;
      if (!roots.has(from)) roots.set(from, from);
      if (!roots.has(to)) roots.set(to, to);
      const [a, b] = [find(from), find(to)];
      // The side referred to names the class; between two of those the lesser, so that order plays no part.
      if (a !== b) roots.set(a, b);
    });
  }
  const members = new Map<string, string[]>();
  for (const name of roots.keys()) members.set(find(name), [...(members.get(find(name)) ?? []), name]);
  const referring = new Set(
    keys.flatMap(({ table, columns }) => columns.map((column) => `${topOf(tableText(table))}.${column}`)),
  );
  const names = new Map<string, string>();
  for (const group of members.values()) {
    const ends = group.filter((name) => !referring.has(name)).toSorted();
    const domain = ends[0] ?? group.toSorted()[0] ?? '';
    for (const name of group) names.set(name, domain);
  }
  return names;
}
