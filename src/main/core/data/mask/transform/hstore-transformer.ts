import { z } from 'zod';
import type { CompiledColumn } from '../compiled-table.ts';
import { fieldText } from '../read-field.ts';
import { applyToText } from './apply-to-text.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { keepsEmpty } from './keeps-empty.ts';
import { type NestedRule, nestedRule, parseNestedRule } from './nested-rule.ts';
import { parseHstore, writeHstore } from './parse-hstore.ts';
import { pattern } from './pattern-option.ts';
import { defineTransformer, type Leak, type Row } from './transformer.ts';

const options = z.strictObject({
  ...common,
  fields: z
    .record(z.string(), nestedRule)
    .optional()
    .meta({ description: 'rules of values by their key, to the letter' }),
  keys: z
    .record(pattern, nestedRule)
    .optional()
    .meta({ description: 'rules of values by regular expression over their key' }),
  names: z
    .record(pattern, nestedRule)
    .optional()
    .meta({ description: 'rules for keys that are values themselves, by regular expression' }),
  rest: nestedRule.optional().meta({ description: 'what happens to all other values; keep when absent' }),
});

interface Choice {
  readonly rule: NestedRule;
  readonly fits: (key: string) => boolean;
}

const byPattern = (rules: Readonly<Record<string, NestedRule>> = {}): readonly Choice[] =>
  Object.entries(rules).map(([text, rule]) => {
    const key = new RegExp(text, 'i');
    return { rule, fits: (name) => key.test(name) };
  });

/** Values of an hstore by key and by pattern of the key, and keys that are values themselves; NULL stays. */
export const hstore = defineTransformer(options, (given, column, nested) => {
  const inner: CompiledColumn = {
    ...column,
    type: { name: 'text', category: 'text' },
    nullable: true,
    unique: false,
  };
  const values: readonly Choice[] = [
    ...Object.entries(given.fields ?? {}).map(
      ([key, rule]): Choice => ({ rule, fits: (name) => name === key }),
    ),
    ...byPattern(given.keys),
    ...(given.rest === undefined ? [] : [{ rule: given.rest, fits: () => true }]),
  ];
  const names = byPattern(given.names);
  const all = [...values, ...names];
  const plans = all.map(({ rule }) => nested(rule, inner));
  const restKept = given.rest === undefined || given.rest === 'keep';
  const leaks: readonly Leak[] = ['format', 'length', ...plans.flatMap((plan) => plan.leaks)];
  return {
    injective: false,
    leaks: [...new Set<Leak>([...leaks, ...(restKept ? (['content'] as const) : [])])],
    problem:
      categoryProblem(column, ['hstore']) ??
      plans.find(({ problem }) => problem !== undefined)?.problem ??
      (all.length === 0 ? 'it needs fields, keys, names or rest' : undefined),
    usesRow: plans.some(({ usesRow }) => usesRow === true),
    needs: plans.flatMap(({ needs }) => needs ?? []),
    make: (context) => {
      const made = (choices: readonly Choice[]) =>
        choices.map(({ rule, fits }) => ({
          fits,
          mask: applyToText(context.nested(rule, inner)),
          asItIs: keepsEmpty(parseNestedRule(rule).mask),
        }));
      const valueMasks = made(values);
      const nameMasks = made(names);
      const masked = (masks: typeof valueMasks, key: string, text: string, row: Row): string | null => {
        const found = masks.find(({ fits }) => fits(key));
        return found === undefined || (text === '' && found.asItIs) ? text : found.mask(text, row);
      };
      return (bytes, start, end, out, row) => {
        const pairs = parseHstore(fieldText(bytes, start, end)) ?? [];
        out.text(
          writeHstore(
            pairs.map(({ key, value }) => ({
              key: masked(nameMasks, key, key, row) ?? '',
              value: value === null ? null : masked(valueMasks, key, value, row),
            })),
          ),
        );
      };
    },
  };
});
