import { expect, test } from 'vitest';
import { refreshCause } from './refresh-cause.ts';

const now = Date.parse('2026-05-04T12:00:00Z');
const hoursAgo = (hours: number) => ({ id: 'sha256:1', env: {}, refreshedAt: now - hours * 3_600_000 });
const service = { command: null, entrypoint: null };

test.each([
  [undefined, 1000, {}, undefined],
  ['missing', 1000, {}, undefined],
  ['never', 1000, {}, undefined],
  ['never', 1000, { pull: 'always' }, 'asked for'],
  ['always', 0, {}, 'pull_policy says always'],
  ['daily', 23, {}, undefined],
  ['daily', 25, {}, 'pull_policy says daily, and it came 25 hours ago'],
  ['weekly', 24 * 8, {}, 'pull_policy says weekly, and it came 8 days ago'],
  ['every_30m', 0.75, {}, 'pull_policy says every_30m, and it came 45 minutes ago'],
  [undefined, 1, { build: true }, undefined],
] as const)('pull_policy %s after %d hours with %j: %s', (pull_policy, hours, request, cause) => {
  const one = { built: false, service: { ...service, pull_policy } };
  expect(refreshCause(one, hoursAgo(hours), request, now)).toBe(cause);
});

test.each([
  [undefined, {}, undefined],
  [undefined, { build: true }, 'asked for'],
  ['build', {}, 'pull_policy says build'],
  ['always', { pull: 'always' }, undefined],
] as const)('a built image, pull_policy %s with %j: %s', (pull_policy, request, cause) => {
  const one = { built: true, service: { ...service, pull_policy } };
  expect(refreshCause(one, hoursAgo(1), request, now)).toBe(cause);
});

test('an image of unknown age is looked for', () => {
  const one = { built: false, service: { ...service, pull_policy: 'daily' } };
  expect(refreshCause(one, { id: 'sha256:1', env: {} }, {}, now)).toBe('pull_policy says daily');
});
