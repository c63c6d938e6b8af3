import { z } from 'zod';
import type { TransformerName } from '../../../../shared/model/masking.ts';
import { transformerOptions } from '../mask/transformer-options.ts';

/** The names of the options of a transformer, `when` and `key` among them. */
export function optionNames(mask: TransformerName): readonly string[] {
  const schema = transformerOptions[mask];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** What is wrong with options, by path; unknown names apart, so that near ones can be suggested. */
export interface OptionFaults {
  readonly unknown: readonly string[];
  readonly wrong: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** Holds options against the schema of their transformer. */
export function optionFaults(
  mask: TransformerName,
  options: Readonly<Record<string, unknown>>,
): OptionFaults {
  const parsed = transformerOptions[mask].safeParse(options);
  if (parsed.success) return { unknown: [], wrong: [] };
  const { issues } = parsed.error;
  return {
    unknown: issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
    ),
    wrong: issues
      .filter((issue) => issue.code !== 'unrecognized_keys' || issue.path.length > 0)
      .map(({ path, message }) => ({ path, message })),
  };
}
