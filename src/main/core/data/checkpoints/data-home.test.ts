import { expect, test } from 'vitest';
import { stackIdentity } from '../../engine/identity.ts';
import { identityLabels } from '../../engine/labels.ts';
import { dataHome } from './data-home.ts';

const alive = new Set(['/src/one', '/src/two']);
const clone = (workingDir: string) =>
  stackIdentity({
    ...{ project: 'shop', environment: 'dev', first: true, workingDir, configFiles: [] },
    elsewhere: (folder) => alive.has(folder),
  });
const [one, two] = [clone('/src/one'), clone('/src/two')];
const bound = (identity: typeof one, home: string) => ({
  Labels: identityLabels(identity),
  Options: { device: `/pool/environments/${home}/db-data` },
});
const find = (
  identity: typeof one,
  written: readonly (readonly [string, string | undefined])[] = [],
  volumes: readonly ReturnType<typeof bound>[] = [],
): string => dataHome(identity, { volumes, written: new Map(written), poolPath: '/pool' });

test('the first clone has the plain name, the second one of its own, and keeps it', () => {
  expect(find(one)).toBe('shop-dev');
  const second = find(two, [['shop-dev', '/src/one']]);
  expect(second).toMatch(/^shop-dev\.[0-9a-f]{8}$/);
  expect(find(two, [], [bound(one, 'shop-dev')])).toBe(second);
  expect(
    find(one, [
      ['shop-dev', '/src/one'],
      [second, '/src/two'],
    ]),
  ).toBe('shop-dev');
  expect(
    find(two, [
      ['shop-dev', '/src/one'],
      [second, '/src/two'],
    ]),
  ).toBe(second);
  // Also when the first has gone.
  expect(find(two, [[second, '/src/two']])).toBe(second);
});

test('what was written before folders were is of whom its volumes say, else of who asks', () => {
  const old = [['shop-dev', undefined]] as const;
  expect(find(one, old, [bound(one, 'shop-dev')])).toBe('shop-dev');
  expect(find(two, old, [bound(one, 'shop-dev')])).not.toBe('shop-dev');
  expect(find(two, old)).toBe('shop-dev');
});

test('a clone that was moved finds its data; so does its only successor', () => {
  const gone = clone('/src/gone');
  expect(find(one, [['shop-dev', '/src/gone']], [bound(gone, 'shop-dev')])).toBe('shop-dev');
  const own = 'shop-dev.00000000';
  expect(
    find(two, [
      ['shop-dev', '/src/one'],
      [own, '/src/gone'],
    ]),
  ).toBe(own);
});

test('volumes say where data lies, whatever is written', () => {
  expect(find(two, [['shop-dev', '/src/two']], [bound(two, 'shop-dev.0a')])).toBe('shop-dev.0a');
  expect(find(two, [['shop-dev.0a', undefined]], [bound(two, 'shop-dev.0a')])).toBe('shop-dev.0a');
});

test("on a host that others share an environment is everybody's", () => {
  const { elsewhere: _, ...shared } = two;
  expect(find(shared, [['shop-dev', '/src/one']], [bound(one, 'shop-dev')])).toBe('shop-dev');
});
