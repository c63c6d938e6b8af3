import { z } from 'zod';
import { categoryProblem, cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer } from './transformer.ts';

const place = /\{\{\s*([^{}]+?)\s*\}\}/g;
/** Stands for some digits of the value's own tag. */
const own = 'hash';

const names = (template: string): readonly string[] =>
  [...template.matchAll(place)].flatMap(([, name = '']) => (name === own ? [] : [name]));

/** A text with the row's other columns in it, as they leave: "customer {{id}}"; {{hash}} is the value's tag. */
export const template = defineTransformer(
  z.strictObject({ ...common, template: z.string().min(1) }),
  (given, column) => ({
    // A lone hash of all bits is as good as unique; columns are not known here to be so.
    injective: false,
    leaks: names(given.template).length > 0 ? ['content'] : ['frequency', 'equality'],
    problem: names(given.template).includes(column.name)
      ? 'its template has the column itself in it'
      : categoryProblem(column, ['text']),
    usesRow: names(given.template).length > 0,
    needs: names(given.template),
    make: (context) => {
      const keyed = context.tag('template', 'template');
      const indexes = new Map(context.columns.map((other) => [other.name, other.index]));
      return (bytes, start, end, out, row) => {
        const made = given.template.replace(place, (_whole, name: string) => {
          if (name !== own) return row.masked(indexes.get(name) ?? -1) ?? '';
          return ((keyed.of(bytes, start, end)[0] ?? 0) >>> 0).toString(16).padStart(8, '0');
        });
        out.text(cutText(made, column.type.maxLength));
      };
    },
  }),
);
