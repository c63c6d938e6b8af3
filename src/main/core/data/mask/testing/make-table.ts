import type { Column, ColumnType, Table } from '../../schema.ts';

const placeType = {
  name: 'public.place',
  category: 'composite',
  fields: [
    { name: 'street', type: { name: 'text', category: 'text' } },
    { name: 'city', type: { name: 'character varying(30)', category: 'text', maxLength: 30 } },
    { name: 'floor', type: { name: 'integer', category: 'integer', size: 4 } },
  ],
} as const satisfies ColumnType;

/** Types of columns by the name that tests give them. */
export const types = {
  text: { name: 'text', category: 'text' },
  short: { name: 'character varying(20)', category: 'text', maxLength: 20 },
  citext: { name: 'citext', category: 'text', caseless: true },
  int: { name: 'integer', category: 'integer', size: 4 },
  bigint: { name: 'bigint', category: 'integer', size: 8 },
  numeric: { name: 'numeric(10,2)', category: 'numeric', precision: 10, scale: 2 },
  float: { name: 'double precision', category: 'float' },
  date: { name: 'date', category: 'date' },
  timestamp: { name: 'timestamp with time zone', category: 'timestamp' },
  uuid: { name: 'uuid', category: 'uuid' },
  json: { name: 'jsonb', category: 'json' },
  bytea: { name: 'bytea', category: 'bytea' },
  inet: { name: 'inet', category: 'inet' },
  point: { name: 'point', category: 'geometric' },
  tsvector: { name: 'tsvector', category: 'tsvector' },
  texts: { name: 'text[]', category: 'array', element: { name: 'text', category: 'text' } },
  place: placeType,
  places: { name: 'public.place[]', category: 'array', element: placeType },
  hstore: { name: 'hstore', category: 'hstore' },
  daterange: { name: 'daterange', category: 'range', element: { name: 'date', category: 'date' } },
  tstzrange: {
    name: 'tstzrange',
    category: 'range',
    element: { name: 'timestamp with time zone', category: 'timestamp' },
  },
  int4range: {
    name: 'int4range',
    category: 'range',
    element: { name: 'integer', category: 'integer', size: 4 },
  },
  numrange: { name: 'numrange', category: 'range', element: { name: 'numeric', category: 'numeric' } },
  mood: { name: 'public.mood', category: 'enum', enumLabels: ['sad', 'ok', 'happy'] },
} as const satisfies Readonly<Record<string, ColumnType>>;

type Sketch = keyof typeof types | (Partial<Column> & { readonly type: ColumnType });

/** A table "public.t" of columns by name and type; the first is its primary key. */
export function makeTable(columns: Readonly<Record<string, Sketch>>, more: Partial<Table> = {}): Table {
  const names = Object.keys(columns);
  return {
    schema: 'public',
    name: 't',
    kind: 'table',
    columns: Object.entries(columns).map(([name, sketch], index) => ({
      nullable: true,
      generated: 'no',
      position: index + 1,
      ...(typeof sketch === 'string' ? { type: types[sketch] } : sketch),
      name,
    })),
    keys: [{ name: 't_pkey', primary: true, columns: names.slice(0, 1) }],
    foreignKeys: [],
    checks: [],
    uniqueIndexes: [],
    exclusions: [],
    rows: 0,
    bytes: 0,
    blocks: 0,
    rowSecurity: false,
    ...more,
  };
}
