import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { PlannedStep } from '../../../../shared/model/operation.ts';
import { defineOperation, type OperationKind, type StepContext } from '../define-operation.ts';
import type { KillSwitch } from './kill-switch.ts';

/** For tests: what steps have done, as something outside that outlives any process. */
export interface World {
  /** Keys of effects that are there. */
  readonly effects: ReadonlySet<string>;
  /** What should never have happened, in words. */
  readonly violations: readonly string[];
  /** How often each step was begun. */
  readonly attempts: ReadonlyMap<string, number>;
  /** How many steps worked at once at most. */
  readonly widest: () => number;
  /** A kind whose steps act on this world, in a process with a kill switch. */
  readonly kind: (options: WorldKind) => OperationKind;
}

export interface WorldKind {
  readonly name?: string;
  readonly kill: KillSwitch;
  readonly afterCrash: 'resume' | 'rollback';
  readonly onFailure?: 'rollback' | 'keep';
  readonly locks?: readonly string[];
  readonly parallel?: number;
  /** Called inside each step after its effect. */
  readonly inside?: (step: StepContext) => void | Promise<void>;
  /** Called inside each compensation before it takes the effect back. */
  readonly undoing?: (step: StepContext) => void | Promise<void>;
}

/** A step of a test's plan; `fails`: it throws after its effect. */
export interface WorldStep {
  readonly id: string;
  readonly after: readonly string[];
  readonly fails?: boolean | undefined;
}

const worldStep = z.object({
  id: z.string(),
  after: z.array(z.string()),
  fails: z.boolean().optional(),
});
const args = z.object({ fails: z.boolean() });

export const planned = ({ id, after, fails = false }: WorldStep): PlannedStep => ({
  ...{ id, after, verb: 'make', resource: id, cause: 'asked for', weight: 1 },
  ...{ destructive: false, args: { fails } },
});

export function createWorld(): World {
  const effects = new Set<string>();
  const violations: string[] = [];
  const attempts = new Map<string, number>();
  /** Keys of steps that were taken back. */
  const gone = new Set<string>();
  const dependents = new Map<string, Set<string>>();
  let working = 0;
  let widest = 0;

  const kind: World['kind'] = ({ name = 'world', kill, parallel, inside, undoing, ...rest }) => {
    const before = ({ operation, step }: StepContext): string[] =>
      step.after.map((id) => `${operation}/${id}`);

    const run = async (context: StepContext): Promise<unknown> => {
      const { key, step } = context;
      for (const one of before(context)) {
        dependents.set(one, (dependents.get(one) ?? new Set()).add(key));
        if (!effects.has(one)) violations.push(`${key} began without ${one}`);
      }
      for (const id of step.after) {
        if (context.output(id) !== `made ${id}`) violations.push(`${key} does not know what ${id} returned`);
      }
      attempts.set(key, (attempts.get(key) ?? 0) + 1);
      working += 1;
      widest = Math.max(widest, working);
      try {
        await setImmediate();
        kill.point();
        effects.add(key);
        gone.delete(key);
        kill.point();
        context.note(`made ${key}`);
        context.progress(1, 2, 'items');
        await inside?.(context);
        await setImmediate();
      } finally {
        working -= 1;
      }
      if (step.args.fails === true) throw new Error('as planned');
      context.signal.throwIfAborted();
      return `made ${step.id}`;
    };

    const undo = async (context: StepContext): Promise<void> => {
      const { key } = context;
      for (const one of dependents.get(key) ?? []) {
        if (effects.has(one)) violations.push(`${key} was taken back before ${one}`);
      }
      for (const one of before(context))
        if (gone.has(one)) violations.push(`${key} was taken back again after ${one}`);
      await undoing?.(context);
      await setImmediate();
      kill.point();
      effects.delete(key);
      gone.add(key);
      kill.point();
    };

    return defineOperation({
      ...rest,
      kind: name,
      parallel,
      input: z.object({ steps: z.array(worldStep) }),
      title: () => 'Change the world',
      locks: () => rest.locks ?? [],
      plan: ({ steps }) => ({ title: 'Change the world', steps: steps.map(planned) }),
      verbs: {
        make: {
          checkArgs: (value) => {
            args.parse(value);
          },
          run,
          undo,
        },
      },
      result: ({ output }) => ({ first: output('s0') ?? null }),
    });
  };

  return { effects, violations, attempts, widest: () => widest, kind };
}
