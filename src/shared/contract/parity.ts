import { z } from 'zod';
import { differenceClasses, type ParityReport, parityAspects } from '../model/parity.ts';
import { query } from './define.ts';

export const parityReport = z.object({
  left: z.string(),
  right: z.string(),
  at: z.number(),
  score: z.number(),
  facts: z.number(),
  services: z.array(z.object({ name: z.string(), compared: z.number(), same: z.number() })),
  differences: z.array(
    z.object({
      service: z.string(),
      aspect: z.enum(parityAspects),
      key: z.string(),
      left: z.string().optional(),
      right: z.string().optional(),
      class: z.enum(differenceClasses),
      why: z.string(),
      fix: z.object({ text: z.string(), command: z.string().optional() }).optional(),
    }),
  ),
  unseen: z.array(z.string()),
}) satisfies z.ZodType<ParityReport>;

export const parity = {
  /** Looks at both environments and compares them; changes nothing. Fixes make the left one as the right one. */
  compare: query(
    z.object({
      /** Absolute path of the project. */
      project: z.string().min(1),
      left: z.string().min(1),
      right: z.string().min(1),
    }),
    parityReport,
  ),
};
