import { expect, test } from 'vitest';
import { planSubset } from './plan-subset.ts';
import { columnOf, foreignKeyOf, tableOf } from './testing/random-data.ts';
import { withVirtualKeys } from './with-virtual-keys.ts';

const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
const schema = {
  tables: [
    tableOf('people', { columns: [columnOf('id', { nullable: false })], keys }),
    tableOf('pets', { columns: [columnOf('owner')] }),
    tableOf('notes', { columns: [columnOf('kind'), columnOf('about')] }),
  ],
};
const virtual = (column: string, name: string) =>
  foreignKeyOf([column], 'people', ['id'], { name, virtual: true });
const pets = { from: 'public.pets', key: virtual('owner', 'virtual key 1') };
const notes = { from: 'public.notes', key: virtual('about', 'virtual key 2') };

const edgesOf = (declared: Parameters<typeof withVirtualKeys>[1]) => {
  const { polymorphic, ...found } = withVirtualKeys(schema, declared);
  const { edges } = planSubset(found.schema, { roots: { people: 'true' }, polymorphic });
  return edges.map(({ name, kind }) => [name, kind]);
};

test('keys of the masking file, those by type for each value', () => {
  expect(edgesOf([pets, { ...notes, when: { kind: ['Person', 7] } }])).toEqual([
    ['public.pets.owner > public.people', 'virtual'],
    ['public.notes.about > public.people where kind is Person', 'polymorphic'],
    ['public.notes.about > public.people where kind is 7', 'polymorphic'],
  ]);
});

test.each([{ kind: { not: 'Pet' } }, { kind: null }, { kind: 'Person', about: '1' }, {}])(
  'a condition of another form takes more along, never fewer: %j',
  (when) => {
    expect(edgesOf([{ ...notes, when }])).toEqual([['public.notes.about > public.people', 'virtual']]);
  },
);

test('real keys are those of the schema', () => {
  const real = { from: 'public.pets', key: foreignKeyOf(['owner'], 'people', ['id']) };
  expect(edgesOf([real])).toEqual([]);
});
