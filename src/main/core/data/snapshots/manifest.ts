import { z } from 'zod';
import { receipt } from '../../../../shared/contract/snapshots.ts';

const tableName = { schema: z.string(), name: z.string() };

const chunk = z.object({
  /** 64 hex digits; its file is `<name>.chunk`. */
  name: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of COPY text. */
  bytes: z.number().int().positive(),
  /** Of its file. */
  stored: z.number().int().positive(),
});

const table = z.object({
  ...tableName,
  /** In the order of the COPY text. */
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  /** Of the rows' COPY text, as `rows-hash.ts` makes it of the chunks; hex. */
  hash: z.string(),
  /** True when a server that has the rows writes this very text again: no masked value has another form. */
  exact: z.boolean(),
  /** In the order of the rows. */
  chunks: z.array(chunk),
});

/** What a snapshot is: written last, so a folder without one is no snapshot. */
export const snapshotManifest = z.object({
  version: z.union([z.literal(1), z.literal(2)]),
  id: z.string(),
  /** Absolute path of the project that it was pulled for. */
  project: z.string(),
  /** "PostgreSQL 15.14". */
  engine: z.string(),
  /** `server_version_num`. */
  serverVersion: z.number(),
  encoding: z.string(),
  database: z.string(),
  extensions: z.array(z.object({ name: z.string(), version: z.string() })),
  /** SQL as pg_dump writes it: tables and types before the rows; keys, indexes, triggers after them. */
  schema: z.object({ preData: z.string(), postData: z.string() }),
  /** In an order in which they can be filled. */
  tables: z.array(table),
  /** Where each was: what it gave out last, or will first. */
  sequences: z.array(
    z.object({
      ...tableName,
      lastValue: z.string().optional(),
      firstValue: z.string().optional(),
      /** Of a masked column: it starts behind what the column holds. */
      behind: z.object({ table: z.object(tableName), column: z.string() }).optional(),
    }),
  ),
  /** OIDs of large objects: they are there, and empty. */
  largeObjects: z.array(z.string()),
  receipt,
});

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;

export type SnapshotManifest = Deep<z.infer<typeof snapshotManifest>>;
export type ManifestTable = SnapshotManifest['tables'][number];
export type ManifestChunk = ManifestTable['chunks'][number];
