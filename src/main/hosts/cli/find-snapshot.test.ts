import { expect, test } from 'vitest';
import { findSnapshot } from './find-snapshot.ts';

const snapshots = [
  { id: 's3', dataset: 'staging', state: 'pulling' },
  { id: 's2a', dataset: 'staging', state: 'complete' },
  { id: 's1', dataset: 'other', state: 'broken' },
] as const;

test.each([
  ['s1', 's1'],
  ['s2', 's2a'],
  ['staging', 's2a'],
  ['other', 's1'],
])('%s is %s', (wanted, id) => {
  expect(findSnapshot(wanted, snapshots).id).toBe(id);
});

test.each([
  ['s', '3 snapshots begin with "s".', 'Write more of the id: s3 (staging), s2a (staging), s1 (other).'],
  ['x', 'There is no snapshot "x".', 'There are: s3 (staging), s2a (staging), s1 (other).'],
])('%s is not one', (wanted, message, hint) => {
  expect(() => findSnapshot(wanted, snapshots)).toThrow(
    expect.objectContaining({ code: 'snapshot-missing', message, hint }),
  );
});
