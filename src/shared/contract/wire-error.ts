import { z } from 'zod';
import { errorCodes, type WireError } from '../errors.ts';

/** The wire form of an error inside a value (a failed operation, a failed step). */
export const wireError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string().optional(),
  details: z.record(z.string(), z.unknown()),
  retryable: z.boolean(),
}) satisfies z.ZodType<WireError>;
