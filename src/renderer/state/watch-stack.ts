import type { StackStatus } from '../../shared/model/stack.ts';
import { placeTopic } from './place-topic.ts';
import { useStacks } from './stacks.ts';

export const stackTopic = placeTopic<StackStatus>(
  (client, place, options) => client.stacks.status({ ...place }, options),
  useStacks,
);

/** Keeps a stack's state fed while anybody looks at it, over one subscription; answers how to look away. */
export const watchStack = stackTopic.watch;
