import { z } from 'zod';
import { cloneTiers, type DataStatus, datasetStates } from '../model/data.ts';
import type { PoolStatus } from '../model/pool.ts';
import { command, query, topic } from './define.ts';
import { started } from './operations.ts';
import { stackPlace } from './stacks.ts';

const datasetSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seed'), files: z.array(z.string()) }),
  z.object({ kind: z.literal('snapshot'), environment: z.string(), masking: z.string() }),
  z.object({ kind: z.literal('saved'), environment: z.string() }),
]);

export const dataset = z.object({
  name: z.string(),
  source: datasetSource,
  state: z.enum(datasetStates),
  cause: z.string(),
  unpulled: z.boolean().optional(),
  bytes: z.number().optional(),
  ownBytes: z.number().optional(),
  bakedAt: z.number().optional(),
  takenAt: z.number().optional(),
  snapshot: z.string().optional(),
  switchMs: z.number().optional(),
  usedBy: z.array(z.string()),
});

export const checkpoint = z.object({
  id: z.string(),
  environment: z.string(),
  name: z.string().optional(),
  automatic: z.boolean(),
  reason: z.string(),
  createdAt: z.number(),
  dataset: z.string().optional(),
  volumes: z.array(z.string()),
  bytes: z.number(),
  ownBytes: z.number(),
});

export const dataStatus = z.object({
  environment: z.string(),
  host: z.string(),
  services: z.array(z.string()),
  dataset: z.string().optional(),
  since: z.number().optional(),
  named: z.string().optional(),
  tier: z.enum(cloneTiers),
  tierCause: z.string(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  history: z.array(
    z.object({
      at: z.number(),
      text: z.string(),
      dataset: z.string().optional(),
      before: z.string().optional(),
      current: z.boolean(),
    }),
  ),
  datasets: z.array(dataset),
  checkpoints: z.array(checkpoint),
  disk: z.object({
    used: z.number(),
    logical: z.number(),
    free: z.number(),
    budget: z.number().optional(),
  }),
}) satisfies z.ZodType<DataStatus>;

export const poolStatus = z.object({
  host: z.string(),
  tier: z.enum(cloneTiers),
  tierCause: z.string(),
  size: z.number(),
  free: z.number(),
  volumes: z.array(z.string()),
  datasets: z.array(z.string()),
  checkpoints: z.array(z.object({ environment: z.string(), count: z.number(), named: z.array(z.string()) })),
}) satisfies z.ZodType<PoolStatus>;

const place = z.object(stackPlace);
const onHost = z.object({ host: z.string().min(1) });
const namedDataset = z.object({ ...stackPlace, dataset: z.string().min(1) });
const bakedDataset = z.object({ ...namedDataset.shape, pull: z.boolean().optional() });
const byCheckpoint = z.object({ ...stackPlace, checkpoint: z.string().min(1) });

/** Datasets, checkpoints and undo of an environment. Each command that changes data keeps a checkpoint first. */
export const data = {
  show: query(place, dataStatus),
  /** The same now, then again whenever it changed. */
  status: topic(place, dataStatus),
  /** Makes the frozen volumes of a dataset; with `pull` its snapshot is pulled first where there is none. */
  bake: command(z.object({ ...bakedDataset.shape, again: z.boolean().optional() }), started),
  /** Switches the environment's data; bakes first where that is needed, and with `pull` pulls before that. */
  use: command(bakedDataset, started),
  /** Freezes the environment's data as a dataset of that name. */
  save: command(namedDataset, started),
  /** Removes the frozen volumes; environments that hold clones of it keep theirs. */
  removeDataset: command(namedDataset, started),
  saveCheckpoint: command(z.object({ ...stackPlace, name: z.string().min(1).optional() }), started),
  /** `checkpoint` is a name, an id or a unique beginning of one. */
  restore: command(byCheckpoint, started),
  removeCheckpoint: command(byCheckpoint, started),
  /** Back to the state before the last change; what it leaves becomes a checkpoint itself. */
  undo: command(place, started),
  redo: command(place, started),
  /** Where a host's data lies, of all projects; absent where there is none yet. */
  pool: query(onHost, z.object({ pool: poolStatus.optional() })),
  /** Removes it with all datasets and checkpoints; refused while an environment uses it. */
  removePool: command(onHost, started),
};
