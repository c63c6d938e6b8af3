import { usePlace } from './place-topic.ts';
import type { KnownStack } from './stacks.ts';
import { stackTopic } from './watch-stack.ts';

/** The stack of an environment of the open project, followed while the component is there. */
export const useStack = (environment: string | undefined): KnownStack => usePlace(stackTopic, environment);
