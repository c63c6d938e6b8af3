import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';
import { placeText } from './config-error.ts';
import { largestConfig } from './refuse-config.ts';

/** One line per problem: severity, place, message, and the hint behind an arrow. */
const told = (text: string): readonly string[] =>
  checkConfig(text, 'backlot.yaml').problems.map((problem) =>
    [
      `${problem.severity === 'warning' ? 'warning ' : ''}${placeText(problem).replace('backlot.yaml:', '')}`,
      problem.message,
      ...(problem.hint === undefined ? [] : [`-> ${problem.hint}`]),
    ].join(' '),
  );

/** A valid rest, so that a test shows one thing. Its first line is line 3 of the text. */
const around = (rest: string): string => `name: shop\nenvironments: { dev: { kind: dev } }\n${rest}\n`;

const design = `# yaml-language-server: $schema=./node_modules/backlot/backlot.schema.json
name: shop
compose: [compose.yaml, compose.production.yaml]
environments:
  dev: { kind: dev }
  test.*: { kind: test, host: shared, dataset: demo, expires: 72h, sleep: 30m }
  qa: { kind: qa, host: shared, follows: main, dataset: demo, reseed: "0 5 * * *" }
  staging: { kind: staging, host: shared, backups: ladder }
  production: { kind: production, host: prod, protected: true, backups: ladder }
  production-copy: { kind: production-copy, host: shared, mirrors: production }
datasets:
  empty: { seed: db/seeds/empty.sql }
  demo: { seed: [db/seeds/demo.sql] }
  staging: { snapshot: staging, masking: db/masking.yaml, subset: { customers: "created_at > now() - interval '90 days'" } }
isolation:
  allow: []
  replace: { api.stripe.com: payments }
secrets: [STRIPE_KEY, SESSION_SECRET]
checks:
  smoke: [{ http: "http://web/health", expect: 200 }]
`;

test('the example of the design holds', () => {
  const { config, problems } = checkConfig(design, 'backlot.yaml');
  expect(problems).toEqual([]);
  expect(config).toEqual({
    name: 'shop',
    compose: ['compose.yaml', 'compose.production.yaml'],
    environments: {
      dev: { kind: 'dev', host: 'default', protected: false },
      'test.*': {
        kind: 'test',
        host: 'shared',
        protected: false,
        dataset: 'demo',
        expires: '72h',
        sleep: '30m',
      },
      qa: {
        kind: 'qa',
        host: 'shared',
        protected: false,
        follows: 'main',
        dataset: 'demo',
        reseed: '0 5 * * *',
      },
      staging: { kind: 'staging', host: 'shared', protected: false, backups: 'ladder' },
      production: { kind: 'production', host: 'prod', protected: true, backups: 'ladder' },
      'production-copy': {
        kind: 'production-copy',
        host: 'shared',
        protected: false,
        mirrors: 'production',
      },
    },
    datasets: {
      empty: { seed: ['db/seeds/empty.sql'] },
      demo: { seed: ['db/seeds/demo.sql'] },
      staging: {
        snapshot: 'staging',
        masking: 'db/masking.yaml',
        subset: {
          roots: { customers: "created_at > now() - interval '90 days'" },
          follow: {},
        },
      },
    },
    isolation: { allow: [], replace: { 'api.stripe.com': { service: 'payments' } } },
    parity: { expected: [] },
    secrets: ['STRIPE_KEY', 'SESSION_SECRET'],
    checks: { smoke: [{ http: 'http://web/health', expect: 200 }] },
  });
});

test('the least that holds, with its defaults', () => {
  expect(checkConfig(around(''), 'backlot.yaml').config).toEqual({
    name: 'shop',
    environments: { dev: { kind: 'dev', host: 'default', protected: false } },
    datasets: {},
    isolation: { allow: [], replace: {} },
    parity: { expected: [] },
    secrets: [],
    checks: {},
  });
});

test('two environments of one kind, merges and anchors hold', () => {
  const text = `name: shop
environments:
  qa: &team { kind: qa, host: shared }
  qa-eu: { <<: *team, host: europe }
  test.*: { kind: test }
  test.demo: { kind: test }
`;
  const { config, problems } = checkConfig(text, 'backlot.yaml');
  expect(problems).toEqual([]);
  expect(config?.environments['qa-eu']).toEqual({ kind: 'qa', host: 'europe', protected: false });
});

test('several problems at once, in the order of their places, each with an excerpt', () => {
  const text = `name: shop
environments:
  dev: { kind: dev, hots: shared }
  qa: { kind: qa, dataset: demmo }
datasets:
  demo: { seed: db/demo.sql }
`;
  expect(told(text)).toEqual([
    '3:21 "hots" is not a key of environments.dev. -> Did you mean "host"?',
    '4:28 There is no dataset "demmo". -> Did you mean "demo"?',
  ]);
  expect(checkConfig(text, 'backlot.yaml').problems[0]?.excerpt).toBe(
    [
      '1 | name: shop',
      '2 | environments:',
      '3 |   dev: { kind: dev, hots: shared }',
      '  |                     ^',
      '4 |   qa: { kind: qa, dataset: demmo }',
    ].join('\n'),
  );
});

test.each([
  // YAML itself
  [
    'a: 1\nb: [\n',
    [
      '3:1 This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ],
  ['name:\n\t- x\n', ['2:1 YAML does not take tabs as indentation. -> Indent with spaces.']],
  [
    'name: shop\n---\nname: b\n',
    ['2:1 The file holds more than one YAML document. -> Remove the line with --- and what follows it.'],
  ],
  [`${around('name: again')}`, ['3:1 "name" is written twice. -> Keep one of the two.']],
  [
    'name: *shop\n',
    [
      '1:7 "*shop" refers to an anchor that is not there. -> Write &shop at an earlier value, or write the value out.',
    ],
  ],
  // The whole
  [
    '',
    [
      'backlot.yaml backlot.yaml is empty. -> Run backlot init --force to write one from what the project holds.',
    ],
  ],
  [
    '# nothing\n',
    [
      'backlot.yaml backlot.yaml is empty. -> Run backlot init --force to write one from what the project holds.',
    ],
  ],
  ['- a\n', ['1:1 backlot.yaml must be a block of keys, not a list.']],
  ['just text', ['1:1 backlot.yaml must be a block of keys, not text.']],
  ['{}', ['1:1 name is missing.', '1:1 environments is missing.']],
  [
    around('foo: 1'),
    [
      '3:1 "foo" is not a key of backlot.yaml. -> It may hold "name", "compose", "environments", "datasets", "isolation", "parity", "secrets" and "checks".',
    ],
  ],
  [
    'name: shop\nenviroments: {}\n',
    ['2:1 "enviroments" is not a key of backlot.yaml. -> Did you mean "environments"?'],
  ],
  // Types and values
  [
    'name: Shop\nenvironments: {}\n',
    [
      '1:7 name: "Shop" is not a name. -> Use lower-case letters, digits and dashes, at most 63.',
      '2:15 environments must name at least one environment.',
    ],
  ],
  [
    'name: 12\nenvironments: { dev: }\n',
    [
      '1:7 name must be text, not a number. -> Put it in quotes: "12".',
      '2:17 environments.dev must be a block of keys, but is empty.',
    ],
  ],
  [around('compose: {}'), ['3:10 compose must be text or a list, not a block of keys.']],
  [around('compose: []'), ['3:10 compose must not be an empty list.']],
  [
    around('compose: [../compose.yaml, /etc/compose.yaml, "C:\\\\x.yaml"]'),
    [
      '3:11 compose[0]: "../compose.yaml" is not a path inside the project. -> Write it from the folder of backlot.yaml, with forward slashes.',
      '3:28 compose[1]: "/etc/compose.yaml" is not a path inside the project. -> Write it from the folder of backlot.yaml, with forward slashes.',
      '3:47 compose[2]: "C:\\\\x.yaml" is not a path inside the project. -> Write it from the folder of backlot.yaml, with forward slashes.',
    ],
  ],
  [around('compose: [a.yaml, a.yaml]'), ['3:19 "a.yaml" is in the list twice. -> Remove one of the two.']],
  [
    around('datasets: { a: { seed: a.sql, snapshot: dev, masking: m.yaml } }'),
    ['3:18 "seed" can\'t stand beside "snapshot" in datasets.a. -> Keep one of the two.'],
  ],
  [
    around('datasets: { a: { snapshot: dev, maskin: m.yaml } }'),
    ['3:33 "maskin" is not a key of datasets.a. -> Did you mean "masking"?'],
  ],
  [around('datasets: { a: { snapshot: dev } }'), ['3:13 datasets.a.masking is missing.']],
  [
    around('secrets: [A, B-C]'),
    ['3:14 secrets[1]: "B-C" is not the name of an environment variable. -> Use letters, digits and _.'],
  ],
  [
    around('isolation: { allow: ["http://x.com"] }'),
    [
      '3:22 isolation.allow[0]: "http://x.com" is not a host name. -> Write api.example.com, *.example.com or api.example.com:8443.',
    ],
  ],
  [
    around('checks: { smoke: [{ http: "ftp://x", expect: 20 }] }'),
    [
      '3:27 checks.smoke[0].http: "ftp://x" is not an address. -> Write http://service/path.',
      '3:46 checks.smoke[0].expect must be at least 100.',
    ],
  ],
])('%j', (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test('a warning alone leaves the configuration usable', () => {
  expect(
    checkConfig('name: shop\nenvironments: { live: { kind: production } }', 'backlot.yaml').config,
  ).toBeDefined();
});

test('a byte order mark does not count as a character', () => {
  const { config } = checkConfig(`\uFEFF${around('')}`, 'backlot.yaml');
  expect(config?.name).toBe('shop');
  expect(told('\uFEFFnam: shop\nenvironments: { dev: { kind: dev } }')).toEqual([
    '1:1 "nam" is not a key of backlot.yaml. -> Did you mean "name"?',
  ]);
});

test('Windows line ends give the same places', () => {
  expect(told(around('foo: 1\nbar: 2').replaceAll('\n', '\r\n')).map((line) => line.slice(0, 3))).toEqual([
    '3:1',
    '4:1',
  ]);
});

test('names of the language are no way in', () => {
  const { config, problems } = checkConfig(around('__proto__: { polluted: true }'), 'backlot.yaml');
  expect(problems.map(({ message }) => message)).toEqual(['"__proto__" is not a key of backlot.yaml.']);
  expect(config).toBeUndefined();
  expect(told(around('constructor: 1')).length).toBe(1);
});

test.each([
  [
    'nested aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`)}]`)
      .join('\n')}`,
    'The anchors and aliases of the file unfold into too much data.',
  ],
  [
    'thousands of aliases',
    `a: &a 1\n${Array.from({ length: 5000 }, (_, index) => `k${index}: *a`).join('\n')}`,
    'The anchors and aliases of the file unfold into too much data.',
  ],
  ['deep nesting', '['.repeat(20_000), 'The file is nested too deeply.'],
  ['a huge file', `name: ${'x'.repeat(largestConfig)}`, 'backlot.yaml is larger than 256 KB.'],
])('%s: one clear problem, soon', (_, text, message) => {
  const started = performance.now();
  expect(checkConfig(text, 'backlot.yaml').problems.map((problem) => problem.message)).toEqual([message]);
  // For what does not end; a busy machine may take its time.
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('a value that contains itself ends', () => {
  expect(told('name: &x [*x]\nenvironments: { dev: { kind: dev } }')).toEqual([
    '1:10 name must be text, not a list.',
  ]);
});

test('past twenty problems the rest is counted', () => {
  const text = around(Array.from({ length: 1000 }, (_, index) => `zz${index}: 1`).join('\n'));
  const { problems } = checkConfig(text, 'backlot.yaml');
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toEqual({
    file: 'backlot.yaml',
    message: 'There are 980 more problems.',
    severity: 'error',
  });
});
