import { z } from 'zod';
import { pullPlacements, type Receipt, type Snapshot, snapshotStates } from '../model/snapshot.ts';
import { command, query } from './define.ts';
import { started } from './operations.ts';

const verdict = z.enum(['clean', 'findings', 'unchecked']);

export const snapshot = z.object({
  id: z.string(),
  dataset: z.string(),
  source: z.string(),
  service: z.string(),
  state: z.enum(snapshotStates),
  takenAt: z.number(),
  finishedAt: z.number().optional(),
  engine: z.string(),
  tables: z.number(),
  rows: z.number(),
  bytes: z.number(),
  storedBytes: z.number(),
  maskedColumns: z.number(),
  keptColumns: z.number(),
  verdict,
}) satisfies z.ZodType<Snapshot>;

export const receipt = z.object({
  snapshot,
  tables: z.array(
    z.object({
      name: z.string(),
      rows: z.number(),
      bytes: z.number(),
      hash: z.string(),
      scannedRows: z.number().optional(),
    }),
  ),
  columns: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      type: z.string(),
      rule: z.string(),
      rows: z.number(),
      nulls: z.number(),
      changed: z.number(),
      distinctBefore: z.number(),
      distinctAfter: z.number(),
    }),
  ),
  findings: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      what: z.enum(['email', 'phone', 'card', 'secret', 'original']),
      count: z.number(),
      expected: z.boolean(),
    }),
  ),
  sampledOriginals: z.number(),
  maskedAt: z.enum(['source', 'core']).optional(),
  verdict,
}) satisfies z.ZodType<Receipt>;

/** Absolute path of the project. */
const project = { project: z.string().min(1) };
/** An id or a unique beginning of one. */
const byId = z.object({ ...project, id: z.string().min(1) });

export const snapshots = {
  /** Newest first. */
  list: query(z.object({ ...project, dataset: z.string().optional() }), z.array(snapshot)),
  /** Pulls a masked snapshot for a dataset of backlot.yaml; the operation's result is the snapshot. */
  pull: command(
    z.object({
      ...project,
      dataset: z.string().min(1),
      /** A postgresql:// address instead of the dataset's environment; its password is not kept. */
      url: z.string().optional(),
      /** Takes about this share of the roots instead of the dataset's own subset: 0 to 100. */
      percent: z.number().positive().max(100).optional(),
      /** Where rows are masked: beside the source, by the core, or beside the source unless it is on this machine. */
      placement: z.enum(pullPlacements).optional(),
    }),
    started,
  ),
  /** Reads every byte again; the operation fails with the file by name. */
  verify: command(byId, started),
  inspect: query(byId, receipt),
  /** The receipt as Markdown. */
  receipt: query(byId, z.object({ markdown: z.string() })),
  remove: command(byId, z.object({})),
};
