import { z } from 'zod';
import type { CompiledColumn } from '../compiled-table.ts';
import { fieldText } from '../read-field.ts';
import { applyToText } from './apply-to-text.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { type NestedRule, nestedRule } from './nested-rule.ts';
import { pattern } from './pattern-option.ts';
import { type JsonPlace, rewriteJson } from './rewrite-json.ts';
import { defineTransformer, type Leak, type Row } from './transformer.ts';

const options = z.strictObject({
  ...common,
  paths: z
    .record(z.string().min(1), nestedRule)
    .optional()
    .meta({ description: 'rules by path: customer.email, items[*].name; the first that fits wins' }),
  keys: z
    .record(pattern, nestedRule)
    .optional()
    .meta({ description: 'rules by regular expression over the name of the key, wherever it is' }),
  names: z
    .record(pattern, nestedRule)
    .optional()
    .meta({ description: 'rules for keys that are values themselves, by regular expression' }),
  rest: nestedRule.optional().meta({ description: 'what happens to all other texts; keep when absent' }),
});

/** "$.items[*].name" as its steps. */
const steps = (path: string): readonly string[] =>
  path
    .replace(/^\$\.?/, '')
    .replace(/\[([^\]]*)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '');

const begins = (place: readonly string[], path: readonly string[]): boolean =>
  path.length <= place.length && path.every((step, at) => step === '*' || step === place[at]);

/** A rule of a list with when it fits. */
interface Choice {
  readonly rule: NestedRule;
  readonly fits: (place: JsonPlace, value: string) => boolean;
}

/** Strings and numbers in JSON by path and by key; what has no rule keeps its bytes. */
export const json = defineTransformer(options, (given, column, nested) => {
  // Values inside have the room of the document, so they fit as texts without a limit.
  const inner: CompiledColumn = {
    ...column,
    type: { name: 'text', category: 'text' },
    nullable: true,
    unique: false,
  };
  const choices: readonly Choice[] = [
    ...Object.entries(given.paths ?? {}).map(([path, rule]): Choice => {
      const wanted = steps(path);
      return { rule, fits: (place) => !place.key && begins(place.path, wanted) };
    }),
    ...Object.entries(given.keys ?? {}).map(([text, rule]): Choice => {
      const key = new RegExp(text, 'i');
      return { rule, fits: (place) => !place.key && place.path.some((step) => key.test(step)) };
    }),
    ...Object.entries(given.names ?? {}).map(([text, rule]): Choice => {
      const name = new RegExp(text, 'i');
      return { rule, fits: (place, value) => place.key && name.test(value) };
    }),
    ...(given.rest === undefined ? [] : [{ rule: given.rest, fits: ({ key }: JsonPlace) => !key }]),
  ];
  const plans = choices.map(({ rule }) => nested(rule, inner));
  const leaks: readonly Leak[] = ['format', 'length', ...plans.flatMap((plan) => plan.leaks)];
  const restKept = given.rest === undefined || given.rest === 'keep';
  return {
    injective: false,
    leaks: [...new Set<Leak>([...leaks, ...(restKept ? (['content'] as const) : [])])],
    problem:
      categoryProblem(column, ['json', 'text']) ??
      plans.find(({ problem }) => problem !== undefined)?.problem ??
      (choices.length === 0 ? 'it needs paths, keys, names or rest' : undefined) ??
      (column.type.maxLength === undefined ? undefined : 'JSON may not fit a limited length'),
    usesRow: plans.some(({ usesRow }) => usesRow === true),
    needs: plans.flatMap(({ needs }) => needs ?? []),
    make: (context) => {
      const masks = choices.map(({ rule }) =>
        rule === 'keep' ? undefined : applyToText(context.nested(rule, inner)),
      );
      const rewrite = (place: JsonPlace, value: string, kind: 'string' | 'number', row: Row) => {
        const at = choices.findIndex(({ fits }) => fits(place, value));
        const mask = masks[at];
        if (mask === undefined) return undefined;
        const masked = mask(value, row);
        if (masked === null) return place.key ? '""' : 'null';
        // A number that stays one needs no quotes.
        return kind === 'number' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(masked) ? masked : JSON.stringify(masked);
      };
      return (bytes, start, end, out, row) => {
        const text = fieldText(bytes, start, end);
        out.text(rewriteJson(text, (place, value, kind) => rewrite(place, value, kind, row)) ?? 'null');
      };
    },
  };
});
