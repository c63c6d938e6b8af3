import { z } from 'zod';

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, 'i');
    return text.length <= 200;
  } catch {
    return false;
  }
};

/** A regular expression over keys, as a masking file writes it. */
export const pattern: z.ZodString = z.string().min(1).refine(isPattern, 'it is no regular expression');
