import { z } from 'zod';
import { TagStream } from '../crypto/tag-stream.ts';
import { fieldText } from '../read-field.ts';
import { cutText } from './column-fit.ts';
import { common } from './common-options.ts';
import { type Expression, parseExpression } from './parse-expression.ts';
import { defineTransformer, type Row } from './transformer.ts';

type Value = string | null;

/** What an expression can see: its value, the other columns as they leave, and its own chance. */
interface Scope {
  readonly value: string;
  readonly column: (name: string) => Value;
  readonly stream: TagStream;
}

const longest = 100_000;
const whole = (value: Value | undefined): number => Math.trunc(Number(value ?? 0)) || 0;
const upTo = (value: Value | undefined): number => Math.min(Math.max(whole(value), 0), 1000);
const points = (value: Value | undefined): readonly string[] => Array.from(value ?? '');
const draw = (count: number, letters: string, { stream }: Scope): string =>
  Array.from({ length: count }, () => letters.charAt(stream.below(letters.length))).join('');

type Call = (args: readonly Value[], scope: Scope) => Value;

const functions: Readonly<
  Record<string, { readonly least: number; readonly most: number; readonly call: Call }>
> = {
  lower: { least: 1, most: 1, call: ([text]) => text?.toLowerCase() ?? null },
  upper: { least: 1, most: 1, call: ([text]) => text?.toUpperCase() ?? null },
  length: { least: 1, most: 1, call: ([text]) => String(points(text).length) },
  first: { least: 2, most: 2, call: ([text, count]) => points(text).slice(0, upTo(count)).join('') },
  last: {
    least: 2,
    most: 2,
    call: ([text, count]) =>
      points(text)
        .slice(Math.max(0, points(text).length - upTo(count)))
        .join(''),
  },
  replace: {
    least: 3,
    most: 3,
    call: ([text, from, to]) => (from ? (text ?? '').replaceAll(from, to ?? '') : (text ?? null)),
  },
  before: { least: 2, most: 2, call: ([text, mark]) => (text ?? '').split(mark ?? '')[0] ?? '' },
  digits: { least: 1, most: 1, call: ([count], scope) => draw(upTo(count), '0123456789', scope) },
  letters: {
    least: 1,
    most: 1,
    call: ([count], scope) => draw(upTo(count), 'abcdefghijklmnopqrstuvwxyz', scope),
  },
  hash: { least: 1, most: 1, call: ([count], scope) => draw(upTo(count), '0123456789abcdef', scope) },
  pick: { least: 1, most: 100, call: (list, { stream }) => list[stream.below(list.length)] ?? null },
  column: { least: 1, most: 1, call: ([name], scope) => scope.column(name ?? '') },
};

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'text':
      return expression.text;
    case 'name':
      return expression.name === 'value' ? scope.value : null;
    case 'join': {
      const joined = (evaluate(expression.left, scope) ?? '') + (evaluate(expression.right, scope) ?? '');
      return joined.slice(0, longest);
    }
    case 'equal':
      return evaluate(expression.left, scope) === evaluate(expression.right, scope) ? 'true' : '';
    case 'unequal':
      return evaluate(expression.left, scope) === evaluate(expression.right, scope) ? '' : 'true';
    case 'choice': {
      const test = evaluate(expression.test, scope);
      return evaluate(test === null || test === '' ? expression.otherwise : expression.then, scope);
    }
    case 'call': {
      const args = expression.args.map((argument) => evaluate(argument, scope));
      return functions[expression.name]?.call(args, scope)?.slice(0, longest) ?? null;
    }
  }
}

/** What is wrong with the names of an expression; the columns it reads otherwise. */
function check(expression: Expression, columns: string[]): string | undefined {
  switch (expression.kind) {
    case 'text':
      return undefined;
    case 'name':
      return ['value', 'null'].includes(expression.name) ? undefined : `it knows no ${expression.name}`;
    case 'join':
    case 'equal':
    case 'unequal':
      return check(expression.left, columns) ?? check(expression.right, columns);
    case 'choice':
      return (
        check(expression.test, columns) ??
        check(expression.then, columns) ??
        check(expression.otherwise, columns)
      );
    case 'call': {
      const known = Object.hasOwn(functions, expression.name) ? functions[expression.name] : undefined;
      if (known === undefined) return `it knows no ${expression.name}()`;
      if (expression.args.length < known.least || expression.args.length > known.most)
        return `${expression.name}() takes ${known.least} values`;
      const [first] = expression.args;
      if (expression.name === 'column') {
        if (first?.kind !== 'text') return 'column() takes a name in quotes';
        columns.push(first.text);
      }
      return expression.args.map((argument) => check(argument, columns)).find((each) => each !== undefined);
    }
  }
}

const parsed = (source: string): Expression | string => {
  try {
    return parseExpression(source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** An expression of the user's own, in a language that has nothing to reach out with. */
export const custom = defineTransformer(
  z.strictObject({ ...common, expression: z.string().min(1).max(2000) }),
  ({ expression: source }, column) => {
    const expression = parsed(source);
    const columns: string[] = [];
    const problem = typeof expression === 'string' ? expression : check(expression, columns);
    return {
      injective: false,
      leaks: ['frequency', 'equality', 'content'],
      problem:
        problem ?? (columns.includes(column.name) ? 'it reads its own column: that is `value`' : undefined),
      usesRow: columns.length > 0,
      needs: columns,
      make: (context) => {
        const keyed = context.tag('custom', 'custom');
        const stream = new TagStream();
        const indexes = new Map(context.columns.map((other) => [other.name, other.index]));
        return (bytes, start, end, out, row: Row) => {
          if (typeof expression === 'string') return;
          stream.seed(keyed.of(bytes, start, end));
          const scope: Scope = {
            value: fieldText(bytes, start, end),
            column: (name) => row.masked(indexes.get(name) ?? -1),
            stream,
          };
          const made = evaluate(expression, scope);
          if (made === null && column.nullable) out.null();
          else out.text(cutText(made ?? '', column.type.maxLength));
        };
      },
    };
  },
);
