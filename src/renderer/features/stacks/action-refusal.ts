import type { GraphNode } from '../../../shared/model/graph.ts';
import type { KnownStack } from '../../state/stacks.ts';

/** Why an environment can't be acted on from here; `undefined` when it can. */
export function actionRefusal(node: GraphNode, { status, error }: KnownStack): string | undefined {
  if (node.pattern) return 'This name stands for one environment for each shared branch.';
  if (node.protected) return 'It is protected: backlot.yaml lets nothing be changed there from here.';
  if (error) return error.message;
  return status ? undefined : 'It is still being looked at.';
}
