import { expect, test } from 'vitest';
import { parseMasking } from './parse-masking.ts';

test('the decisions about the text of the schema, one line for each object', () => {
  const { file, problems } = parseMasking(
    `version: 1
schema:
  comments: keep
  default public.people.greeting: redact
  function public.greet(text, integer): keep
  "check public.\\"Order: lines\\".named": drop
`,
    'm',
  );
  expect(problems).toEqual([]);
  expect(file?.schema).toEqual({
    comments: 'keep',
    objects: new Map([
      ['default public.people.greeting', 'redact'],
      ['function public.greet(text, integer)', 'keep'],
      ['check public."Order: lines".named', 'drop'],
    ]),
  });
  expect(parseMasking('version: 1\n', 'm').file?.schema).toEqual({ comments: 'drop', objects: new Map() });
});

test('what is wrong is told with its place', () => {
  const told = (text: string) =>
    parseMasking(text, 'm').problems.map(({ line, column, message, hint }) => [line, column, message, hint]);
  expect(
    told(`version: 1
schema:
  comments: redact
  greet: keep
  default public.people.greeting: redcat
  type public.mood: { mask: text }
`),
  ).toEqual([
    [3, 13, 'Comments are dropped or kept.', 'Write drop or keep.'],
    [
      ...[4, 3, '"greet" is not an object with its kind.'],
      'Write the kind and the name: function public.greet(text).',
    ],
    [5, 35, '"redcat" is not a decision.', 'Did you mean "redact"?'],
    [6, 21, '{"mask":"text"} is not a decision.', 'Write keep, drop or redact.'],
  ]);
  expect(told('version: 1\nschema: [a]\n')[0]?.[2]).toBe('"schema" must hold objects, each with a decision.');
});
