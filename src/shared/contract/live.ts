import { z } from 'zod';
import { command, query, topic } from './define.ts';
import { stackPlace } from './stacks.ts';

export const logLevel = z.enum(['error', 'warn', 'info', 'debug']);

export const logLine = z.object({
  /** Grows by one with each line of a subscription. */
  seq: z.number(),
  service: z.string(),
  /** The container's name. */
  container: z.string(),
  from: z.enum(['stdout', 'stderr']),
  /** Milliseconds since the epoch, with a fraction. */
  at: z.number(),
  text: z.string(),
  level: logLevel.optional(),
});

export const containerStats = z.object({
  service: z.string(),
  name: z.string(),
  at: z.number(),
  /** In percent of one processor; absent in the first sample. */
  cpuPercent: z.number().optional(),
  memoryBytes: z.number(),
  memoryLimitBytes: z.number(),
  networkReadBytes: z.number(),
  networkWrittenBytes: z.number(),
  blockReadBytes: z.number(),
  blockWrittenBytes: z.number(),
  processes: z.number(),
});

export const address = z.object({
  service: z.string(),
  container: z.string(),
  /** The port inside the container. */
  target: z.number(),
  protocol: z.string(),
  host: z.string(),
  port: z.number(),
  /** To open in a browser; absent for what is no web page. */
  url: z.string().optional(),
});

const size = { columns: z.number().int().min(1).max(1000), rows: z.number().int().min(1).max(1000) };
const byId = { id: z.string().min(1) };

export const live = {
  /**
   * The merged logs of an environment, in batches in the order of their times. With `follow` they go on;
   * what there is no room for is counted by service. Without it every line comes, and the topic ends.
   */
  logs: topic(
    z.object({
      ...stackPlace,
      follow: z.boolean().default(true),
      services: z.array(z.string()).optional(),
      levels: z.array(logLevel).optional(),
      /** A regular expression; without regard to case unless it has a capital letter. */
      match: z.string().max(1000).optional(),
      since: z.number().optional(),
      until: z.number().optional(),
      tail: z.number().int().min(0).max(100_000).optional(),
    }),
    z.object({
      lines: z.array(logLine),
      /** How many lines of each service were left out since the last batch. */
      dropped: z.record(z.string(), z.number()),
    }),
  ),
  /** What the running containers use, once a second. */
  stats: topic(z.object(stackPlace), z.array(containerStats)),
  /** Where the services can be reached from here. */
  addresses: query(z.object(stackPlace), z.array(address)),
  /** Starts a command in a service's container, a shell when none is named; `id` is for the calls below. */
  execOpen: command(
    z.object({
      ...stackPlace,
      service: z.string().min(1),
      /** The name of one of the service's containers; the first when absent. */
      container: z.string().optional(),
      command: z.array(z.string()).min(1).optional(),
      tty: z.boolean().default(true),
      size: z.object(size).optional(),
      user: z.string().optional(),
      workingDir: z.string().optional(),
    }),
    z.object(byId),
  ),
  /** Sends what was typed. */
  execInput: command(z.object({ ...byId, text: z.string().max(1_000_000) }), z.object({})),
  /** Says that no more input comes. */
  execEndInput: command(z.object(byId), z.object({})),
  execResize: command(z.object({ ...byId, ...size }), z.object({})),
  /** Hangs up. */
  execClose: command(z.object(byId), z.object({})),
  /** What the command writes, from the cursor on, and last its end. Nobody listening for a while hangs up. */
  execOutput: topic(
    z.object(byId),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('output'), from: z.enum(['stdout', 'stderr']), text: z.string() }),
      z.object({ kind: z.literal('exit'), code: z.number().optional() }),
    ]),
  ),
};
