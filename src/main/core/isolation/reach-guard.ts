import { BacklotError } from '../../../shared/errors.ts';
import { guardService } from '../../../shared/model/isolation.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { containerName } from '../engine/desire-stack.ts';
import type { StackAccess, StackRef } from '../engine/stack-access.ts';

export interface Guard {
  readonly engine: Engine;
  /** The name of its container. */
  readonly container: string;
}

/** The guard of an environment. @throws BacklotError `not-found` where the environment is not isolated. */
export async function reachGuard(
  access: Pick<StackAccess, 'desired' | 'engine'>,
  ref: StackRef,
  signal: AbortSignal,
): Promise<Guard> {
  const [engine, stack] = await Promise.all([access.engine(ref.host, signal), access.desired(ref, signal)]);
  const guard = stack.services.find(({ name }) => name === guardService);
  if (guard !== undefined) return { engine, container: containerName(stack, guard, 1) };
  throw new BacklotError('not-found', `${ref.environment} is not isolated: it has no guard.`, {
    hint: 'Environments of kind dev, test and production-copy have one with "isolation: { guard: true }" in backlot.yaml.',
    details: { environment: ref.environment },
  });
}
