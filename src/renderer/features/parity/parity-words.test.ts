import { expect, test } from 'vitest';
import type { ParityDifference, ParityReport } from '../../../shared/model/parity.ts';
import { comparable, parityWords } from './parity-words.ts';

const node = (name: string, kind: 'dev' | 'staging' | 'production' | 'test', pattern = false) => ({
  name,
  kind,
  pattern,
});

test('an environment is compared with staging first, and never with itself or a pattern', () => {
  const nodes = [
    node('dev', 'dev'),
    node('test.*', 'test', true),
    node('live', 'production'),
    node('stage', 'staging'),
  ];
  expect(comparable(nodes, 'dev')).toEqual(['stage', 'live']);
  expect(comparable(nodes, 'stage')).toEqual(['live', 'dev']);
});

const difference = (weight: ParityDifference['class']): ParityDifference => ({
  ...{ service: 'web', aspect: 'variable', key: 'A', left: '1', right: '2', class: weight, why: '' },
});

test.each<[ParityDifference['class'][], string]>([
  [[], 'Nothing that matters differs; 0 harmless, 0 expected, of 1,200 facts.'],
  [['matters', 'harmless', 'harmless'], '1 difference matters; 2 harmless, 0 expected, of 1,200 facts.'],
  [['matters', 'matters', 'expected'], '2 differences matter; 0 harmless, 1 expected, of 1,200 facts.'],
])('%j', (classes, words) => {
  const report: ParityReport = {
    ...{ left: 'dev', right: 'staging', at: 0, score: 0, facts: 1200, services: [], unseen: [] },
    differences: classes.map(difference),
  };
  expect(parityWords(report)).toBe(words);
});
