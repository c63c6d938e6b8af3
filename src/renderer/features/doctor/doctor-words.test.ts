import { expect, test } from 'vitest';
import type { Check, CheckStatus } from '../../../shared/model/check.ts';
import { engineWord, summary } from './doctor-words.ts';

const checks = (...list: readonly (readonly [Check['group'], CheckStatus])[]): readonly Check[] =>
  list.map(([group, status], index) => ({ id: String(index), group, title: '', status, found: '' }));

test.each<[readonly Check[] | undefined, string]>([
  [undefined, 'Checking Docker'],
  [[], 'Checking Docker'],
  [checks(['git', 'fail']), 'Checking Docker'],
  [checks(['docker', 'running']), 'Checking Docker'],
  [checks(['docker', 'ok'], ['docker', 'running']), 'Docker is ready'],
  [checks(['docker', 'ok'], ['git', 'fail']), 'Docker is ready'],
  [checks(['docker', 'ok'], ['docker', 'warn']), 'Docker needs attention'],
  [checks(['docker', 'fail'], ['docker', 'running']), 'Docker is not ready'],
])('%o: %s', (list, word) => {
  expect(engineWord(list).word).toBe(word);
});

test.each<[readonly Check[], string]>([
  [checks(['git', 'ok'], ['docker', 'ok']), 'All 2 checks are ready'],
  [checks(['git', 'ok'], ['docker', 'running']), 'Checking, 1 of 2 done'],
  [checks(['git', 'warn'], ['docker', 'ok']), '1 needs attention, of 2 checks'],
  [
    checks(['git', 'warn'], ['ports', 'warn'], ['docker', 'fail']),
    '1 stops work, 2 need attention, of 3 checks',
  ],
])('%o: %s', (list, text) => {
  expect(summary(list)).toBe(text);
});
