import { expect, test } from 'vitest';
import { fakeDataStatus } from '../../testing/fake-data-status.ts';
import { maskingSources, sourceKey, sourceWords } from './masking-sources.ts';

const { datasets } = fakeDataStatus(0);
const nodes = [
  { name: 'dev', pattern: false },
  { name: 'test.*', pattern: true },
  { name: 'staging', pattern: false },
];

test('what snapshot datasets declare comes first, each once; patterns have no database', () => {
  const { declared, all } = maskingSources([...datasets, ...datasets], nodes);
  expect(declared).toEqual([
    { environment: 'staging', file: 'db/masking.yaml' },
    { environment: 'qa', file: 'db/masking.yaml' },
  ]);
  expect(all.map(sourceWords)).toEqual(['staging, db/masking.yaml', 'qa, db/masking.yaml', 'dev']);
});

test('without a snapshot dataset every environment can be looked at', () => {
  expect(maskingSources([], nodes)).toEqual({
    declared: [],
    all: [{ environment: 'dev' }, { environment: 'staging' }],
  });
});

test('sources are told apart by environment and file', () => {
  const keys = [{ environment: 'a' }, { environment: 'a', file: 'x' }, { environment: 'b', file: 'x' }];
  expect(new Set(keys.map(sourceKey)).size).toBe(3);
});
