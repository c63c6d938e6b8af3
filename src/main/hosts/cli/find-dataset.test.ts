import { expect, test } from 'vitest';
import { findDataset } from './find-dataset.ts';

const datasets = [{ name: 'demo' }, { name: 'staging' }];

test('by its name', () => {
  expect(findDataset('demo', datasets)).toBe(datasets[0]);
});

test.each([
  ['dmeo', 'Did you mean "demo"? There are: demo, staging.'],
  ['zebra', 'There are: demo, staging.'],
])('%s is not one', (name, hint) => {
  expect(() => findDataset(name, datasets)).toThrow(
    expect.objectContaining({ code: 'dataset-unknown', message: `There is no dataset "${name}".`, hint }),
  );
});

test('where there are none the hint says how to get one', () => {
  expect(() => findDataset('demo', [])).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('backlot dataset save') }),
  );
});
