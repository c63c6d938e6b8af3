import type { Table } from '../schema.ts';

/** Columns that take part in a primary key, a unique constraint or a unique index, expressions included. */
export function findUniqueColumns({ keys, uniqueIndexes, exclusions, columns }: Table): ReadonlySet<string> {
  const unique = new Set([
    ...keys.flatMap((key) => key.columns),
    ...uniqueIndexes.flatMap((index) => index.columns),
    ...exclusions.flatMap((exclusion) => exclusion.columns),
  ]);
  const expressions = uniqueIndexes.flatMap((index) => index.expressions);
  for (const { name } of columns) {
    const word = new RegExp(`(^|[^\\w])${name.replace(/[^\w]/g, '\\$&')}($|[^\\w])`);
    if (expressions.some((expression) => word.test(expression))) unique.add(name);
  }
  return unique;
}
