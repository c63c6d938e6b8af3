import type { BacklotError } from '../../../shared/errors.ts';
import type { GraphNode } from '../../../shared/model/graph.ts';
import { guardService } from '../../../shared/model/isolation.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import type { KnownOf } from '../../state/watch-place.ts';
import type { StatusProps } from '../../ui/status.tsx';
import { canBeIsolated } from '../environments/environment-words.ts';

/** How an environment is isolated, as far as it is known. */
export type GuardState =
  /** Nobody has answered yet. */
  | { readonly kind: 'looking' }
  /** It answers. */
  | { readonly kind: 'guarded' }
  /** It has none: its kind never has, or backlot.yaml does not say so. */
  | { readonly kind: 'none'; readonly because: 'kind' | 'configuration' }
  /** Nothing of the environment runs. */
  | { readonly kind: 'down' }
  /** It runs as it was brought up before backlot.yaml gave it a guard. */
  | { readonly kind: 'late' }
  /** The environment runs, its guard does not: nothing leaves, and nothing is counted. */
  | { readonly kind: 'dead' }
  /** It runs, and does not answer. */
  | { readonly kind: 'mute'; readonly error: BacklotError }
  /** It is not known: the engine is out of reach, the environment can't be found. */
  | { readonly kind: 'unknown'; readonly error: BacklotError };

/** What runs, when the guard does not. */
function withoutGuard({ services }: Pick<StackStatus, 'services'>): GuardState {
  const others = services.filter(({ name }) => name !== guardService);
  const running = others.some(({ containers }) => containers.some(({ state }) => state === 'running'));
  if (!running) return { kind: 'down' };
  const guard = services.find(({ name }) => name === guardService);
  return { kind: guard !== undefined && guard.containers.length > 0 ? 'dead' : 'late' };
}

/** How an environment is isolated, from what its guard and its stack were last heard to be. Pure. */
export function guardState(
  { kind, isolated }: Pick<GraphNode, 'kind' | 'isolated'>,
  { status, error }: KnownOf<unknown>,
  stack: StackStatus | undefined,
): GuardState {
  if (!isolated) return { kind: 'none', because: canBeIsolated({ kind }) ? 'configuration' : 'kind' };
  if (error === undefined) return { kind: status === undefined ? 'looking' : 'guarded' };
  const { code, details } = error;
  if (code === 'not-found' && details?.environment !== undefined)
    return { kind: 'none', because: 'configuration' };
  if (code === 'not-found' && details?.container !== undefined)
    return withoutGuard(stack ?? { services: [] });
  return code === 'docker-failed' ? { kind: 'mute', error } : { kind: 'unknown', error };
}

/** The same as a word and a tone. */
export function guardWord({ kind }: GuardState): StatusProps {
  switch (kind) {
    case 'looking':
      return { tone: 'neutral', word: 'Looking' };
    case 'guarded':
      return { tone: 'isolated', word: 'Guarded' };
    case 'none':
    case 'late':
      return { tone: 'attention', word: 'Not isolated' };
    case 'down':
      return { tone: 'neutral', word: 'Does not run' };
    case 'dead':
      return { tone: 'failed', word: 'Guard is down' };
    case 'mute':
      return { tone: 'attention', word: 'Guard does not answer' };
    case 'unknown':
      return { tone: 'attention', word: 'Out of reach' };
  }
}
