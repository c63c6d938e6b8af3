import { type DatabaseSchema, type ForeignKey, tableText } from '../schema.ts';
import type { PolymorphicKey } from './subset-plan.ts';

/** A foreign key with the table it starts from, as the masking file's reader answers them. */
export interface DeclaredKey {
  /** As `tableText` writes it. */
  readonly from: string;
  readonly key: ForeignKey;
  /** The rows it holds for, by column: a value, or a list of them. */
  readonly when?: Readonly<Record<string, unknown>> | undefined;
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** The column and values of a key that holds for some rows; undefined for a condition of another form. */
function targetsOf(when: DeclaredKey['when']): readonly [string, readonly string[]] | undefined {
  const [only, ...more] = Object.entries(when ?? {});
  if (!only || more.length > 0) return undefined;
  const values = Array.isArray(only[1]) ? only[1] : [only[1]];
  return values.every(isPlain) ? [only[0], values.map(String)] : undefined;
}

/**
 * The schema with the keys that only the masking file declares, and those of them that hold by type. A key
 * with a condition of another form is taken to hold for every row: that takes more rows along, never fewer.
 */
export function withVirtualKeys(
  schema: Pick<DatabaseSchema, 'tables'>,
  declared: readonly DeclaredKey[],
): {
  readonly schema: Pick<DatabaseSchema, 'tables'>;
  readonly polymorphic: readonly PolymorphicKey[];
} {
  const virtual = declared.filter(({ key }) => key.virtual);
  const polymorphic = virtual.flatMap(({ from, key, when }): PolymorphicKey[] => {
    const table = schema.tables.find((one) => tableText(one) === from);
    const typed = targetsOf(when);
    if (!table || !typed) return [];
    const [typeColumn, values] = typed;
    const { target, targetColumns } = key;
    return [
      {
        table: { schema: table.schema, name: table.name },
        columns: key.columns,
        typeColumn,
        targets: values.map((value) => ({ value, target, targetColumns })),
      },
    ];
  });
  const plain = virtual.filter(({ when }) => targetsOf(when) === undefined);
  const tables = schema.tables.map((table) => {
    const own = plain.filter(({ from }) => from === tableText(table)).map(({ key }) => key);
    const known = new Set(table.foreignKeys.map(({ name }) => name));
    return { ...table, foreignKeys: [...table.foreignKeys, ...own.filter(({ name }) => !known.has(name))] };
  });
  return { schema: { tables }, polymorphic };
}
