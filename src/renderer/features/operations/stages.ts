import type { Step, StepState } from '../../../shared/model/operation.ts';

/** Steps of one verb: what the row of segments shows. */
export interface Stage {
  readonly verb: string;
  /** In the words of a heading: "Copy". */
  readonly title: string;
  readonly steps: readonly Step[];
  readonly state: StepState;
  readonly done: number;
  /** Its share of the whole work, 0 to 1. */
  readonly share: number;
  /** How much of it is done, 0 to 1. */
  readonly progress: number;
}

/** How much of a step is done, 0 to 1. */
export function stepShare({ state, progress }: Pick<Step, 'state' | 'progress'>): number {
  if (state === 'done') return 1;
  if (state === 'pending' || !progress?.total) return 0;
  return Math.min(1, progress.current / progress.total);
}

function stageState(steps: readonly Step[]): StepState {
  const has = (state: StepState): boolean => steps.some((step) => step.state === state);
  if (has('failed')) return 'failed';
  if (has('running')) return 'running';
  if (has('undone')) return 'undone';
  if (has('skipped')) return 'skipped';
  if (!has('pending')) return 'done';
  return has('done') ? 'running' : 'pending';
}

const titleOf = (verb: string): string => verb.charAt(0).toUpperCase() + verb.slice(1).replaceAll('-', ' ');

/** Groups steps by verb, in the order in which the verbs first come. */
export function stagesOf(steps: readonly Step[]): readonly Stage[] {
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return [...Map.groupBy(steps, ({ verb }) => verb)].map(([verb, own]): Stage => {
    const weight = own.reduce((sum, step) => sum + step.weight, 0) || 1;
    return {
      verb,
      title: titleOf(verb),
      steps: own,
      state: stageState(own),
      done: own.filter(({ state }) => state === 'done').length,
      share: weight / whole,
      progress: own.reduce((sum, step) => sum + step.weight * stepShare(step), 0) / weight,
    };
  });
}
