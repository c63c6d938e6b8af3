import { expect, test } from 'vitest';
import type { ConfigProblem } from '../../../shared/model/project.ts';
import { problemWords } from './problem-words.ts';

const error: ConfigProblem = { file: 'backlot.yaml', message: 'Unknown key "kin".', severity: 'error' };
const warning: ConfigProblem = {
  file: 'backlot.yaml',
  message: '"production" is a production that is not protected.',
  severity: 'warning',
};
const empty = { nodes: [], edges: [] };
const drawn = {
  nodes: [
    { name: 'dev', kind: 'dev', host: 'default', isolated: true, protected: false, pattern: false } as const,
  ],
  edges: [],
};

test('errors are told before warnings, and can not be put aside', () => {
  expect(problemWords({ state: 'broken', problems: [warning, error], graph: drawn })).toMatchObject({
    title: 'backlot.yaml has 1 error',
    banner: 'What you see is its last good state.',
    show: 'Show the error',
    mild: false,
  });
  expect(problemWords({ state: 'broken', problems: [error, error], graph: empty })).toMatchObject({
    title: "backlot.yaml can't be used yet",
    screen: '2 errors stand in the way. Save the file and this page follows by itself.',
    show: 'Show the errors',
  });
});

test('warnings of a project that works are told too', () => {
  expect(problemWords({ state: 'ready', problems: [warning], graph: drawn })).toMatchObject({
    title: 'The project has 1 warning',
    banner: warning.message,
    show: 'Show the warning',
    mild: true,
  });
  expect(problemWords({ state: 'ready', problems: [], graph: drawn })).toBeUndefined();
});
