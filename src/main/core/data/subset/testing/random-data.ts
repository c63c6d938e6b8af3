import type { Column, DatabaseSchema, ForeignKey, Table, TableName } from '../../schema.ts';
import type { PolymorphicKey } from '../subset-plan.ts';

export type ModelRow = Readonly<Record<string, string | null>>;

/** A database in memory: what a subset of it must be can be told by the plainest of loops. */
export interface Model {
  readonly schema: Pick<DatabaseSchema, 'tables'>;
  /** By the table's name. */
  readonly rows: ReadonlyMap<string, readonly ModelRow[]>;
  readonly polymorphic: readonly PolymorphicKey[];
}

export interface Random {
  /** 0 to below `n`, whole. */
  readonly below: (n: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T | undefined;
}

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, chance: (share) => next() < share, pick: (from) => from[below(from.length)] };
}

export const columnOf = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  position: 1,
  type: { name: 'text', category: 'text' },
  nullable: true,
  generated: 'no',
  ...rest,
});

export const tableOf = (name: string, rest: Partial<Table> = {}): Table => ({
  schema: 'public',
  name,
  kind: 'table',
  columns: [],
  keys: [],
  foreignKeys: [],
  checks: [],
  uniqueIndexes: [],
  exclusions: [],
  rows: 100,
  bytes: 0,
  blocks: 0,
  rowSecurity: false,
  ...rest,
});

export const foreignKeyOf = (
  columns: readonly string[],
  target: string,
  targetColumns: readonly string[],
  rest: Partial<ForeignKey> = {},
): ForeignKey => ({
  name: `${columns.join('_')}_fkey`,
  columns,
  target: { schema: 'public', name: target },
  targetColumns,
  deferrable: false,
  onDelete: 'no-action',
  virtual: false,
  ...rest,
});

const named = (name: string): TableName => ({ schema: 'public', name });

/** Texts that COPY has to escape, and some that it has not. */
const oddTexts = ['plain', 'tab\there', 'line\nend', 'back\\slash', '\\N', 'ü 数', '', 'a,b'];

/**
 * Tables with single, composite, shared and missing primary keys; foreign keys to any of them, themselves and
 * circles included; virtual keys to columns that are not unique and to nothing; keys by type.
 */
export function randomModel(seed: number): Model {
  const random = randomFrom(seed);
  const count = 1 + random.below(6);
  const names = Array.from({ length: count }, (_, n) => `t${n}`);
  const rows = new Map<string, ModelRow[]>();
  const tables: Table[] = [];
  const keyOf = new Map<string, readonly string[]>();

  for (const [n, name] of names.entries()) {
    const shared = n > 0 && random.chance(0.2) ? names[random.below(n)] : undefined;
    const sharedKey = shared === undefined ? undefined : keyOf.get(shared);
    const kind = sharedKey
      ? 'shared'
      : random.chance(0.2)
        ? 'composite'
        : random.chance(0.1)
          ? 'none'
          : 'one';
    const key =
      kind === 'shared'
        ? (sharedKey ?? [])
        : kind === 'composite'
          ? ['a', 'b']
          : kind === 'one'
            ? ['id']
            : [];
    if (key.length > 0) keyOf.set(name, key);
    const size = random.below(30);
    const made: ModelRow[] = [];
    const parents = shared === undefined ? [] : (rows.get(shared) ?? []);
    for (let at = 0; at < size; at++) {
      const label = random.pick(oddTexts) ?? '';
      const parent = parents[at];
      if (kind === 'shared' && !parent) break;
      const id =
        kind === 'shared' && parent
          ? Object.fromEntries(key.map((column) => [column, parent[column] ?? '']))
          : kind === 'composite'
            ? { a: String(at % 4), b: `${Math.floor(at / 4)}${label}` }
            : kind === 'one'
              ? { id: String(at) }
              : {};
      made.push({ ...id, label, tag: String(random.below(5)) });
    }
    rows.set(name, made);
    tables.push(
      tableOf(name, {
        columns: [
          ...key.map((column) => columnOf(column, { nullable: false })),
          columnOf('label'),
          columnOf('tag'),
        ],
        keys: key.length > 0 ? [{ name: `${name}_pkey`, primary: true, columns: key }] : [],
        foreignKeys:
          kind === 'shared' && shared !== undefined
            ? [foreignKeyOf(key, shared, key, { name: `${name}_shared` })]
            : [],
      }),
    );
  }

  const refer = (from: string, to: string, nth: number, virtual: boolean): void => {
    const at = tables.findIndex(({ name }) => name === from);
    const table = tables[at];
    const target = virtual && random.chance(0.5) ? ['tag'] : keyOf.get(to);
    if (!table || !target) return;
    const columns = target.map((column) => `r${nth}_${column}`);
    const there = rows.get(to) ?? [];
    const filled = (rows.get(from) ?? []).map((row): ModelRow => {
      // A few parents have many children, or no limit would ever be met.
      const some = random.chance(0.6) ? there.slice(0, 3) : there;
      const parent = random.chance(0.9) ? random.pick(some) : undefined;
      const dangling = virtual && random.chance(0.1);
      return {
        ...row,
        ...Object.fromEntries(
          columns.map((column, i) => [column, dangling ? 'nowhere' : (parent?.[target[i] ?? ''] ?? null)]),
        ),
      };
    });
    rows.set(from, filled);
    tables[at] = {
      ...table,
      columns: [...table.columns, ...columns.map((column) => columnOf(column))],
      foreignKeys: [
        ...table.foreignKeys,
        foreignKeyOf(columns, to, target, { name: `${from}_r${nth}`, virtual }),
      ],
    };
  };
  const references = random.below(count * 2 + 1);
  for (let nth = 0; nth < references; nth++)
    refer(names[random.below(count)] ?? '', names[random.below(count)] ?? '', nth, random.chance(0.25));

  const polymorphic: PolymorphicKey[] = [];
  const about = random.chance(0.3) ? random.pick(names) : undefined;
  const targets = [...keyOf].filter(([, key]) => key.length === 1).slice(0, 2);
  const at = tables.findIndex(({ name }) => name === about);
  const table = tables[at];
  if (about !== undefined && table && targets.length > 0) {
    tables[at] = { ...table, columns: [...table.columns, columnOf('kind'), columnOf('subject')] };
    rows.set(
      about,
      (rows.get(about) ?? []).map((row) => {
        const [name, key] = random.pick(targets) ?? ['', []];
        const subject = random.pick(rows.get(name) ?? [])?.[key[0] ?? ''] ?? null;
        return { ...row, kind: random.chance(0.1) ? 'Other' : name, subject };
      }),
    );
    polymorphic.push({
      table: named(about),
      columns: ['subject'],
      typeColumn: 'kind',
      targets: targets.map(([name, key]) => ({ value: name, target: named(name), targetColumns: key })),
    });
  }
  return { schema: { tables }, rows, polymorphic };
}
