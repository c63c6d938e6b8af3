import { z } from 'zod';
import { command, query, topic } from './define.ts';

const choices = {
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.boolean(),
  /** Finished operations older than this many days are dropped from the journal. */
  keepOperationsDays: z.number().int().min(1).max(3650),
  /** The project that a door without a folder of its own opens first. */
  lastProject: z.string(),
};

/** What the user chose about the app itself; kept in the store. */
export const preferences = z.object({
  theme: choices.theme.default('system'),
  notifications: choices.notifications.default(true),
  keepOperationsDays: choices.keepOperationsDays.default(30),
  lastProject: choices.lastProject.optional(),
});
export type Preferences = z.output<typeof preferences>;

/** Some of the preferences. Without defaults: they would reset what a change does not name. */
export const preferencesChange = z.object(choices).partial();
export type PreferencesChange = z.output<typeof preferencesChange>;

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
  setPreferences: command(preferencesChange, preferences),
};
