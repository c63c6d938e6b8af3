import { z } from 'zod';
import { fieldText } from '../read-field.ts';
import { applyToText } from './apply-to-text.ts';
import { common } from './common-options.ts';
import { nestedRule } from './nested-rule.ts';
import { parseArray, writeElement } from './parse-array.ts';
import { defineTransformer } from './transformer.ts';

/** Each element of an array, in whatever depth, by one rule; NULL and the dimensions stay. */
export const array = defineTransformer(
  z.strictObject({ ...common, element: nestedRule }),
  ({ element }, column, nested) => {
    const { element: type } = column.type;
    if (type === undefined)
      return {
        injective: false,
        leaks: [],
        problem: `it takes arrays, the column is ${column.type.name}`,
        make: () => (_bytes, _start, _end, out) => out.null(),
      };
    const inner = { ...column, type, nullable: true };
    const plan = nested(element, inner);
    return {
      injective: plan.injective,
      leaks: [...new Set([...plan.leaks, 'length' as const])],
      problem: plan.problem,
      usesRow: plan.usesRow === true,
      needs: plan.needs ?? [],
      make: (context) => {
        const mask = applyToText(context.nested(element, inner));
        return (bytes, start, end, out, row) => {
          const pieces = parseArray(fieldText(bytes, start, end));
          const written = pieces?.map((piece) =>
            piece.kind === 'between'
              ? piece.text
              : writeElement(piece.value === null ? null : mask(piece.value, row)),
          );
          out.text(written?.join('') ?? '{}');
        };
      },
    };
  },
);
