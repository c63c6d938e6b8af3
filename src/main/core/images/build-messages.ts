import { z } from 'zod';

/** One line of the engine's answer to a build: of BuildKit, or of the older builder. */
export const buildMessage = z.object({
  id: z.string().optional(),
  /** A trace in base64, or `{ ID }` of the image. */
  aux: z.union([z.string(), z.object({ ID: z.string().optional() })]).optional(),
  stream: z.string().optional(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string() }).optional(),
});
export type BuildMessage = z.infer<typeof buildMessage>;
