import { describe, expect, test } from 'vitest';
import {
  formatDeb822Sources,
  parseDeb822Sources,
  parseOneLineSources,
  signedByPath,
} from './parse-apt-sources.ts';

describe('one-line sources', () => {
  test.each([
    [
      'deb http://m/debian bookworm main contrib',
      [{ uris: ['http://m/debian'], suites: ['bookworm'], components: ['main', 'contrib'], options: {} }],
    ],
    [
      '  deb\t[arch=amd64,arm64 signed-by=/k.gpg trusted=yes] http://m/debian bookworm main # ours',
      [
        {
          uris: ['http://m/debian'],
          suites: ['bookworm'],
          components: ['main'],
          options: { architectures: 'amd64 arm64', 'signed-by': '/k.gpg', trusted: 'yes' },
        },
      ],
    ],
    [
      'deb [ check-valid-until=no ] http://m/debian bookworm main',
      [
        {
          uris: ['http://m/debian'],
          suites: ['bookworm'],
          components: ['main'],
          options: { 'check-valid-until': 'no' },
        },
      ],
    ],
    ['deb http://m/flat ./', [{ uris: ['http://m/flat'], suites: ['./'], components: [], options: {} }]],
    ['deb-src http://m/debian bookworm main', []],
    ['# deb http://m/debian bookworm main', []],
    ['nonsense', []],
    ['', []],
  ])('%j', (line, sources) => {
    expect(parseOneLineSources(line)).toEqual(sources);
  });
});

describe('deb822 sources', () => {
  test('stanzas, several values, comments, options', () => {
    const text = `# the mirror
Types: deb deb-src
URIs: http://m/debian https://n/debian
Suites: bookworm
 bookworm-updates
# a comment in the middle
Components: main non-free
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
Check-Valid-Until: no


types: deb
uris: http://m/debian-security
suites: bookworm-security
components: main
`;
    expect(parseDeb822Sources(text)).toEqual([
      {
        uris: ['http://m/debian', 'https://n/debian'],
        suites: ['bookworm', 'bookworm-updates'],
        components: ['main', 'non-free'],
        options: {
          'signed-by': '/usr/share/keyrings/debian-archive-keyring.gpg',
          'check-valid-until': 'no',
        },
      },
      {
        uris: ['http://m/debian-security'],
        suites: ['bookworm-security'],
        components: ['main'],
        options: {},
      },
    ]);
  });

  test.each(['Enabled: no', 'Enabled: FALSE', 'Enabled: 0'])('a stanza with %s is left out', (line) => {
    expect(parseDeb822Sources(`Types: deb\nURIs: http://m\nSuites: a\nComponents: main\n${line}\n`)).toEqual(
      [],
    );
  });

  test('source packages alone are left out', () => {
    expect(parseDeb822Sources('Types: deb-src\nURIs: http://m\nSuites: a\nComponents: main\n')).toEqual([]);
  });

  test('an embedded key survives being written and read again', () => {
    const text = `Types: deb
URIs: http://m/debian
Suites: bookworm
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBGPL0B
 -----END PGP PUBLIC KEY BLOCK-----
`;
    const sources = parseDeb822Sources(text);
    expect(formatDeb822Sources(sources)).toBe(text);
    expect(sources.map(signedByPath)).toEqual([undefined]);
  });
});

test.each([
  [{}, undefined],
  [{ 'signed-by': '/k.gpg' }, '/k.gpg'],
  [{ 'signed-by': '/k.gpg /l.gpg' }, '/k.gpg'],
  [{ 'signed-by': 'F6ECB3762474EDA9D21B7022871920D1991BC93C' }, undefined],
])('the key file of %j is %s', (options, path) => {
  expect(signedByPath({ uris: [], suites: [], components: [], options })).toBe(path);
});
