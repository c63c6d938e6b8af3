import { useEffect, useState } from 'react';
import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { PlannedStep } from '../../../shared/model/operation.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { useClient } from '../../state/core-context.ts';
import type { PlanRequest } from './plan-request.ts';

export type ShownPlan = Awaited<ReturnType<BacklotClient['stacks']['planUp']>>;

/** What is asked of the core for an `up`. */
export const upInput = ({ project, environment, ...rest }: Extract<PlanRequest, { kind: 'up' }>) => ({
  project,
  environment,
  ...(rest.services && { services: [...rest.services], dependencies: false }),
  ...(rest.anew === true && { recreate: 'always' as const }),
});

/** What a plan leaves as it is, in words. */
export function keptWords(
  request: PlanRequest,
  steps: readonly PlannedStep[],
  status: StackStatus | undefined,
  volumes: boolean,
): string {
  const existing = status?.volumes ?? [];
  if (request.kind === 'down') {
    if (existing.length === 0) return 'It has no volumes; images stay.';
    return volumes ? 'Images stay.' : `The data in ${existing.join(', ')}, and images.`;
  }
  const touched = new Set(steps.map(({ resource }) => resource.split(' ')[0]));
  const left = (status?.services ?? []).filter(
    ({ name, containers }) => containers.length > 0 && !touched.has(name),
  );
  const services = left.map(({ name }) => name).join(', ');
  const data = existing.length > 0 ? `The data in ${existing.join(', ')}.` : '';
  return [services && `Services left as they are: ${services}.`, data].filter(Boolean).join(' ') || 'Images.';
}

/** The plan of what is asked, as things are now. */
export function usePlan(
  request: PlanRequest,
  volumes: boolean,
): {
  readonly plan: ShownPlan | undefined;
  readonly error: BacklotError | undefined;
  readonly again: () => void;
} {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const [plan, setPlan] = useState<ShownPlan>();
  const [error, setError] = useState<BacklotError>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks once more
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const { project, environment } = request;
    const asked =
      request.kind === 'up'
        ? client.stacks.planUp(upInput(request), { signal })
        : client.stacks.planDown({ project, environment, volumes }, { signal });
    asked.then(
      (found) => {
        setPlan(found);
        setError(undefined);
      },
      (failure: unknown) => {
        if (isCancelled(failure)) return;
        setPlan(undefined);
        setError(toBacklotError(failure));
      },
    );
    return () => controller.abort();
  }, [client, request, volumes, turn]);
  return { plan, error, again: () => setTurn(turn + 1) };
}
