import { z } from 'zod';
import type { CompiledColumn } from '../compiled-table.ts';
import { fieldText } from '../read-field.ts';
import { applyToText } from './apply-to-text.ts';
import { common } from './common-options.ts';
import { keepsEmpty } from './keeps-empty.ts';
import { nestedRule, parseNestedRule } from './nested-rule.ts';
import { parseRecord, writeRecord } from './parse-record.ts';
import { defineTransformer, type TransformerPlan } from './transformer.ts';

const options = z.strictObject({
  ...common,
  fields: z.record(z.string().min(1), nestedRule).meta({ description: 'a rule for each field of the type' }),
  rest: nestedRule.optional().meta({ description: 'the rule of fields that are not named' }),
});

const unfit = (problem: string): TransformerPlan => ({
  injective: false,
  leaks: [],
  problem,
  make: () => (_bytes, _start, _end, out) => out.null(),
});

/** A composite value field by field; each has a rule, as a column has. */
export const composite = defineTransformer(options, (given, column, nested): TransformerPlan => {
  const fields = column.type.fields;
  if (column.type.category !== 'composite' || fields === undefined)
    return unfit(`it takes composite types, the column is ${column.type.name}`);
  const unknown = Object.keys(given.fields).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) return unfit(`${column.type.name} has no field ${unknown}`);
  const open = fields.find(({ name }) => given.fields[name] === undefined && given.rest === undefined);
  if (open !== undefined) return unfit(`its field ${open.name} has no rule: name it in fields, or give rest`);
  const parts = fields.map(({ name, type }) => {
    const inner: CompiledColumn = {
      ...column,
      type,
      nullable: type.domain?.notNull !== true,
      unique: false,
    };
    const rule = given.fields[name] ?? given.rest ?? 'keep';
    const plan = nested(rule, inner);
    return {
      rule,
      inner,
      plan,
      problem: plan.problem === undefined ? undefined : `${name}: ${plan.problem}`,
    };
  });
  return {
    injective: parts.every(({ plan }) => plan.injective),
    leaks: [...new Set(parts.flatMap(({ plan }) => plan.leaks))],
    problem: parts.find(({ problem }) => problem !== undefined)?.problem,
    usesRow: parts.some(({ plan }) => plan.usesRow === true),
    needs: parts.flatMap(({ plan }) => plan.needs ?? []),
    make: (context) => {
      const masks = parts.map(({ rule, inner }) => ({
        mask: applyToText(context.nested(rule, inner)),
        asItIs: keepsEmpty(parseNestedRule(rule).mask),
      }));
      return (bytes, start, end, out, row) => {
        const values = parseRecord(fieldText(bytes, start, end));
        // What is no value of this type says nothing that may pass.
        const known = values?.length === masks.length ? values : masks.map(() => null);
        const masked = known.map((value, at) => {
          const field = masks[at];
          if (value === null || field === undefined) return null;
          return value === '' && field.asItIs ? value : field.mask(value, row);
        });
        out.text(writeRecord(masked));
      };
    },
  };
});
