import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';
import { deriveGraph } from './derive-graph.ts';
import { engineOf, type Findings, proposeConfig, yamlText } from './propose-config.ts';

const shop: Findings = {
  folder: 'Shop (new)',
  composeFiles: ['compose.yaml', 'compose.override.yaml'],
  otherComposeFiles: ['compose.production.yaml'],
  unreadable: [],
  services: [
    { name: 'web', built: true, volumes: [] },
    { name: 'db', image: 'postgres:17', built: false, volumes: ['db-data'] },
    { name: 'cache', image: 'valkey/valkey:8', built: false, volumes: [] },
  ],
  mainBranch: 'main',
  seedFiles: ['db/seeds/demo.sql', 'db/seeds/empty.sql'],
  secrets: ['SESSION_SECRET', 'STRIPE_KEY'],
};

const bare: Findings = {
  folder: '漢',
  composeFiles: ['ops/docker-compose.yml'],
  otherComposeFiles: [],
  unreadable: [{ file: 'ops/docker-compose.yml', reason: 'It holds no services.' }],
  services: [],
  seedFiles: [],
  secrets: [],
};

test('a project with everything, line by line', () => {
  expect(
    proposeConfig(shop).text,
  ).toBe(`# yaml-language-server: $schema=./node_modules/backlot/backlot.schema.json

# The name of the project: part of container names and addresses.
name: shop-new

# The compose files; later ones override earlier ones.
compose: [compose.yaml, compose.override.yaml]

# The places where the project runs. The graph of Backlot is drawn from these.
environments:
  # Your own copy on this machine. Nothing in it can reach a real customer.
  dev: { kind: dev, dataset: demo }
  # One for each branch that you share: removed three days after its last deploy, asleep when
  # nobody visits for half an hour.
  test.*: { kind: test, dataset: demo, expires: 72h, sleep: 30m }
  # Every green build of main. Its data is seeded anew each morning at five.
  qa: { kind: qa, dataset: demo, follows: main, reseed: "0 5 * * *" }
  # The environments of your team. Take away the # and set each host to a Docker context
  # ("docker context ls" lists yours; without a host it is this machine).
  # staging: { kind: staging, host: shared, backups: ladder }
  # production: { kind: production, host: prod, protected: true, backups: ladder }
  # production-copy: { kind: production-copy, host: shared, mirrors: production }

# The data that environments can be switched to.
datasets:
  # Made from files in the repository.
  demo: { seed: db/seeds/demo.sql }
  empty: { seed: db/seeds/empty.sql }

# What the isolated environments (dev, test, production-copy) may reach outside.
isolation:
  # Hosts by name, such as api.example.com. Everything else is blocked and shown.
  allow: []

# Variables that hold secrets, by name. Their values are kept in the keychain, never here.
secrets: [SESSION_SECRET, STRIPE_KEY]
`);
});

test('what was found, in sentences', () => {
  expect(proposeConfig(shop).found).toEqual([
    'Compose files: compose.yaml, compose.override.yaml (3 services).',
    'compose.production.yaml is there too: add it under "compose" if production runs with it.',
    'db keeps data (PostgreSQL) in db-data.',
    "cache is Redis without a named volume: its data can't be kept.",
    'The main branch is main.',
    'Seed data: db/seeds/demo.sql, db/seeds/empty.sql.',
    'Secrets, by name alone: SESSION_SECRET, STRIPE_KEY.',
  ]);
  expect(proposeConfig(bare).found).toEqual([
    'Compose files: ops/docker-compose.yml (0 services).',
    'ops/docker-compose.yml could not be read. It holds no services.',
  ]);
});

test('a project with almost nothing', () => {
  expect(proposeConfig(bare).text).toContain(`name: project

# The compose files; later ones override earlier ones.
compose: [ops/docker-compose.yml]
`);
  expect(proposeConfig(bare).text).toContain('  qa: { kind: qa }\n');
  expect(proposeConfig(bare).text).not.toContain('datasets');
});

test('a database without seeds gets an example, numbered files are one dataset', () => {
  expect(proposeConfig({ ...shop, seedFiles: [] }).text).toContain('# datasets:\n#   demo: { seed:');
  const numbered = { ...shop, seedFiles: ['seeds/01-schema.sql', 'seeds/02-data.sql', 'seeds/empty.sql'] };
  expect(proposeConfig(numbered).text).toContain(
    '  demo: { seed: [seeds/01-schema.sql, seeds/02-data.sql] }\n  empty: { seed: seeds/empty.sql }\n',
  );
});

test('the lines that wait behind a # hold as well once it is taken away', () => {
  const text = proposeConfig(shop).text.replace(
    /^ {2}# (?=(?:staging|production|production-copy): )/gm,
    '  ',
  );
  const { config, problems } = checkConfig(text, 'backlot.yaml');
  expect(problems).toEqual([]);
  expect(config && deriveGraph(config).nodes).toHaveLength(6);
});

test.each([
  ['postgres:17', 'PostgreSQL'],
  ['registry/team/postgis@sha256:0', 'PostgreSQL'],
  ['mysql', 'MySQL'],
  ['mariadb:11', 'MariaDB'],
  ['postgres-proxy/web:1', undefined],
  [undefined, undefined],
])('%s is %s', (image, engine) => {
  expect(engineOf(image)).toBe(engine);
});

test.each([
  ['main', 'main'],
  ['feature/a-1', 'feature/a-1'],
  ['yes', '"yes"'],
  ['1', '"1"'],
  ['a: b', '"a: b"'],
  ['a\n# b', '"a\\n# b"'],
])('%j is written %s', (text, expected) => {
  expect(yamlText(text)).toBe(expected);
});

const word = fc.stringMatching(/^[A-Za-z0-9 _.:#'"{}[\]ü漢🙂-]{1,20}$/u);
const path = fc
  .array(
    word.filter((text) => !/^\.+$|^[A-Za-z]:/.test(text)),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join('/'));
const branch = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9_#'"{}/-]{0,20}[A-Za-z0-9]$/)
  .filter((text) => !text.includes('//'));
const service: fc.Arbitrary<Findings['services'][number]> = fc.record({
  name: word,
  image: fc.option(word, { nil: undefined }),
  built: fc.boolean(),
  volumes: fc.array(word, { maxLength: 2 }),
});
const findings: fc.Arbitrary<Findings> = fc.record({
  folder: fc.string(),
  composeName: fc.option(fc.string(), { nil: undefined }),
  composeFiles: fc.uniqueArray(path, { minLength: 1, maxLength: 3 }),
  otherComposeFiles: fc.array(path, { maxLength: 2 }),
  unreadable: fc.constant([]),
  services: fc.array(service, { maxLength: 4 }),
  mainBranch: fc.option(branch, { nil: undefined }),
  seedFiles: fc.uniqueArray(
    path.map((text) => `${text}.sql`),
    { maxLength: 5 },
  ),
  secrets: fc.uniqueArray(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/), { maxLength: 5 }),
});

test('files whose names would make one dataset are datasets of their own, all of them', () => {
  const seedFiles = ['a/u.sql', 'b/u.sql', 'u-3.sql', 'u-2.sql', 'c/U.sql'];
  const { config } = checkConfig(proposeConfig({ ...shop, seedFiles }).text, 'backlot.yaml');
  expect(
    Object.entries(config?.datasets ?? {}).map(([name, one]) => [name, 'seed' in one && one.seed]),
  ).toEqual([
    ['u', ['a/u.sql']],
    ['u-2', ['b/u.sql']],
    ['u-3', ['u-3.sql']],
    ['u-2-2', ['u-2.sql']],
    ['u-4', ['c/U.sql']],
  ]);
});

test('whatever was found, the proposal passes the check', () => {
  fc.assert(
    fc.property(findings, (some) => {
      const { config, problems } = checkConfig(proposeConfig(some).text, 'backlot.yaml');
      expect(problems).toEqual([]);
      expect(config?.compose).toEqual(some.composeFiles);
      expect(config?.secrets).toEqual(some.secrets);
      expect(config?.environments.qa?.follows).toBe(some.mainBranch);
      const seeds = Object.values(config?.datasets ?? {}).flatMap((dataset) =>
        'seed' in dataset ? dataset.seed : [],
      );
      expect(seeds.toSorted()).toEqual(some.seedFiles.toSorted());
    }),
    { numRuns: 500 },
  );
});
