import { expect, test } from 'vitest';
import { environmentTable, environmentText, graphTree } from './graph-text.ts';
import { sampleGraph } from './testing/samples.ts';

test('the whole graph as a tree', () => {
  expect(graphTree(sampleGraph)).toBe(
    `
dev
├─ deploy > test.*
├─ merge > qa
│  └─ cut > staging
│     └─ release > production
│        └─ mirror > production-copy
└─ hotfix > release
   └─ handover > staging (above)`.trimStart(),
  );
});

test('the environments as a table', () => {
  expect(environmentTable(sampleGraph.nodes)).toBe(
    `
ENVIRONMENT      KIND             HOST     DATASET  TRAITS
dev              dev              default  -        isolated
test.*           test             shared   demo     isolated, one per branch
qa               qa               shared   demo     isolated
release          release          shared   -        isolated
staging          staging          shared   -        isolated
production       production       prod     -        not isolated, protected
production-copy  production-copy  shared   -        isolated`.trimStart(),
  );
});

test('one environment with its flows', () => {
  const staging = sampleGraph.nodes.find(({ name }) => name === 'staging');
  expect(staging && environmentText(staging, sampleGraph)).toBe(
    `
name     staging
kind     staging
host     shared
dataset  none declared
traits   isolated
from     qa (cut)
from     release (handover)
to       production (release)`.trimStart(),
  );
});

test('a cycle and an empty graph end', () => {
  const [a, b] = sampleGraph.nodes;
  if (!a || !b) throw new Error('sample too small');
  const cycle = {
    nodes: [a, b],
    edges: [
      { flow: 'cut', from: a.name, to: b.name },
      { flow: 'handover', from: b.name, to: a.name },
    ],
  } as const;
  expect(graphTree(cycle)).toBe('dev\n└─ cut > test.*\n   └─ handover > dev (above)');
  expect(graphTree({ nodes: [], edges: [] })).toBe('');
});
