import { expect, test } from 'vitest';
import { backlotYaml } from '../../../../shared/config/backlot-yaml.ts';
import { planSubset } from './plan-subset.ts';
import { subsetRequest } from './subset-request.ts';
import { columnOf, foreignKeyOf, tableOf } from './testing/random-data.ts';

/** The subset of a dataset as backlot.yaml has it. */
function subsetOf(subset: unknown) {
  const config = backlotYaml.parse({
    name: 'shop',
    compose: ['compose.yaml'],
    environments: { staging: { kind: 'staging' } },
    datasets: { staging: { snapshot: 'staging', masking: 'db/masking.yaml', subset } },
  });
  const dataset = config.datasets.staging;
  if (!dataset || !('snapshot' in dataset)) throw new Error('no snapshot');
  return dataset.subset;
}

test('conditions, a share, a depth and what is followed', () => {
  const declared = subsetOf({
    percent: 5,
    depth: 3,
    follow: {
      'public.orders.customer_id': { limit: 10, depth: 2 },
      'notes.order_id': false,
      some_fkey: true,
    },
    customers: "city = 'Ghent'",
    'crm.people': 'true',
  });
  expect(subsetRequest(declared, undefined)).toEqual({
    roots: { customers: "city = 'Ghent'", 'crm.people': 'true' },
    percent: 5,
    depth: 3,
    edges: [
      { edge: 'public.orders.customer_id', limit: 10, depth: 2 },
      { edge: 'notes.order_id', follow: false },
    ],
  });
  expect(subsetRequest(declared, 20)).toMatchObject({ roots: {}, percent: 20, depth: 3 });
});

test('without a condition and a share all rows are wanted', () => {
  expect(subsetRequest(subsetOf(undefined), undefined)).toBeUndefined();
  expect(subsetRequest(subsetOf({ depth: 2 }), undefined)).toBeUndefined();
  expect(subsetRequest(subsetOf(undefined), 5)).toMatchObject({ percent: 5 });
});

test('a foreign key may be named without the schema public', () => {
  const keys = [{ name: 'pk', primary: true, columns: ['id'] }];
  const schema = {
    tables: [
      tableOf('people', { columns: [columnOf('id')], keys, rows: 10 }),
      tableOf('notes', {
        ...{ columns: [columnOf('id'), columnOf('who')], keys, rows: 10 },
        foreignKeys: [foreignKeyOf(['who'], 'people', ['id'])],
      }),
    ],
  };
  const text = (follow: object): string => {
    const wanted = subsetRequest(subsetOf({ people: 'true', follow }), undefined);
    return planSubset(schema, wanted ?? { roots: {} }).text;
  };
  expect(text({ 'notes.who': { limit: 2 } })).toContain('at most 2 for each parent, as told');
  expect(text({ 'public.notes.who': { limit: 2 } })).toBe(text({ 'notes.who': { limit: 2 } }));
  expect(() => text({ 'notes.hwo': false })).toThrow('names the foreign key notes.hwo');
});
