import { expect, test } from 'vitest';
import { readPlace } from './read-place.ts';
import { sampleGraph } from './testing/samples.ts';

const shop = { path: '/srv/shop', graph: sampleGraph };

test.each([
  [[], 'dev', []],
  [['web'], 'dev', ['web']],
  [['qa'], 'qa', []],
  [['qa', 'web', 'db'], 'qa', ['web', 'db']],
  [['test.login', 'web'], 'test.login', ['web']],
  [['testing'], 'dev', ['testing']],
  [['web', 'qa'], 'dev', ['web', 'qa']],
])('%j is environment %s with %j', (words, environment, rest) => {
  expect(readPlace(shop, words)).toEqual({ project: '/srv/shop', environment, rest });
});

test('a named environment leaves all words to services', () => {
  expect(readPlace(shop, ['qa'], 'staging')).toMatchObject({ environment: 'staging', rest: ['qa'] });
});

test('without a backlot.yaml there is dev alone', () => {
  const bare = { path: '/srv/bare', graph: { nodes: [], edges: [] } };
  expect(readPlace(bare, ['dev', 'web'])).toMatchObject({ environment: 'dev', rest: ['web'] });
  expect(readPlace(bare, ['web'])).toMatchObject({ environment: 'dev', rest: ['web'] });
});
