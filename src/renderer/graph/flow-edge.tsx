import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import styles from './graph.module.css';
import type { Line } from './layout-graph.ts';

export type FlowEdgeData = Pick<Line, 'flow' | 'chip'> & { readonly lit: boolean };
export type FlowEdgeType = Edge<FlowEdgeData, 'flow'>;

/** A quarter of the way from the end where the line runs alone: past the corner, clear of the card. */
function chipPlace(
  props: EdgeProps<FlowEdgeType>,
  middle: readonly [number, number],
): readonly [number, number] {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const quarter = (targetY - sourceY) / 4;
  switch (data?.chip) {
    case 'source':
      return [sourceX, sourceY + quarter];
    case 'target':
      return [targetX, targetY - quarter];
    default:
      return middle;
  }
}

/** A flow as an orthogonal line with a chip that names it. */
export function FlowEdge(props: EdgeProps<FlowEdgeType>) {
  const [path, labelX, labelY] = getSmoothStepPath({ ...props, borderRadius: 10 });
  const [x, y] = chipPlace(props, [labelX, labelY]);
  const lit = props.data?.lit === true;
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        className={lit ? styles.lineLit : styles.line}
        {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      />
      <EdgeLabelRenderer>
        <span
          className={lit ? `${styles.chip} ${styles.chipLit}` : styles.chip}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          {props.data?.flow}
        </span>
      </EdgeLabelRenderer>
    </>
  );
}
