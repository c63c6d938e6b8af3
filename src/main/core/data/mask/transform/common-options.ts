import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** On which rows a rule acts: each column named must hold the value, one of the values, or not the value. */
export const condition = z
  .record(
    z.string(),
    z.union([scalar, z.array(scalar).min(1), z.strictObject({ not: z.union([scalar, z.array(scalar)]) })]),
  )
  .meta({ description: 'only rows whose columns hold these values; others keep theirs' });
export type Condition = z.infer<typeof condition>;

/** Options that every transformer but `keep` takes. */
export const common = {
  when: condition.optional(),
  key: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'mask domain: columns of one domain turn equal values into equal ones' }),
};
