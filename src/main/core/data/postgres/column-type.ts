import type { ColumnType, TypeCategory } from '../schema.ts';
import type { CatalogType } from './introspection-answer.ts';

const builtIn: Readonly<Record<string, TypeCategory>> = {
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  char: 'text',
  name: 'text',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  numeric: 'numeric',
  float4: 'float',
  float8: 'float',
  bool: 'boolean',
  date: 'date',
  time: 'time',
  timetz: 'time',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  interval: 'interval',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  bytea: 'bytea',
  inet: 'inet',
  cidr: 'inet',
  macaddr: 'macaddr',
  macaddr8: 'macaddr',
  tsvector: 'tsvector',
  xml: 'xml',
  bit: 'bit',
  varbit: 'bit',
  point: 'geometric',
  line: 'geometric',
  lseg: 'geometric',
  box: 'geometric',
  path: 'geometric',
  polygon: 'geometric',
  circle: 'geometric',
  money: 'money',
};

const sizes: Readonly<Record<string, number>> = { int2: 2, int4: 4, int8: 8, float4: 4, float8: 8 };

/** What a type's modifier says; -1 is none. */
function limits(name: string, modifier: number): Partial<ColumnType> {
  if (name === 'name') return { maxLength: 63 };
  if (name === 'char') return { maxLength: 1 };
  if (modifier < 0) return {};
  switch (name) {
    case 'varchar':
    case 'bpchar':
      return { maxLength: modifier - 4 };
    case 'bit':
    case 'varbit':
      return { maxLength: modifier };
    case 'numeric':
      // Eleven bits with a sign: scales may be negative since PostgreSQL 15.
      return {
        precision: ((modifier - 4) >> 16) & 0xffff,
        scale: (((modifier - 4) & 0x7ff) ^ 1024) - 1024,
      };
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return { precision: modifier };
    default:
      return {};
  }
}

/** A use of a type: its oid, its modifier, and as `format_type` writes both. */
export interface TypeUse {
  readonly type: string;
  readonly modifier: number;
  readonly typeName: string;
}

/** Tells a column's type from the catalogue, domains taken through to their base. */
export function columnType(types: ReadonlyMap<string, CatalogType>, use: TypeUse): ColumnType {
  const { type: oid, modifier, typeName: name } = use;
  const type = types.get(oid);
  if (type === undefined) return { name, category: 'other' };
  const part = (of: string, partModifier = -1): ColumnType =>
    columnType(types, {
      type: of,
      modifier: partModifier,
      // An array's name is its element's with brackets behind.
      typeName: partModifier >= 0 ? name.replace(/(\[\])+$/, '') : (types.get(of)?.fullName ?? of),
    });

  if (type.base !== null) {
    const base = columnType(types, {
      type: type.base,
      modifier: type.modifier,
      typeName: baseName(types, type),
    });
    return {
      ...base,
      name,
      domain: {
        name: type.fullName,
        notNull: type.notNull || base.domain?.notNull === true,
        checks: [...(type.checks ?? []), ...(base.domain?.checks ?? [])],
      },
    };
  }
  if (type.kind === 'e') return { name, category: 'enum', enumLabels: type.labels ?? [] };
  if (type.kind === 'r')
    return type.subtype === null
      ? { name, category: 'range' }
      : { name, category: 'range', element: part(type.subtype) };
  if (type.kind === 'c')
    return {
      name,
      category: 'composite',
      fields: (type.fields ?? []).map((field) => ({ name: field.name, type: columnType(types, field) })),
    };
  if (type.element !== null && type.category === 'A')
    return { name, category: 'array', element: part(type.element, modifier) };
  if (type.extension === 'citext' && type.name === 'citext')
    return { name, category: 'text', caseless: true };
  if (type.extension === 'hstore' && type.name === 'hstore') return { name, category: 'hstore' };
  const category = type.schema === 'pg_catalog' ? builtIn[type.name] : undefined;
  if (category === undefined) return { name, category: 'other' };
  const size = sizes[type.name];
  return { name, category, ...limits(type.name, modifier), ...(size === undefined ? {} : { size }) };
}

const baseName = (types: ReadonlyMap<string, CatalogType>, { base }: CatalogType): string =>
  (base === null ? undefined : types.get(base)?.fullName) ?? 'unknown';
