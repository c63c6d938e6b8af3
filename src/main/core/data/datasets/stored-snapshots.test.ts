import { expect, test } from 'vitest';
import { sampleManifest } from '../snapshots/testing/sample-manifest.ts';
import { expectedTables } from './stored-snapshots.ts';

const table = (name: string, exact: boolean) => ({
  schema: 'public',
  name,
  columns: ['a'],
  rows: 2,
  bytes: 8,
  hash: 'ab'.repeat(32),
  exact,
  chunks: [],
});

test('each table is expected with its rows and the hash that they have as they are loaded', () => {
  const manifest = sampleManifest('00000000000000aa', [table('kept', true), table('json', false)]);
  expect(expectedTables(manifest)).toEqual([
    { name: 'public.kept', rows: 2, hash: 'ab'.repeat(32) },
    { name: 'public.json', rows: 2, hash: 'ab'.repeat(32) },
  ]);
});
