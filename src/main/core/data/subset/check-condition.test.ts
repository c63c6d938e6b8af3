import { expect, test } from 'vitest';
import { checkCondition } from './check-condition.ts';

test.each([
  "created_at > now() - interval '90 days'",
  "(a OR b) AND c IN ('x)', 'it''s; fine -- here')",
  "email ~ '\\.de$'",
  `"odd ) name" = 1`,
  'id::text = ANY(ARRAY[1, 2])',
])('%s is one condition', (condition) => {
  expect(() => checkCondition('public.customers', condition)).not.toThrow();
});

test.each([
  ["true) FROM customers) TO PROGRAM 'x'", 'closes a parenthesis that it did not open'],
  ['(a', 'has a parenthesis that is not closed'],
  ["a = 'x", 'has a quote that is not closed'],
  ['"a', 'has a quote that is not closed'],
  ['a; DROP TABLE b', 'has a semicolon'],
  ['a -- b', 'has a comment'],
  ['a /* b', 'has a comment'],
  ["E'\\'' ) --'", 'has a prefixed string'],
  ["U&'\\0027' = a", 'has a prefixed string'],
  ['$$a$$ = b', 'has a dollar sign outside a string'],
  ['a \\g | sh', 'has a backslash outside a string'],
  ['a\0b', 'has a character that SQL does not know'],
  [' ', 'is empty'],
])('%j is not', (condition, why) => {
  expect(() => checkCondition('public.customers', condition)).toThrow(
    expect.objectContaining({
      code: 'config-invalid',
      message: expect.stringContaining(`The subset condition of public.customers ${why}`),
    }),
  );
});
