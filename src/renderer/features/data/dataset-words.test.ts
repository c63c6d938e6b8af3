import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { fakeDataStatus } from '../../testing/fake-data-status.ts';
import {
  dataRefusal,
  keptOnRemove,
  listWords,
  sourceWords,
  switchPlan,
  switchWords,
} from './dataset-words.ts';

const status = fakeDataStatus(0);
const open = { protected: false };

test.each([
  [[], ''],
  [['db'], 'db'],
  [['db', 'cache'], 'db and cache'],
  [['db', 'cache', 'files'], 'db, cache and files'],
])('%j reads as "%s"', (names, words) => {
  expect(listWords(names)).toBe(words);
});

test('a source is told in one line', () => {
  expect(sourceWords({ kind: 'seed', files: ['a.sql', 'b.sql'] })).toBe('a.sql, b.sql');
  expect(sourceWords({ kind: 'snapshot', environment: 'staging', masking: 'db/masking.yaml' })).toBe(
    'snapshot of staging, masked by db/masking.yaml',
  );
  expect(sourceWords({ kind: 'saved', environment: 'dev' })).toBe('saved from dev');
});

test('the plan of a switch says what is replaced and what is kept', () => {
  const source = { kind: 'snapshot', environment: 'staging', masking: 'db/masking.yaml' } as const;
  expect(switchPlan(status, { state: 'ready', source })).toBe(
    'replaces the data of db and cache; a checkpoint is kept',
  );
  expect(switchPlan(status, { state: 'not-baked', source })).toMatch(/^bakes it first, then replaces/);
  expect(switchPlan(status, { state: 'outdated', source })).toMatch(/^bakes it anew, then replaces/);
  expect(switchPlan(status, { state: 'not-baked', unpulled: true, source })).toMatch(
    /^pulls a masked snapshot of staging, bakes it, then replaces/,
  );
});

test('a button that pulls says so', () => {
  expect(switchWords({ name: 'staging' }, false)).toBe('Switch to staging');
  expect(switchWords({ name: 'staging' }, true)).toBe('Reset to staging');
  expect(switchWords({ name: 'staging', unpulled: true }, false)).toBe('Pull and switch to staging');
});

test('removing a dataset says who keeps clones and whether it can be made again', () => {
  const seed = { kind: 'seed', files: ['a.sql'] } as const;
  expect(keptOnRemove({ usedBy: ['dev', 'qa'], source: seed })).toBe(
    'dev and qa keep their own clones, with undo. Its files in the repository stay: it can be baked again.',
  );
  expect(keptOnRemove({ usedBy: [], source: { kind: 'saved', environment: 'dev' } })).toMatch(
    /^No environment holds it. .* can't be made again.$/,
  );
});

test('what keeps data from being changed is said, the gravest first', () => {
  expect(dataRefusal(open, { status }, undefined)).toBeUndefined();
  expect(dataRefusal({ protected: true }, { status }, undefined)).toMatch(/^It is protected/);
  expect(dataRefusal(open, {}, undefined)).toMatch(/looked at/);
  expect(dataRefusal(open, { status: { ...status, services: [] } }, undefined)).toMatch(/owns a volume/);
  expect(dataRefusal(open, { status }, 'Switch dev to demo')).toBe('Switch dev to demo is still running.');
  const error = new BacklotError('docker-unreachable', 'Docker does not answer.');
  expect(dataRefusal(open, { status, error }, 'Switch')).toBe('Docker does not answer.');
});
