import { expect, test } from 'vitest';
import { nameRequest } from './name-request.ts';

test.each([
  [['dataset', 'use', ''], { kind: 'dataset' }],
  [['dataset', 'use', '-e', 'qa', 'de'], { kind: 'dataset', environment: 'qa' }],
  [['-C', '/srv/shop', 'dataset', 'bake', ''], { kind: 'dataset', folder: '/srv/shop' }],
  [['dataset', 'use', '-e', ''], { kind: 'environment' }],
  [['checkpoint', 'restore', ''], { kind: 'checkpoint' }],
  [['snapshot', 'pull', '--percent', '5', ''], { kind: 'snapshot-dataset' }],
  [['snapshot', 'inspect', '--markdown', ''], { kind: 'snapshot' }],
  [['undo', ''], { kind: 'environment' }],
])('%j is about names', (words, request) => {
  expect(nameRequest(words)).toEqual(request);
});

test.each([
  [['dataset', '']],
  [['dataset', 'save', '']],
  [['dataset', 'use', 'demo', '']],
  [['dataset', 'use', '--']],
  [['snapshot', 'pull', '--percent', '']],
  [['undo', 'dev', '']],
  [['up', '']],
  [[]],
])('%j is not', (words) => {
  expect(nameRequest(words)).toBeUndefined();
});
