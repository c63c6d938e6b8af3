import { expect, test } from 'vitest';
import { addRules, changeRule, type NewRule } from './edit-masking.ts';
import { parseMasking } from './parse-masking.ts';

const rule = (
  table: string,
  column: string,
  line: string,
  behind: readonly string[] = [],
  comment = '',
): NewRule => ({
  table,
  column,
  line,
  comment,
  behind,
});

test('a new file', () => {
  const text = addRules('', [
    rule('public.b', 'id', 'keep bigint', [], 'a key'),
    rule('public.b', 'email', '{ mask: email }', ['id'], 'the name says\nan e-mail address'),
    rule('public.a', 'null', 'keep text'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "# What happens to each column when data leaves its database. One line per column; "keep" is a decision too.
    # "backlot mask scan" adds lines for new columns and leaves the others alone; "review" marks a guess.
    version: 1
    tables:
      public.a:
        "null": keep text
      public.b:
        id: keep bigint  # a key
        email: { mask: email }  # the name says an e-mail address
    "
  `);
  expect(parseMasking(text, 'm').problems).toEqual([]);
});

const written = `# ours
version: 1   # first

tables:
    # people
    public.b:
        id: keep bigint     # by hand

        # the address for invoices
        email:   {mask: email,   domain: keep}
        note: keep
    # things
    public.d:
        id: keep

virtual-keys:
    - { from: public.d.b, to: public.b.id }
`;

test('lines are added in their places and all others stay as they are', () => {
  const text = addRules(written, [
    rule('public.a', 'id', 'keep bigint'),
    rule('public.b', 'name', '{ mask: full-name }', ['id']),
    rule('public.b', 'phone', '{ mask: phone }', ['email', 'name', 'id']),
    rule('public.b', 'last', 'keep text', ['note', 'phone']),
    rule('public.b', 'latest', 'keep text', ['last', 'note', 'phone']),
    rule('public.c', 'id', 'keep bigint'),
    rule('public.e', 'id', 'keep bigint'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "# ours
    version: 1   # first

    tables:
        public.a:
            id: keep bigint
        # people
        public.b:
            id: keep bigint     # by hand
            name: { mask: full-name }

            # the address for invoices
            email:   {mask: email,   domain: keep}
            phone: { mask: phone }
            note: keep
            last: keep text
            latest: keep text
        public.c:
            id: keep bigint
        # things
        public.d:
            id: keep
        public.e:
            id: keep bigint

    virtual-keys:
        - { from: public.d.b, to: public.b.id }
    "
  `);
  const added = text.split('\n').filter((line) => !written.split('\n').includes(line));
  expect(added).toHaveLength(10);
  expect(parseMasking(text, 'm').problems).toEqual([]);
});

test('tables in braces become blocks; an empty one takes its first line', () => {
  const text = addRules('version: 1\ntables: { public.a: { id: keep }, public.b: {} }\n', [
    rule('public.a', 'x', 'keep text', ['id']),
    rule('public.b', 'y', 'keep text'),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "version: 1
    tables:
      public.a:
        id: keep
        x: keep text
      public.b:
        y: keep text
    "
  `);
  expect(addRules('version: 1\n', [rule('public.a', 'x', 'keep text')])).toBe(
    'version: 1\ntables:\n  public.a:\n    x: keep text\n',
  );
  expect(addRules('version: 1\ntables:\n  public.a:\n', [rule('public.a', 'x', 'keep text')])).toBe(
    'version: 1\ntables:\n  public.a:\n    x: keep text\n',
  );
});

test('a rule is changed in its line, or its line removed', () => {
  expect(changeRule(written, 'public.b', 'id', '{ mask: key, key: b }')).toBe(
    written.replace('keep bigint     # by hand', '{ mask: key, key: b }     # by hand'),
  );
  expect(changeRule(written, 'public.b', 'email', 'keep text')).toContain(
    '        email:   keep text\n        note: keep\n',
  );
  expect(changeRule(written, 'public.b', 'note', '')).toBe(written.replace('        note: keep\n', ''));
  expect(changeRule(written, 'public.b', 'gone', 'keep')).toBeUndefined();
  const guess =
    'version: 1\ntables:\n  a.b:\n    c: { mask: text }  # review: words of an unknown kind\n    d:\n';
  expect(changeRule(guess, 'a.b', 'c', 'keep text')).toContain('c: keep text  # words of an unknown kind');
  expect(changeRule(guess, 'a.b', 'd', 'keep text')).toContain('    d: keep text\n');
});

test('two people adding columns to different tables do not meet', () => {
  const mine = addRules(written, [rule('public.b', 'x', 'keep text', ['id'])]);
  const theirs = addRules(written, [rule('public.d', 'x', 'keep text', ['id'])]);
  const both = addRules(mine, [rule('public.d', 'x', 'keep text', ['id'])]);
  expect(both.split('\n').filter((line) => !mine.includes(line) && !theirs.includes(line))).toEqual([]);
});
