import { expect, test } from 'vitest';
import { chooseDebianSources } from './choose-debian-sources.ts';
import type { AptSource } from './parse-apt-sources.ts';

const source = (uri: string, suites: readonly string[], changes: Partial<AptSource> = {}): AptSource => ({
  uris: [uri],
  suites,
  components: ['main'],
  options: {},
  ...changes,
});

test('the archive, its updates and its security come along; third parties and backports do not', () => {
  const sources = [
    source('https://third.example/repo', ['stable']),
    source('http://m/debian', ['bookworm', 'bookworm-updates', 'bookworm-backports'], {
      components: ['main', 'contrib'],
    }),
    source('http://m/debian-security', ['bookworm-security']),
  ];
  expect(chooseDebianSources(sources, 'bookworm', 'bookworm')).toEqual({
    mirror: 'http://m/debian',
    main: source('http://m/debian', ['bookworm', 'bookworm-updates']),
    all: [
      source('http://m/debian', ['bookworm', 'bookworm-updates']),
      source('http://m/debian-security', ['bookworm-security']),
    ],
  });
});

test('a machine of a later release uses its mirror for the wanted one', () => {
  const chosen = chooseDebianSources(
    [source('http://m/debian', ['trixie', 'trixie-updates'])],
    'trixie',
    'bookworm',
  );
  expect(chosen?.all).toEqual([source('http://m/debian', ['bookworm', 'bookworm-updates'])]);
});

test('only what a container can reach counts', () => {
  const mixed = source('', ['bookworm'], { uris: ['file:/srv/debian', 'https://m/debian'] });
  expect(chooseDebianSources([mixed], 'bookworm', 'bookworm')?.mirror).toBe('https://m/debian');
  expect(
    chooseDebianSources([source('file:/srv/debian', ['bookworm'])], 'bookworm', 'bookworm'),
  ).toBeUndefined();
  expect(chooseDebianSources([], 'bookworm', 'bookworm')).toBeUndefined();
});

test('security alone is no archive to bootstrap from', () => {
  expect(
    chooseDebianSources([source('http://m/s', ['bookworm-security'])], 'bookworm', 'bookworm'),
  ).toBeUndefined();
});
