import { z } from 'zod';
import { command, query, topic } from './define.ts';

/** What the user chose about the app itself; kept in the store. */
export const preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  notifications: z.boolean().default(true),
  /** Finished operations older than this many days are dropped from the journal. */
  keepOperationsDays: z.number().int().min(1).max(3650).default(30),
  /** The project that a door without a folder of its own opens first. */
  lastProject: z.string().optional(),
});
export type Preferences = z.output<typeof preferences>;

export const app = {
  info: query(
    z.object({}),
    z.object({
      version: z.string(),
      /** The data directory. */
      home: z.string(),
      host: z.enum(['electron', 'web', 'cli', 'test']),
      platform: z.string(),
      node: z.string(),
      pid: z.number(),
      /** Milliseconds since the epoch. */
      startedAt: z.number(),
      /** What was found wrong with the data directory at start, in words; empty when nothing was. */
      notices: z.array(z.object({ title: z.string(), text: z.string() })),
    }),
  ),
  preferences: topic(z.object({}), preferences),
  setPreferences: command(preferences.partial(), preferences),
};
