import { z } from 'zod';

const tableName = z.object({ schema: z.string(), name: z.string() });

const type = z.object({
  oid: z.string(),
  schema: z.string(),
  name: z.string(),
  /** b base, c composite, d domain, e enum, r range, m multirange, p pseudo. */
  kind: z.string(),
  category: z.string(),
  fullName: z.string(),
  base: z.string().nullable(),
  modifier: z.number(),
  notNull: z.boolean(),
  element: z.string().nullable(),
  subtype: z.string().nullable(),
  extension: z.string().nullable(),
  labels: z.array(z.string()).nullable(),
  checks: z.array(z.string()).nullable(),
  fields: z
    .array(z.object({ name: z.string(), type: z.string(), modifier: z.number(), typeName: z.string() }))
    .nullable(),
});
/** A type of the server's catalogue. */
export type CatalogType = z.infer<typeof type>;

/** What the introspection's one query answers. */
export const introspectionAnswer = z.object({
  database: z.object({
    version: z.string(),
    number: z.number(),
    name: z.string(),
    encoding: z.string(),
    largeObjects: z.number(),
  }),
  tables: z.array(
    tableName.extend({
      oid: z.string(),
      kind: z.enum(['r', 'p']),
      partition: z.boolean(),
      parent: tableName.nullable(),
      rows: z.number(),
      bytes: z.number(),
      blocks: z.number(),
      rowSecurity: z.boolean(),
      comment: z.string().nullable(),
    }),
  ),
  columns: z.array(
    z.object({
      table: z.string(),
      name: z.string(),
      position: z.number(),
      type: z.string(),
      modifier: z.number(),
      typeName: z.string(),
      nullable: z.boolean(),
      identity: z.enum(['', 'a', 'd']),
      generated: z.enum(['', 's', 'v']),
      default: z.string().nullable(),
      caseless: z.boolean(),
      comment: z.string().nullable(),
    }),
  ),
  constraints: z.array(
    z.object({
      table: z.string(),
      name: z.string(),
      kind: z.enum(['p', 'u', 'f', 'c', 'x']),
      columns: z.array(z.string()),
      deferrable: z.boolean(),
      onDelete: z.string(),
      target: tableName.nullable(),
      targetColumns: z.array(z.string()).nullable(),
      expression: z.string().nullable(),
    }),
  ),
  indexes: z.array(
    z.object({
      table: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      expressions: z.array(z.string()),
      predicate: z.string().nullable(),
    }),
  ),
  types: z.array(type),
  sequences: z.array(
    tableName.extend({
      readable: z.boolean(),
      ownerTable: tableName.nullable(),
      ownerColumn: z.string().nullable(),
    }),
  ),
  extensions: z.array(z.object({ name: z.string(), version: z.string() })),
  objects: z.array(z.object({ kind: z.string(), name: z.string() })),
});
export type IntrospectionAnswer = z.infer<typeof introspectionAnswer>;
