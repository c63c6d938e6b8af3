import type { Progress, StepState } from '../../../shared/model/operation.ts';

interface Weighed {
  readonly weight: number;
  readonly state: StepState;
  readonly progress?: Progress | undefined;
}

function share({ state, progress }: Weighed): number {
  if (state === 'done') return 1;
  if (state !== 'running' || !progress?.total) return 0;
  return Math.min(1, Math.max(0, progress.current / progress.total));
}

/** The weighted share of a plan that is done, 0 to 1; a running step counts by its own progress. */
export function weighProgress(steps: readonly Weighed[]): number {
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  return steps.reduce((sum, step) => sum + step.weight * share(step), 0) / total;
}
