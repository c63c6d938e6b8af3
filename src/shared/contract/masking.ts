import { z } from 'zod';
import {
  columnClasses,
  type MaskingReport,
  ruleStates,
  schemaDecisions,
  transformerNames,
} from '../model/masking.ts';
import { command, query } from './define.ts';

const rule = z.object({ mask: z.enum(transformerNames), options: z.record(z.string(), z.unknown()) });

export const maskingReport = z.object({
  file: z.string(),
  exists: z.boolean(),
  source: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      rows: z.number(),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          nullable: z.boolean(),
          unique: z.boolean(),
          rule: rule.optional(),
          text: z.string(),
          state: z.enum(ruleStates),
          problem: z.string(),
          proposal: z
            .object({
              class: z.enum(columnClasses),
              rule,
              text: z.string(),
              confidence: z.number(),
              evidence: z.array(z.string()),
            })
            .optional(),
        }),
      ),
    }),
  ),
  columns: z.number(),
  ruled: z.number(),
  masked: z.number(),
  open: z.number(),
  schema: z
    .array(
      z.object({
        name: z.string(),
        decision: z.enum(schemaDecisions).optional(),
        state: z.enum(ruleStates),
        problem: z.string(),
        proposal: z.enum(schemaDecisions).optional(),
      }),
    )
    .optional(),
}) satisfies z.ZodType<MaskingReport>;

/** Which masking file, against which database. */
const place = {
  /** Absolute path of the project. */
  project: z.string().min(1),
  /** The environment whose database is looked at; that of the snapshot dataset when absent. */
  environment: z.string().min(1).optional(),
  /** A postgresql:// address instead of an environment. */
  url: z.string().optional(),
  /** Relative to the project; that of the snapshot dataset, else db/masking.yaml, when absent. */
  file: z.string().optional(),
};

export const masking = {
  /** Looks at the database and its values and proposes rules; writes nothing. */
  scan: query(z.object(place), maskingReport),
  /** Scans and writes the proposals for what has no rule into the file; rules that are there stay. */
  write: command(z.object(place), maskingReport),
  /** The file held against the database without sampling values: what `mask check` fails on. */
  check: query(z.object(place), maskingReport),
  /** Sets one column's rule in the file, as one line of YAML: "{ mask: email }" or "keep". */
  setRule: command(
    z.object({ ...place, table: z.string(), column: z.string(), text: z.string() }),
    maskingReport,
  ),
  /** What a rule makes of made-up values of the column's type and class; never of real ones. */
  preview: query(
    z.object({ ...place, table: z.string(), column: z.string(), text: z.string() }),
    z.object({
      rows: z.array(z.object({ before: z.string().nullable(), after: z.string().nullable() })),
      /** What the rule leaks: "frequency", "length", "order" … */
      leaks: z.array(z.string()),
    }),
  ),
};
