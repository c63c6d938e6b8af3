import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import type { FlowKind } from '../../shared/model/graph.ts';
import styles from './graph.module.css';

export type FlowEdgeData = { readonly flow: FlowKind; readonly lit: boolean };
export type FlowEdgeType = Edge<FlowEdgeData, 'flow'>;

/** The chip stands on the straight end that belongs to this flow alone, where several share a trunk. */
function chipPlace(
  props: EdgeProps<FlowEdgeType>,
  middle: readonly [number, number],
): readonly [number, number] {
  const { sourceX, sourceY, targetX, targetY } = props;
  if (sourceX === targetX || sourceY === targetY) return middle;
  const quarter = (targetY - sourceY) / 4;
  const mergesIntoSpine = Math.abs(targetX) < Math.abs(sourceX);
  return mergesIntoSpine ? [sourceX, sourceY + quarter] : [targetX, targetY - quarter];
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
