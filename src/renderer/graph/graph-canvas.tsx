import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { FoldHorizontal, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Graph } from '../../shared/model/graph.ts';
import type { GitHead } from '../../shared/model/project.ts';
import { labelOf, sentenceOf } from '../features/environments/environment-words.ts';
import { openEnvironment } from '../features/stacks/stack-view.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { EnvironmentCard, type EnvironmentCardType } from './environment-card.tsx';
import { FlowEdge, type FlowEdgeType } from './flow-edge.tsx';
import styles from './graph.module.css';
import './xyflow.css';
import { layoutGraph, nodeSize } from './layout-graph.ts';

const nodeTypes = { environment: EnvironmentCard };
const edgeTypes = { flow: FlowEdge };
const fit = { padding: 0.12, maxZoom: 1 };

export interface GraphCanvasProps {
  readonly graph: Graph;
  readonly git: GitHead | undefined;
  /** The selected environment's name. */
  readonly selected: string | undefined;
  readonly onSelect: (name: string | undefined) => void;
  /** Drawn as an outline of what could be; nothing can be chosen. */
  readonly ghost?: boolean;
}

interface ViewButtonsProps {
  readonly unfolded: boolean;
  /** Absent when there is nothing to fold. */
  readonly onFold: (() => void) | undefined;
  /** True once the view was moved by hand: it is left where it is then. */
  readonly moved: boolean;
  readonly onFit: () => void;
}

function ViewButtons({ unfolded, onFold, moved, onFit }: ViewButtonsProps) {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => `${width} ${height}`);
  // The room or the drawing got wider or narrower: show all of it, as at the start.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it fits to is measured by the library.
  useEffect(() => {
    if (!moved) void flow.fitView(fit);
  }, [flow, moved, size, unfolded]);
  return (
    <div className={styles.zoom}>
      <IconButton label="Zoom in" side="left" onClick={() => void flow.zoomIn({ duration: 120 })}>
        <ZoomIn />
      </IconButton>
      <IconButton label="Zoom out" side="left" onClick={() => void flow.zoomOut({ duration: 120 })}>
        <ZoomOut />
      </IconButton>
      <IconButton label="Fit the graph" side="left" onClick={onFit}>
        <Maximize />
      </IconButton>
      {onFold && (
        <IconButton label="Fold test environments" side="left" onClick={onFold}>
          <FoldHorizontal />
        </IconButton>
      )}
    </div>
  );
}

/** The environments as a drawing: cards in the shape of their kinds, flows as orthogonal lines. */
export function GraphCanvas({ graph, git, selected, onSelect, ghost = false }: GraphCanvasProps) {
  const [unfolded, setUnfolded] = useState(false);
  const [moved, setMoved] = useState(false);
  const drawing = useMemo(() => layoutGraph(graph, unfolded), [graph, unfolded]);

  const nodes = drawing.cards.map((card): EnvironmentCardType => {
    const [first] = card.environments;
    const grouped = card.environments.length > 1;
    return {
      id: card.id,
      type: 'environment',
      position: { x: card.x, y: card.y },
      ...nodeSize,
      data: {
        environments: card.environments,
        git: first?.kind === 'dev' ? git : undefined,
        live: !ghost && first?.kind === 'dev',
        onUnfold: grouped ? () => setUnfolded(true) : undefined,
      },
      selected: selected !== undefined && card.environments.some(({ name }) => name === selected),
      // Not a button: a card holds one.
      ariaRole: 'group',
      ariaLabel: grouped || !first ? `${card.environments.length} test environments, folded` : labelOf(first),
    };
  });

  const edges = drawing.lines.map(
    (line): FlowEdgeType => ({
      id: line.id,
      type: 'flow',
      source: line.from,
      target: line.to,
      sourceHandle: `source ${line.fromSide}`,
      targetHandle: `target ${line.toSide}`,
      focusable: false,
      data: { flow: line.flow, chip: line.chip, lit: line.from === selected || line.to === selected },
      ariaLabel: sentenceOf(line),
    }),
  );

  return (
    <ReactFlowProvider>
      <ReactFlow
        className={classNames(styles.canvas, ghost && styles.ghost)}
        elementsSelectable={!ghost}
        nodesFocusable={!ghost}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        panOnScroll
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        minZoom={0.3}
        maxZoom={1.5}
        fitView
        fitViewOptions={fit}
        attributionPosition="bottom-left"
        onNodeClick={(_, node) => onSelect(node.data.onUnfold ? undefined : node.id)}
        onNodeDoubleClick={(_, node) => {
          if (!ghost && !node.data.onUnfold) openEnvironment(node.id);
        }}
        onNodesChange={(changes) => {
          for (const change of changes) {
            if (change.type === 'select' && change.selected) onSelect(change.id);
          }
        }}
        onMove={(event) => {
          if (event) setMoved(true);
        }}
        onPaneClick={() => onSelect(undefined)}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1} className={styles.dots ?? ''} />
        {!ghost && (
          <ViewButtons
            unfolded={unfolded}
            onFold={unfolded ? () => setUnfolded(false) : undefined}
            moved={moved}
            onFit={() => setMoved(false)}
          />
        )}
      </ReactFlow>
    </ReactFlowProvider>
  );
}
