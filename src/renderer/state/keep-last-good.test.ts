import { expect, test } from 'vitest';
import type { Project } from '../../shared/model/project.ts';
import { keepLastGood } from './keep-last-good.ts';

const none = { nodes: [], edges: [] };
const graph = {
  nodes: [
    { name: 'dev', kind: 'dev', host: 'default', isolated: true, protected: false, pattern: false } as const,
  ],
  edges: [],
};
const good: Project = { path: '/shop', name: 'shop', state: 'ready', problems: [], composeFiles: [], graph };
const broken: Project = { ...good, state: 'broken', graph: none };

test('the graph on the screen outlives a broken file that the core met first', () => {
  const shown = { kind: 'open', project: good } as const;
  expect(keepLastGood(shown, broken)).toEqual({ ...broken, graph });
  expect(keepLastGood({ kind: 'open', project: { ...broken, graph } }, broken).graph).toEqual(graph);
  expect(keepLastGood({ kind: 'none' }, broken)).toBe(broken);
  expect(keepLastGood(shown, { ...broken, path: '/other' }).graph).toEqual(none);
  expect(keepLastGood(shown, { ...good, state: 'uninitialised', graph: none }).graph).toEqual(none);
});
