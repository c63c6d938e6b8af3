/** What introspection tells of a database: plain data, in the shape that masking, subsets and pulls read. */
export interface DatabaseSchema {
  /** "PostgreSQL 15.14". */
  readonly engine: string;
  /** `server_version_num`: 150014. */
  readonly serverVersion: number;
  readonly database: string;
  readonly encoding: string;
  readonly tables: readonly Table[];
  readonly sequences: readonly Sequence[];
  readonly largeObjects: number;
  /** Extensions by name and version; `plpgsql` left out. */
  readonly extensions: readonly { readonly name: string; readonly version: string }[];
  /** Objects beside tables, for the plan and for drift: views, materialized views, functions, triggers, policies. */
  readonly objects: readonly { readonly kind: string; readonly name: string }[];
}

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface Table extends TableName {
  readonly kind: 'table' | 'partitioned' | 'partition';
  /** Set for a partition. */
  readonly parent?: TableName | undefined;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly { readonly name: string; readonly expression: string }[];
  /** Unique indexes that are no constraint: partial ones, or over expressions. */
  readonly uniqueIndexes: readonly UniqueIndex[];
  readonly exclusions: readonly { readonly name: string; readonly columns: readonly string[] }[];
  /** The planner's estimate. */
  readonly rows: number;
  /** Bytes of the heap and its TOAST. */
  readonly bytes: number;
  /** Blocks of 8 KiB of the heap: what ctid ranges are cut from. */
  readonly blocks: number;
  readonly rowSecurity: boolean;
  readonly comment?: string | undefined;
}

export interface Column {
  readonly name: string;
  /** `attnum`. */
  readonly position: number;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly generated: 'no' | 'stored' | 'virtual' | 'identity-always' | 'identity-by-default';
  readonly default?: string | undefined;
  readonly comment?: string | undefined;
}

export const typeCategories = [
  'text',
  'integer',
  'numeric',
  'float',
  'boolean',
  'date',
  'time',
  'timestamp',
  'interval',
  'uuid',
  'json',
  'bytea',
  'inet',
  'macaddr',
  'enum',
  'array',
  'range',
  'composite',
  'tsvector',
  'hstore',
  'xml',
  'bit',
  'geometric',
  'money',
  'other',
] as const;
export type TypeCategory = (typeof typeCategories)[number];

export interface ColumnType {
  /** As `format_type` writes it: "character varying(120)", "public.email_address", "text[]". */
  readonly name: string;
  readonly category: TypeCategory;
  /** Characters; of char(n) and varchar(n), also through a domain. */
  readonly maxLength?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  /** Bytes of an integer: 2, 4 or 8. */
  readonly size?: number | undefined;
  readonly enumLabels?: readonly string[] | undefined;
  /** Of an array or a range. */
  readonly element?: ColumnType | undefined;
  /** Of a composite. */
  readonly fields?: readonly { readonly name: string; readonly type: ColumnType }[] | undefined;
  readonly domain?:
    | { readonly name: string; readonly notNull: boolean; readonly checks: readonly string[] }
    | undefined;
  /** True for citext: values that differ in case alone are equal. */
  readonly caseless?: boolean | undefined;
}

export interface Key {
  readonly name: string;
  readonly primary: boolean;
  readonly columns: readonly string[];
}

export interface UniqueIndex {
  readonly name: string;
  /** Columns it names outright. */
  readonly columns: readonly string[];
  /** Its expressions, as `pg_get_indexdef` writes them. */
  readonly expressions: readonly string[];
  readonly predicate?: string | undefined;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: TableName;
  readonly targetColumns: readonly string[];
  readonly deferrable: boolean;
  readonly onDelete: 'no-action' | 'restrict' | 'cascade' | 'set-null' | 'set-default';
  /** True for one that only the masking file declares. */
  readonly virtual: boolean;
}

export interface Sequence extends TableName {
  /** Absent when it was never used. */
  readonly lastValue?: string | undefined;
  /** What it hands out first, when it was never used; both are absent when it can't be read. */
  readonly firstValue?: string | undefined;
  /** Of a masked column: it starts behind what the column holds. */
  readonly behind?: { readonly table: TableName; readonly column: string } | undefined;
  readonly ownedBy?: { readonly table: TableName; readonly column: string } | undefined;
}

/** "public.customers", quoted where SQL would need it. */
export const tableText = ({ schema, name }: TableName): string =>
  `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;

/** A name as SQL takes it; quoted unless it is plain lower case. */
export const quoteIdentifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
