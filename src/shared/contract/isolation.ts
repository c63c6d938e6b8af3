import { z } from 'zod';
import { type AllowedHost, attemptMeans, type Egress, verdicts } from '../model/isolation.ts';
import { command, query, topic } from './define.ts';
import { stackPlace } from './stacks.ts';

export const egress = z.object({
  since: z.number(),
  rows: z.array(
    z.object({
      service: z.string(),
      host: z.string(),
      port: z.number(),
      means: z.enum(attemptMeans),
      verdict: z.enum(verdicts),
      count: z.number(),
      first: z.number(),
      last: z.number(),
    }),
  ),
  beyond: z.number(),
  counters: z.object({ leftPackets: z.number(), leftBytes: z.number(), droppedPackets: z.number() }),
}) satisfies z.ZodType<Egress>;

export const allowedHost = z.object({
  file: z.string(),
  already: z.boolean(),
  written: z.boolean(),
  line: z.number(),
  removed: z.array(z.string()),
  added: z.array(z.string()),
}) satisfies z.ZodType<AllowedHost>;

export const isolation = {
  /** What an isolated environment has tried to reach since its guard started. */
  show: query(z.object(stackPlace), egress),
  /** The same now, then again whenever it has changed; it ends when the guard does. */
  egress: topic(z.object(stackPlace), egress),
  /** The certificate of the authority that vouches for an environment's sandboxes, as PEM. */
  authority: query(z.object(stackPlace), z.object({ certificate: z.string() })),
  /** What a recorded host has answered, as the text of a file of stubs. */
  recorded: query(z.object({ ...stackPlace, host: z.string().min(1) }), z.object({ text: z.string() })),
  /** Allows a host in backlot.yaml, or with `dryRun` says which lines would change; the next `up` applies it. */
  allow: command(
    z.object({ project: z.string().min(1), host: z.string().min(1), dryRun: z.boolean().default(false) }),
    allowedHost,
  ),
};
