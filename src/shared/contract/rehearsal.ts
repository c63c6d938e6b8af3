import { z } from 'zod';
import { command } from './define.ts';
import { started } from './operations.ts';

/**
 * An operation that changes nothing but a scratch folder of the data directory: to try progress,
 * cancelling and crash recovery through any door, and as the example to copy for a new domain.
 */
export const rehearsal = {
  start: command(
    z.object({
      steps: z.number().int().min(1).max(500).default(6),
      /** How long one step works, in milliseconds. */
      stepMs: z.number().int().min(0).max(600_000).default(500),
      /** How many steps may run side by side. */
      width: z.number().int().min(1).max(50).default(2),
      /** The number of the step that fails, from 1. */
      failAt: z.number().int().min(1).optional(),
      /** The environment whose lock it takes. */
      environment: z.string().min(1).default('rehearsal'),
    }),
    started,
  ),
};
