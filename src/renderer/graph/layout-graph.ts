import type { EnvironmentKind, FlowKind, Graph, GraphNode } from '../../shared/model/graph.ts';

/** All lengths in CSS pixels; x grows to the right, y downwards, 0/0 is the middle of the first row's top. */
export const nodeSize = { width: 260, height: 116 } as const;
const gap = { x: 72, y: 84 } as const;

type Block = 'left' | 'middle' | 'right';

/** Where each kind stands in the drawing every team knows: dev on top, production at the bottom. */
const placeOf: Readonly<Record<EnvironmentKind, { readonly row: number; readonly block: Block }>> = {
  dev: { row: 0, block: 'middle' },
  test: { row: 1, block: 'left' },
  qa: { row: 1, block: 'middle' },
  release: { row: 1, block: 'right' },
  staging: { row: 2, block: 'middle' },
  production: { row: 3, block: 'middle' },
  'production-copy': { row: 3, block: 'right' },
};

/** A card of the drawing: one environment, or all test environments folded into one. */
export interface Card {
  /** The environment's name, or `testGroupId` for the folded group. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** One for a single environment; all of them for a folded group, in name order. */
  readonly environments: readonly GraphNode[];
}

export type Side = 'top' | 'right' | 'bottom' | 'left';

export interface Line {
  readonly id: string;
  readonly flow: FlowKind;
  readonly from: string;
  readonly to: string;
  readonly fromSide: Side;
  readonly toSide: Side;
  /** The end where the line runs alone: its chip stands there, beside no other. */
  readonly chip: 'source' | 'middle' | 'target';
}

export interface Drawing {
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
}

export const testGroupId = 'tests';

interface Slot {
  readonly id: string;
  readonly kind: EnvironmentKind;
  readonly environments: readonly GraphNode[];
}

/** Several test environments are one slot until they are unfolded. */
function slotsOf(nodes: readonly GraphNode[], unfolded: boolean): readonly Slot[] {
  const tests = nodes.filter((node) => node.kind === 'test');
  const fold = tests.length > 1 && !unfolded;
  const single = (node: GraphNode): Slot => ({ id: node.name, kind: node.kind, environments: [node] });
  const others = nodes.filter((node) => node.kind !== 'test').map(single);
  if (!fold) return [...tests.map(single), ...others];
  return [{ id: testGroupId, kind: 'test', environments: tests }, ...others];
}

const widthOf = (count: number): number => (count === 0 ? 0 : count * nodeSize.width + (count - 1) * gap.x);

/** The middle block is centred on the spine, the others stand beside it; x is a card's left edge. */
function placeRow(slots: readonly Slot[], y: number): readonly Card[] {
  const inBlock = (block: Block): readonly Slot[] =>
    slots.filter((slot) => placeOf[slot.kind].block === block);
  const middle = inBlock('middle');
  // An empty middle still leaves the spine free for the lines that run along it.
  const half = Math.max(widthOf(middle.length), gap.x) / 2;
  const left = inBlock('left');
  const row = (block: readonly Slot[], start: number): readonly Card[] =>
    block.map(({ id, environments }, index) => ({
      id,
      environments,
      x: start + index * (nodeSize.width + gap.x),
      y,
    }));
  return [
    ...row(left, -half - gap.x - widthOf(left.length)),
    ...row(middle, -widthOf(middle.length) / 2),
    ...row(inBlock('right'), half + gap.x),
  ];
}

function sidesOf(from: Card, to: Card): readonly [Side, Side] {
  if (from.y < to.y) return ['bottom', 'top'];
  if (from.y > to.y) return ['top', 'bottom'];
  return from.x < to.x ? ['right', 'left'] : ['left', 'right'];
}

/** Lines that leave one side of a card share a trunk there, and so do lines that arrive at one. */
function placeChips(lines: readonly Omit<Line, 'chip'>[]): readonly Line[] {
  const leaving = (line: Omit<Line, 'chip'>): number =>
    lines.filter(({ from, fromSide }) => from === line.from && fromSide === line.fromSide).length;
  const arriving = (line: Omit<Line, 'chip'>): number =>
    lines.filter(({ to, toSide }) => to === line.to && toSide === line.toSide).length;
  return lines.map((line) => ({
    ...line,
    chip: leaving(line) > 1 ? 'target' : arriving(line) > 1 ? 'source' : 'middle',
  }));
}

/** Draws the graph in the fixed shape of its kinds. Pure: the same graph is always the same drawing. */
export function layoutGraph(graph: Graph, unfolded: boolean): Drawing {
  const slots = slotsOf(graph.nodes, unfolded);
  const rows = [...new Set(slots.map((slot) => placeOf[slot.kind].row))].sort((a, b) => a - b);
  const cards = rows.flatMap((row, index) =>
    placeRow(
      slots.filter((slot) => placeOf[slot.kind].row === row),
      index * (nodeSize.height + gap.y),
    ),
  );
  const cardOf = new Map(cards.flatMap((card) => card.environments.map(({ name }) => [name, card] as const)));
  const lines = new Map<string, Omit<Line, 'chip'>>();
  for (const { flow, from, to } of graph.edges) {
    const [source, target] = [cardOf.get(from), cardOf.get(to)];
    if (!source || !target || source === target) continue;
    const [fromSide, toSide] = sidesOf(source, target);
    const id = `${source.id} ${flow} ${target.id}`;
    lines.set(id, { id, flow, from: source.id, to: target.id, fromSide, toSide });
  }
  return { cards, lines: placeChips([...lines.values()]) };
}
