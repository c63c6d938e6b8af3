import type { PlannedStep } from '../../../../shared/model/operation.ts';
import type { OperationKind, StepContext, Verb } from '../../operations/define-operation.ts';

/** A pull as the beginning of a bake: one operation, one journal, one cancel. */
export interface PullFirst {
  /**
   * The steps of the pull; none of them waits for anything else.
   * @throws BacklotError as a pull does: its source can't be reached, a column has no rule.
   */
  readonly plan: (project: string, dataset: string, signal: AbortSignal) => Promise<readonly PlannedStep[]>;
  /** The code behind them, by name; each begins with "bake". */
  readonly verbs: Readonly<Record<string, Verb>>;
}

const idPrefix = 'bake:snapshot:';
const verbPrefix = 'bake-snapshot-';
const unprefixed = (text: string, prefix: string): string => text.slice(prefix.length);

/** A step of the bake as the pull knows it. */
const asOwn = (context: StepContext): StepContext => ({
  ...context,
  step: {
    ...context.step,
    id: unprefixed(context.step.id, idPrefix),
    verb: unprefixed(context.step.verb, verbPrefix),
  },
  output: (id) => context.output(`${idPrefix}${id}`),
});

/** The step that makes a snapshot complete. A bake that fails afterwards leaves it: it is whole, and took long. */
const completes = 'finish';

/** Makes the beginning of a bake of the operation that pulls. */
export function pullFirst(pull: Pick<OperationKind, 'prepare' | 'verbs'>): PullFirst {
  const verbs = [...pull.verbs].map(([name, { checkArgs, run, undo }]): [string, Verb] => [
    `${verbPrefix}${name}`,
    {
      checkArgs,
      run: (context) => run(asOwn(context)),
      undo: undo && name !== completes ? (context) => undo(asOwn(context)) : undefined,
    },
  ]);
  return {
    async plan(project, dataset, signal) {
      const { steps } = await pull.prepare({ project, dataset }).plan(signal);
      return steps.map((step) => ({
        ...step,
        id: `${idPrefix}${step.id}`,
        verb: `${verbPrefix}${step.verb}`,
        after: step.after.map((id) => `${idPrefix}${id}`),
      }));
    },
    verbs: Object.fromEntries(verbs),
  };
}

/** Steps of a bake that wait until those before them have ended. Pure. */
export function followedBy(
  before: readonly PlannedStep[],
  steps: readonly PlannedStep[],
): readonly PlannedStep[] {
  const ends = before.filter(({ id }) => !before.some(({ after }) => after.includes(id))).map(({ id }) => id);
  return [...before, ...steps.map((step) => (step.after.length === 0 ? { ...step, after: ends } : step))];
}
