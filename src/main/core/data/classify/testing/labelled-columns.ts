import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import { columnClasses } from '../../../../../shared/model/masking.ts';
import type { ColumnType, TypeCategory } from '../../schema.ts';
import type { ColumnFacts } from '../column-facts.ts';
import { labelledLines } from './labelled-lines.ts';
import { madeUpValues } from './made-up-values.ts';

/** A column of a made-up database with what it really holds. */
export interface LabelledColumn {
  readonly facts: ColumnFacts;
  readonly class: ColumnClass;
}

const typeNames: Readonly<
  Record<string, { readonly name: string; readonly category: TypeCategory; readonly size?: number }>
> = {
  text: { name: 'text', category: 'text' },
  citext: { name: 'citext', category: 'text' },
  bigint: { name: 'bigint', category: 'integer', size: 8 },
  integer: { name: 'integer', category: 'integer', size: 4 },
  smallint: { name: 'smallint', category: 'integer', size: 2 },
  numeric: { name: 'numeric(12,2)', category: 'numeric' },
  double: { name: 'double precision', category: 'float' },
  money: { name: 'money', category: 'money' },
  date: { name: 'date', category: 'date' },
  timestamp: { name: 'timestamp without time zone', category: 'timestamp' },
  timestamptz: { name: 'timestamp with time zone', category: 'timestamp' },
  boolean: { name: 'boolean', category: 'boolean' },
  uuid: { name: 'uuid', category: 'uuid' },
  inet: { name: 'inet', category: 'inet' },
  cidr: { name: 'cidr', category: 'inet' },
  macaddr: { name: 'macaddr', category: 'macaddr' },
  point: { name: 'point', category: 'geometric' },
  json: { name: 'json', category: 'json' },
  jsonb: { name: 'jsonb', category: 'json' },
  bytea: { name: 'bytea', category: 'bytea' },
  xml: { name: 'xml', category: 'xml' },
  mpaa: { name: 'public.mpaa_rating', category: 'enum' },
};

/** A type by the short name that the lines use. */
export function typeNamed(short: string): ColumnType {
  if (short.endsWith('[]')) {
    const element = typeNamed(short.slice(0, -2));
    return { name: `${element.name}[]`, category: 'array', element };
  }
  const sized = /^(char|varchar)\((\d+)\)$/.exec(short);
  if (sized) {
    const name = sized[1] === 'char' ? 'character' : 'character varying';
    return { name: `${name}(${sized[2]})`, category: 'text', maxLength: Number(sized[2]) };
  }
  const type = typeNames[short];
  if (!type) throw new Error(`no type ${short}`);
  return type;
}

function valuesOf(name: string): readonly string[] {
  const plain = name.replace('*', '');
  const text = madeUpValues[plain];
  if (text === undefined) throw new Error(`no values ${plain}`);
  const values = text === '' ? [] : text.split('|');
  return name.endsWith('*') ? Array.from({ length: 20 }, () => values).flat() : values;
}

/** The labelled columns of several made-up databases in seven languages. */
export const labelledColumns: readonly LabelledColumn[] = labelledLines
  .trim()
  .split('\n')
  .map((line) => {
    const [table = '', name = '', type = '', label = '', values = ''] = line.split(' ');
    const known = columnClasses.find((one) => one === label);
    if (!known) throw new Error(`no class in: ${line}`);
    const facts: ColumnFacts = {
      table,
      name,
      type: typeNamed(type),
      nullable: true,
      unique: false,
      primary: false,
      computed: false,
      checks: [],
      samples: valuesOf(values),
    };
    return { facts, class: known };
  });
