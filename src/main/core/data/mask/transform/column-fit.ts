import type { TypeCategory } from '../../schema.ts';
import type { CompiledColumn } from '../compiled-table.ts';

/** Why a transformer that writes one of these kinds of value does not fit a column; undefined when it does. */
export function categoryProblem(
  column: CompiledColumn,
  categories: readonly TypeCategory[],
): string | undefined {
  if (categories.includes(column.type.category)) return undefined;
  return `it writes ${categories.join(' or ')}, the column is ${column.type.name}`;
}

/** Why values of so many characters do not fit a column. */
export function lengthProblem({ type }: CompiledColumn, characters: number): string | undefined {
  if (type.maxLength === undefined || type.maxLength >= characters) return undefined;
  return `it needs ${characters} characters, the column has ${type.maxLength}`;
}

/** Cuts text to a number of characters, as PostgreSQL counts them. */
export function cutText(text: string, characters: number | undefined): string {
  if (characters === undefined || text.length <= characters) return text;
  const points = Array.from(text);
  return points.length <= characters ? text : points.slice(0, characters).join('');
}
