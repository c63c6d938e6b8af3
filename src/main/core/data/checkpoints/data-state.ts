import { z } from 'zod';

const kept = z.object({
  id: z.string(),
  name: z.string().optional(),
  automatic: z.boolean(),
  /** Why it was made: "before switching to demo". */
  reason: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  dataset: z.string().optional(),
  /** How the data had come about, for when it is current again. */
  text: z.string(),
  volumes: z.array(z.string()),
});
/** A saved state of an environment's volumes, as it is written down beside them. */
export type KeptState = z.infer<typeof kept>;

const change = z.object({
  at: z.number(),
  text: z.string(),
  dataset: z.string().optional(),
  before: z.string().optional(),
});

/** Whose data it is; `folder` is absent where others share the host, and in what was written before it was kept. */
export const owner = z.object({
  project: z.string(),
  environment: z.string(),
  folder: z.string().optional(),
});
export type DataOwner = z.infer<typeof owner>;

const state = z.object({
  version: z.literal(1),
  /** Whose data it is, by the names of the project's configuration. */
  owner: owner.optional(),
  /** The operation whose exchange made this state: what makes an exchange happen once. */
  exchange: z.string().optional(),
  current: z.object({ dataset: z.string().optional(), since: z.number(), text: z.string() }),
  checkpoints: z.array(kept),
  /** Ids of checkpoints to go back to, and forward to; the next one last. */
  undo: z.array(z.string()),
  redo: z.array(z.string()),
  /** Newest first. */
  history: z.array(change),
  /** By dataset, milliseconds from stop to ready of the last switch to it. */
  switchMs: z.record(z.string(), z.number()),
});
/** Which data an environment holds, where it came from and what can be gone back to. */
export type DataState = z.infer<typeof state>;

/** The state of data that nobody has switched yet. */
export const firstState = (at: number): DataState => ({
  version: 1,
  current: { since: at, text: 'its own data' },
  checkpoints: [],
  undo: [],
  redo: [],
  history: [],
  switchMs: {},
});

/** A written state; undefined for what is none. */
export function parseState(text: string): DataState | undefined {
  if (text.trim() === '') return undefined;
  try {
    return state.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
