import type { MaskingReport } from '../../../../shared/model/masking.ts';
import { type ColumnType, type DatabaseSchema, tableText } from '../schema.ts';
import { labelsKey } from './judge-schema.ts';

/** The enums that a type is made of, as `labelsKey` writes them. */
const enumsOf = ({ enumLabels, element, fields }: ColumnType): readonly string[] => [
  ...(enumLabels ? [labelsKey(enumLabels)] : []),
  ...(element ? enumsOf(element) : []),
  ...(fields ?? []).flatMap(({ type }) => enumsOf(type)),
];

/** For each enum, as `labelsKey` writes it, a column whose rule leaves labels of it in its rows. */
export function keptEnums(
  schema: DatabaseSchema,
  { tables }: Pick<MaskingReport, 'tables'>,
): ReadonlyMap<string, string> {
  const rules = new Map(
    tables.flatMap(({ name, columns }) =>
      columns.map((column) => [`${name} ${column.name}`, column.rule?.mask] as const),
    ),
  );
  return new Map(
    schema.tables.flatMap((table) =>
      table.columns.flatMap(({ name, type }) => {
        const mask = rules.get(`${tableText(table)} ${name}`);
        if (mask === 'null' || mask === 'constant') return [];
        return enumsOf(type).map((labels) => [labels, `${tableText(table)}.${name}`] as const);
      }),
    ),
  );
}
