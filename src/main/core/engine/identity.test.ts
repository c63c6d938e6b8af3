import { expect, test } from 'vitest';
import { composeProjectName } from './identity.ts';
import { backlotLabels, identityLabels, isOwn, ownerOf } from './labels.ts';
import { testIdentity } from './testing/stack-model.ts';

const name = (project: string, environment: string, worktree?: string): string =>
  composeProjectName({ project, environment, worktree });

test.each([
  [name('shop', 'dev'), 'shop-dev'],
  [name('shop', 'test.login'), 'shop-test-login'],
  [name('shop', 'production-copy'), 'shop-production-copy'],
  [name('shop', 'dev', 'feature_x'), 'shop-dev-feature_x'],
])('%s', (made, expected) => {
  expect(made).toBe(expected);
});

test.each([
  ['Shop', 'dev'],
  ['shop', 'test.a/b'],
  ['日本', 'dev'],
  ['日本', '東京'],
  ['x'.repeat(80), 'dev'],
  ['-shop-', 'dev'],
])('%s %s becomes a name that Compose takes', (project, environment) => {
  expect(name(project, environment)).toMatch(/^[a-z0-9][a-z0-9_-]*-[0-9a-f]{6}$/);
  expect(name(project, environment).length).toBeLessThanOrEqual(48);
});

test('what is not the same is not called the same', () => {
  const names = [name('shop', 'a.b'), name('shop', 'a_b'), name('shop', 'A-B'), name('shop', 'a-b')];
  expect(new Set(names).size).toBe(4);
});

test('only what carries exactly the identity is ours', () => {
  const main = testIdentity();
  const other = testIdentity({ worktree: 'feature' });
  expect(isOwn(identityLabels(main), main)).toBe(true);
  expect(isOwn(identityLabels(other), main)).toBe(false);
  expect(isOwn(identityLabels(main), other)).toBe(false);
  expect(isOwn({ ...identityLabels(main), [backlotLabels.managed]: 'false' }, main)).toBe(false);
  expect(ownerOf(identityLabels(other))).toBe('environment dev of shop (worktree feature)');
  expect(ownerOf({ 'com.docker.compose.project': 'old' })).toBe('Docker Compose project old');
  expect(ownerOf({})).toBe('not made by Backlot');
});
