import { describe, expect, test } from 'vitest';
import { compareFacts } from './compare-facts.ts';
import type { EnvironmentFacts, Fact } from './fact.ts';

const fact = (
  service: string,
  aspect: Fact['aspect'],
  key: string,
  value: string,
  more?: Partial<Fact>,
): Fact => ({
  service,
  aspect,
  key,
  value,
  ...more,
});

const facts = (
  environment: string,
  list: readonly Fact[],
  more: Partial<EnvironmentFacts> = {},
): EnvironmentFacts => ({
  environment,
  protected: false,
  facts: list,
  unseen: [],
  built: new Set(),
  jobs: new Set(),
  databaseUsers: new Map(),
  ...more,
});

const compare = (
  left: EnvironmentFacts,
  right: EnvironmentFacts,
  rules: { what: string; why?: string }[] = [],
) => compareFacts(left, right, rules, 0);

const told = ({ differences }: ReturnType<typeof compareFacts>): readonly string[] =>
  differences.map(
    (one) =>
      `${one.class}: ${one.service} ${one.aspect} ${one.key}: ${one.left ?? '-'} | ${one.right ?? '-'}`,
  );

const web = fact('web', 'service', '', 'present');

describe('two environments', () => {
  test('that are the same are so to the last', () => {
    const one = [web, fact('web', 'variable', 'A', '1')];
    expect(compare(facts('dev', one), facts('staging', one))).toMatchObject({
      score: 100,
      facts: 2,
      differences: [],
    });
  });

  test.each<[string, Fact | undefined, Fact | undefined, string]>([
    [
      'a variable',
      fact('web', 'variable', 'A', '1'),
      fact('web', 'variable', 'A', '2'),
      'matters: web variable A: 1 | 2',
    ],
    [
      'a variable of one alone',
      undefined,
      fact('web', 'variable', 'A', '2'),
      'matters: web variable A: - | 2',
    ],
    [
      'secrets of each',
      fact('web', 'variable', 'KEY', 'aa', { shown: 'secret aa', secret: true }),
      fact('web', 'variable', 'KEY', 'bb', { shown: 'secret bb', secret: true }),
      'expected: web variable KEY: secret aa | secret bb',
    ],
    [
      'a secret that is missing',
      fact('web', 'variable', 'KEY', 'aa', { shown: 'secret aa', secret: true }),
      undefined,
      'matters: web variable KEY: secret aa | -',
    ],
    [
      'a minor release of PostgreSQL',
      fact('web', 'engine', 'PostgreSQL', '15.14 (Debian 15.14-0)'),
      fact('web', 'engine', 'PostgreSQL', '15.9'),
      'harmless: web engine PostgreSQL: 15.14 (Debian 15.14-0) | 15.9',
    ],
    [
      'a major one',
      fact('web', 'engine', 'PostgreSQL', '15.14'),
      fact('web', 'engine', 'PostgreSQL', '16.1'),
      'matters: web engine PostgreSQL: 15.14 | 16.1',
    ],
    [
      'what Debian mended in a package',
      fact('web', 'package', 'libc6', '2.36-9+deb12u10'),
      fact('web', 'package', 'libc6', '2.36-9+deb12u9'),
      'harmless: web package libc6: 2.36-9+deb12u10 | 2.36-9+deb12u9',
    ],
    [
      'another version of a package',
      fact('web', 'package', 'libc6', '2.36-9'),
      fact('web', 'package', 'libc6', '2.37-1'),
      'matters: web package libc6: 2.36-9 | 2.37-1',
    ],
    [
      'a setting of the log',
      fact('web', 'setting', 'log_statement', 'all'),
      undefined,
      'harmless: web setting log_statement: all | -',
    ],
    [
      'how many',
      fact('web', 'replicas', '', '1'),
      fact('web', 'replicas', '', '3'),
      'harmless: web replicas : 1 | 3',
    ],
  ])('%s', (_, left, right, expected) => {
    const with1 = (one: Fact | undefined) => (one ? [web, one] : [web]);
    const report = compare(facts('dev', with1(left)), facts('staging', with1(right)));
    expect(told(report)).toEqual([expected]);
    expect(report.score === 100).toBe(!expected.startsWith('matters'));
  });
});

test('an image is the same when a registry knows it by the same digest', () => {
  const left = fact('web', 'image', '', 'sha256:aa', { also: ['sha256:77'] });
  const right = fact('web', 'image', '', 'sha256:bb', { also: ['sha256:66', 'sha256:77'] });
  expect(compare(facts('dev', [web, left]), facts('staging', [web, right])).differences).toEqual([]);
});

test('a service that is in one alone is one difference, with the way to have it', () => {
  const absent = fact('web', 'service', '', 'absent');
  const report = compare(
    facts('dev', [absent]),
    facts('staging', [web, fact('web', 'variable', 'A', '1'), fact('web', 'image', '', 'x')]),
  );
  expect(told(report)).toEqual(['matters: web service : absent | present']);
  expect(report.differences[0]?.fix?.command).toBe('backlot up dev web');
});

test('what could not be seen in one counts for nothing, and is named', () => {
  const setting = fact('db', 'setting', 'work_mem', '8MB');
  const report = compare(
    facts('dev', [web, setting]),
    facts('staging', [web], {
      unseen: [{ service: 'db', aspects: ['setting', 'schema'], why: 'it does not run' }],
    }),
  );
  expect(report).toMatchObject({
    score: 100,
    differences: [],
    unseen: ['db of staging, setting and schema: it does not run'],
  });
});

test('a rule of backlot.yaml lets a difference be, with its reason', () => {
  const left = facts('dev', [
    web,
    fact('web', 'variable', 'LOG_LEVEL', 'debug'),
    fact('web', 'limits', 'memory', 'a'),
  ]);
  const right = facts('staging', [
    web,
    fact('web', 'variable', 'LOG_LEVEL', 'info'),
    fact('web', 'limits', 'memory', 'b'),
  ]);
  const rules = [{ what: '*/variable/LOG_*', why: 'We read more in dev.' }, { what: 'web/limits' }];
  const report = compare(left, right, rules);
  expect(report.differences.map(({ class: weight, why, fix }) => [weight, why, fix])).toEqual([
    ['expected', 'We read more in dev.', undefined],
    ['expected', 'backlot.yaml expects it: web/limits', undefined],
  ]);
  expect(compare(left, right, [{ what: 'api/*' }]).differences.map((one) => one.class)).toEqual([
    'matters',
    'matters',
  ]);
});

test('fixes are for the left one, quoted for a shell, and none is a command for a protected one', () => {
  const left = facts('dev', [fact('db', 'setting', 'work_mem', '4096 kB')], {
    databaseUsers: new Map([['db', 'shop']]),
  });
  const right = facts('staging', [fact('db', 'setting', 'work_mem', "16'384 kB")]);
  expect(compare(left, right).differences[0]?.fix?.command).toBe(
    `backlot exec dev db -- psql -U shop -d postgres -c 'ALTER SYSTEM SET work_mem = '\\''16'\\'''\\''384'\\'''`,
  );
  expect(compare({ ...left, protected: true }, right).differences[0]?.fix?.command).toBeUndefined();
});
