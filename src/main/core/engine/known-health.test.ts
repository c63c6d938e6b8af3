import { expect, test } from 'vitest';
import { knownHealth } from './observe.ts';
import type { Health, ObservedContainer } from './observed.ts';

const container = (state: string, health: Health): ObservedContainer => ({
  id: 'c1',
  name: 'shop-dev-web-1',
  service: 'web',
  number: 1,
  state,
  health,
  exitCode: undefined,
  imageId: 'sha256:1',
  hash: '',
  parts: {},
  env: undefined,
  needs: [],
  ports: {},
  published: [],
  networks: [],
  networkOf: undefined,
});

test.each([
  ['running', 'starting', ['c1'], 'healthy'],
  ['running', 'starting', [], 'starting'],
  ['running', 'starting', ['other'], 'starting'],
  ['running', 'unhealthy', ['c1'], 'unhealthy'],
  ['exited', 'starting', ['c1'], 'starting'],
] as const)('%s and %s, with %j known to be ready, is %s', (state, health, known, expected) => {
  expect(knownHealth(container(state, health), new Set<string>(known)).health).toBe(expected);
});
