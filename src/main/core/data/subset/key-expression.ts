import { sqlName } from '../postgres/sql-text.ts';
import type { Column } from '../schema.ts';

/**
 * How a value of a key is written so that two values are the same text just when the database calls them
 * equal.
 */
export type KeyForm = 'plain' | 'numeric' | 'float' | 'padded' | 'caseless' | 'moment';

const isPadded = ({ type }: Column): boolean => /^(character\(|character$|bpchar)/.test(type.name);

/** The form in which the columns at both ends of a foreign key can be compared as text. */
export function keyForm(a: Column, b: Column): KeyForm {
  const either = (test: (column: Column) => boolean): boolean => test(a) || test(b);
  if (either(({ type }) => type.category === 'float')) return 'float';
  if (either(({ type }) => type.category === 'numeric')) return 'numeric';
  if (either(({ type }) => type.caseless === true)) return 'caseless';
  if (either(isPadded)) return 'padded';
  const moments = ['date', 'timestamp'];
  const different = a.type.name !== b.type.name;
  if (different && moments.includes(a.type.category) && moments.includes(b.type.category)) return 'moment';
  return 'plain';
}

/** The SQL of a column in a form. */
export function keyExpression(column: string, form: KeyForm): string {
  const name = sqlName(column);
  switch (form) {
    case 'plain':
      return name;
    case 'numeric':
      // 1.0 and 1.00 are equal; trim_scale came with PostgreSQL 13 only.
      return `CASE WHEN ${name}::text LIKE '%.%' THEN rtrim(rtrim(${name}::text, '0'), '.') ELSE ${name}::text END`;
    case 'float':
      // -0 and 0 are equal, and a real is written as the double that it is compared as.
      return `(${name}::float8 + 0)`;
    case 'padded':
      return `rtrim(${name}::text)`;
    case 'caseless':
      return `lower(${name}::text)`;
    case 'moment':
      return `${name}::timestamp`;
  }
}
