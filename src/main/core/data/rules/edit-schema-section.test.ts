import { expect, test } from 'vitest';
import { addSchemaLines } from './edit-schema-section.ts';
import { parseMasking } from './parse-masking.ts';

const line = (object: string, decision = 'redact') => ({ object, decision, comment: 'review: line 1: x' });

test('a section of its own at the end, sorted by name', () => {
  const text = addSchemaLines('version: 1\ntables:\n  public.a:\n    id: keep\n', [
    line('view public.v'),
    line('check public."A: b".c', 'drop'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "version: 1
    tables:
      public.a:
        id: keep
    # Text of the schema itself: "keep", "drop", or "redact", which leaves its form. Comments are dropped.
    schema:
      'check public."A: b".c': drop  # review: line 1: x
      view public.v: redact  # review: line 1: x
    "
  `);
});

const written = `version: 1
schema:   # ours
    comments: keep
    default public.a.b: keep   # by hand

    # views
    view public.v: redact
virtual-keys: []
`;

test('lines come in their places, and all others stay as they are', () => {
  const text = addSchemaLines(written, [
    line('domain public.d'),
    line('view public.w'),
    line('check public.a.c'),
    line('function public.f(text, integer)'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "version: 1
    schema:   # ours
        check public.a.c: redact  # review: line 1: x
        comments: keep
        default public.a.b: keep   # by hand
        domain public.d: redact  # review: line 1: x
        function public.f(text, integer): redact  # review: line 1: x

        # views
        view public.v: redact
        view public.w: redact  # review: line 1: x
    virtual-keys: []
    "
  `);
  expect(parseMasking(text, 'm').file?.schema?.objects.size).toBe(6);
  expect(addSchemaLines(written, [])).toBe(written);
  expect(() =>
    addSchemaLines('version: 1\nschema: { view public.v: keep }\n', [line('view public.w')]),
  ).toThrow("can't be extended");
});
