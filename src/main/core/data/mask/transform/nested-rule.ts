import { z } from 'zod';
import { type MaskingRule, transformerNames } from '../../../../../shared/model/masking.ts';

/** A rule within a rule, as the file writes it: `keep`, `email`, or `{ mask: email, domain: keep }`. */
export const nestedRule = z.union([
  z.enum(transformerNames),
  z.looseObject({ mask: z.enum(transformerNames) }),
]);
export type NestedRule = z.infer<typeof nestedRule>;

/** A nested rule in the form of a column's. @throws ZodError when it is none. */
export function parseNestedRule(raw: unknown): MaskingRule {
  const rule = nestedRule.parse(raw);
  if (typeof rule === 'string') return { mask: rule, options: {} };
  const { mask, ...options } = rule;
  return { mask, options };
}
