import { z } from 'zod';
import { type Check, checkStatuses } from '../model/check.ts';
import { command, query, topic } from './define.ts';

export const check = z.object({
  id: z.string(),
  group: z.enum(['docker', 'git', 'ports', 'secrets', 'storage']),
  title: z.string(),
  status: z.enum(checkStatuses),
  found: z.string(),
  problem: z.string().optional(),
  fix: z
    .object({ command: z.string().optional(), steps: z.array(z.string()), automatic: z.boolean() })
    .optional(),
  ms: z.number().optional(),
}) satisfies z.ZodType<Check>;

export const doctor = {
  /** Runs every check and answers when all have ended. */
  run: query(z.object({}), z.array(check)),
  /** The list of checks, again whenever one of them has moved. */
  checks: topic(z.object({}), z.array(check)),
  /** Runs the checks again; the topic shows it. */
  refresh: command(z.object({}), z.object({})),
  /** Mends a check whose fix is automatic, then runs it again. */
  fix: command(z.object({ id: z.string() }), check),
};
