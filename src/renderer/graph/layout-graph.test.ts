import { expect, test } from 'vitest';
import type { EnvironmentKind, FlowKind, Graph } from '../../shared/model/graph.ts';
import { type Card, type Drawing, layoutGraph, nodeSize, testGroupId } from './layout-graph.ts';

const node = (name: string, kind: EnvironmentKind) => ({
  name,
  kind,
  host: 'default',
  isolated: false,
  protected: false,
  pattern: false,
});
const edge = (flow: FlowKind, from: string, to: string) => ({ flow, from, to });

const whole: Graph = {
  nodes: [
    node('dev', 'dev'),
    node('test.*', 'test'),
    node('qa', 'qa'),
    node('release', 'release'),
    node('staging', 'staging'),
    node('production', 'production'),
    node('production-copy', 'production-copy'),
  ],
  edges: [
    edge('deploy', 'dev', 'test.*'),
    edge('merge', 'dev', 'qa'),
    edge('hotfix', 'dev', 'release'),
    edge('cut', 'qa', 'staging'),
    edge('handover', 'release', 'staging'),
    edge('release', 'staging', 'production'),
    edge('mirror', 'production', 'production-copy'),
  ],
};

const card = (drawing: Drawing, id: string): Card => {
  const found = drawing.cards.find((each) => each.id === id);
  if (!found) throw new Error(`no card ${id}`);
  return found;
};

test('the whole graph has the shape that the team draws', () => {
  const drawing = layoutGraph(whole, false);
  const at = (id: string): Card => card(drawing, id);
  expect(new Set(['dev', 'qa', 'staging', 'production'].map((id) => at(id).x)).size).toBe(1);
  expect(at('test.*').x).toBeLessThan(at('qa').x);
  expect(at('release').x).toBeGreaterThan(at('qa').x);
  expect([at('test.*').y, at('release').y]).toEqual([at('qa').y, at('qa').y]);
  expect(at('production-copy').y).toBe(at('production').y);
  expect(['dev', 'qa', 'staging', 'production'].map((id) => at(id).y)).toEqual(
    ['dev', 'qa', 'staging', 'production'].map((id) => at(id).y).sort((a, b) => a - b),
  );
  expect(drawing.lines.map(({ flow, fromSide, toSide }) => `${flow} ${fromSide}-${toSide}`)).toEqual([
    'deploy bottom-top',
    'merge bottom-top',
    'hotfix bottom-top',
    'cut bottom-top',
    'handover bottom-top',
    'release bottom-top',
    'mirror right-left',
  ]);
  expect(drawing.lines.map(({ flow, chip }) => `${flow} ${chip}`)).toEqual([
    'deploy target',
    'merge target',
    'hotfix target',
    'cut source',
    'handover source',
    'release middle',
    'mirror middle',
  ]);
});

test('rows without environments take no room', () => {
  const drawing = layoutGraph(
    { nodes: [node('dev', 'dev'), node('production', 'production')], edges: [] },
    false,
  );
  expect(card(drawing, 'production').y - card(drawing, 'dev').y).toBeLessThan(2 * nodeSize.height);
});

const withTests: Graph = {
  nodes: [
    node('dev', 'dev'),
    node('test.a', 'test'),
    node('test.b', 'test'),
    node('test.c', 'test'),
    node('qa', 'qa'),
  ],
  edges: [edge('deploy', 'dev', 'test.a'), edge('deploy', 'dev', 'test.b'), edge('deploy', 'dev', 'test.c')],
};

test('test environments fold into one card with one line', () => {
  const drawing = layoutGraph(withTests, false);
  expect(card(drawing, testGroupId).environments.map(({ name }) => name)).toEqual([
    'test.a',
    'test.b',
    'test.c',
  ]);
  expect(drawing.lines.map(({ from, to }) => [from, to])).toEqual([['dev', testGroupId]]);
});

test('unfolded they stand side by side with a line each', () => {
  const drawing = layoutGraph(withTests, true);
  expect(drawing.lines).toHaveLength(3);
  expect(drawing.cards.some(({ id }) => id === testGroupId)).toBe(false);
});

test.each([whole, withTests])('no two cards overlap', (graph) => {
  for (const unfolded of [true, false]) {
    const { cards } = layoutGraph(graph, unfolded);
    for (const [i, a] of cards.entries()) {
      for (const b of cards.slice(i + 1)) {
        const apart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  }
});

test('a line whose end is not drawn is left out', () => {
  expect(
    layoutGraph({ nodes: [node('dev', 'dev')], edges: [edge('merge', 'dev', 'qa')] }, false).lines,
  ).toEqual([]);
});
