import type { z } from 'zod';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { stacks as contract } from '../../shared/contract/stacks.ts';
import type { Plan, PlanNote } from '../../shared/model/operation.ts';
import { loadCompose } from '../core/compose/load-compose.ts';
import { printConfig } from '../core/compose/print-config.ts';
import { planHash } from '../core/engine/shown-plan.ts';
import type { StackAccess, StackRef } from '../core/engine/stack-access.ts';
import { planDown, planUp } from '../core/engine/stack-operations.ts';
import type { Operations } from '../core/operations/operations.ts';
import { planText } from '../core/operations/plan-text.ts';
import { type ProjectStacks, warningText } from '../core/stacks/stack-source.ts';
import { lookAtStack, watchStack } from '../core/stacks/watch-stack.ts';

/** What the handlers of stacks need of the core. */
export interface StacksParts {
  readonly source: ProjectStacks;
  readonly access: StackAccess;
  readonly operations: Pick<Operations, 'start'>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type WirePlan = z.input<typeof contract.planUp.output>;

function toWire(plan: Plan, warnings: readonly PlanNote[] = []): WirePlan {
  const notes = [...warnings, ...(plan.notes ?? [])];
  const told = { ...plan, notes };
  return {
    title: plan.title,
    notes: notes.map((note) => ({ ...note })),
    steps: plan.steps.map((step) => ({ ...step, after: [...step.after] })),
    hash: planHash(plan),
    text: planText(told),
  };
}

/** The methods on stacks: plans, operations, and how they are. */
export const stacksHandlers = ({
  source,
  access,
  operations,
  env,
}: StacksParts): DomainHandlers<typeof contract> => {
  const warningsOf = async (ref: StackRef, signal: AbortSignal): Promise<readonly PlanNote[]> => {
    const { warnings } = await source.load(ref, signal);
    return warnings.map((problem) => ({
      level: 'warning',
      resource: problem.file,
      text: warningText(problem),
    }));
  };
  const start = async <Rest extends object>(
    kind: string,
    { project, environment, ...rest }: Rest & { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ): Promise<{ operation: string }> => {
    const stack = await source.locate({ project, environment }, signal);
    return { operation: operations.start(kind, { stack, ...rest }) };
  };

  return {
    async planUp({ project, environment, ...rest }, { signal }) {
      const stack = await source.locate({ project, environment }, signal);
      const [plan, warnings] = await Promise.all([
        planUp(access, { stack, ...rest }, signal),
        warningsOf(stack, signal),
      ]);
      return toWire(plan, warnings);
    },
    async planDown({ project, environment, ...rest }, { signal }) {
      const stack = await source.locate({ project, environment }, signal);
      return toWire(await planDown(access, { stack, ...rest }, signal));
    },
    up: (input, { signal }) => start('up', input, signal),
    down: (input, { signal }) => start('down', input, signal),
    stop: (input, { signal }) => start('stop', input, signal),
    restart: (input, { signal }) => start('restart', input, signal),
    show: async (place, { signal }) => lookAtStack(access, await source.locate(place, signal), signal),
    async *status(place, { signal, after }) {
      yield* watchStack(access, await source.locate(place, signal), signal, after);
    },
    async config({ folder, environment, files, profiles, projectName, env: given }, { signal }) {
      const loaded =
        environment === undefined
          ? await loadCompose({ cwd: folder, files, profiles, projectName, env: given ?? env }, signal)
          : await source.load(await source.locate({ project: folder, environment }, signal), signal);
      return { json: printConfig(loaded.model), warnings: [...loaded.warnings], files: [...loaded.files] };
    },
  };
};
