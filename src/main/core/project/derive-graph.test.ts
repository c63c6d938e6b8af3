import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';
import { deriveGraph } from './derive-graph.ts';

function graphOf(environments: readonly string[], more = 'isolation: { guard: true }') {
  const text = `name: shop\nenvironments:\n${environments.map((line) => `  ${line}\n`).join('')}datasets: { demo: { seed: d.sql } }\n${more}\n`;
  const { config, problems } = checkConfig(text, 'backlot.yaml');
  if (!config) throw new Error(JSON.stringify(problems));
  return deriveGraph(config);
}

const edgesOf = (environments: readonly string[]): readonly string[] =>
  graphOf(environments).edges.map(({ flow, from, to }) => `${from} ${flow} ${to}`);

const dev = 'dev: { kind: dev }';
const tests = 'test.*: { kind: test, host: shared, dataset: demo }';
const qa = 'qa: { kind: qa }';
const release = 'release: { kind: release }';
const staging = 'staging: { kind: staging }';
const production = 'production: { kind: production, host: prod, protected: true }';
const copy = 'production-copy: { kind: production-copy, mirrors: production }';

test('the whole graph of the design', () => {
  expect(edgesOf([dev, tests, qa, release, staging, production, copy])).toEqual([
    'dev deploy test.*',
    'dev merge qa',
    'dev hotfix release',
    'qa cut staging',
    'release handover staging',
    'staging release production',
    'production mirror production-copy',
  ]);
});

test('nodes stand in the order of kinds, whatever the order of the file', () => {
  const { nodes } = graphOf([copy, production, staging, release, qa, tests, dev]);
  expect(nodes).toEqual([
    { name: 'dev', kind: 'dev', host: 'default', isolated: true, protected: false, pattern: false },
    {
      name: 'test.*',
      kind: 'test',
      host: 'shared',
      dataset: 'demo',
      isolated: true,
      protected: false,
      pattern: true,
    },
    { name: 'qa', kind: 'qa', host: 'default', isolated: false, protected: false, pattern: false },
    { name: 'release', kind: 'release', host: 'default', isolated: false, protected: false, pattern: false },
    { name: 'staging', kind: 'staging', host: 'default', isolated: false, protected: false, pattern: false },
    {
      name: 'production',
      kind: 'production',
      host: 'prod',
      isolated: false,
      protected: true,
      pattern: false,
    },
    {
      name: 'production-copy',
      kind: 'production-copy',
      host: 'default',
      isolated: true,
      protected: false,
      pattern: false,
    },
  ]);
});

test('without a guard nothing is isolated', () => {
  for (const more of ['', 'isolation: { guard: false }'])
    expect(graphOf([dev, tests, copy, production], more).nodes.some(({ isolated }) => isolated)).toBe(false);
});

test.each([
  [[dev], []],
  [[qa, production], []],
  [
    [dev, qa, staging],
    ['dev merge qa', 'qa cut staging'],
  ],
  [
    [dev, release, staging],
    ['dev hotfix release', 'release handover staging'],
  ],
  // Several of one kind: an edge for each.
  [
    [dev, tests, 'test.demo: { kind: test }'],
    ['dev deploy test.*', 'dev deploy test.demo'],
  ],
  [
    [
      'qa-eu: { kind: qa }',
      'qa-us: { kind: qa }',
      'staging-eu: { kind: staging }',
      'staging-us: { kind: staging }',
    ],
    ['qa-eu cut staging-eu', 'qa-eu cut staging-us', 'qa-us cut staging-eu', 'qa-us cut staging-us'],
  ],
  // A copy mirrors the production it names, not every one.
  [
    [production, 'production-us: { kind: production, protected: true }', copy],
    ['production mirror production-copy'],
  ],
])('%j', (environments, expected) => {
  expect(edgesOf(environments)).toEqual(expected);
});
