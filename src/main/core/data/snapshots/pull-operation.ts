import { z } from 'zod';
import { snapshot as snapshotSchema } from '../../../../shared/contract/snapshots.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { PlannedStep } from '../../../../shared/model/operation.ts';
import { defineOperation, defineVerb, type OperationKind } from '../../operations/define-operation.ts';
import { planPull } from './plan-pull.ts';
import { type PullInput, type PullLimits, type PullPorts, pullInput } from './pull-ports.ts';
import { lookAtSource, openPull, type PullRun } from './pull-run.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export const pullKind = 'snapshot-pull';

export interface PullOperationParts {
  readonly ports: PullPorts;
  readonly store: SnapshotStore;
  readonly limits?: PullLimits | undefined;
  readonly now?: (() => number) | undefined;
}

const none = z.object({});

/**
 * The pull of a masked snapshot; the operation's id becomes the snapshot's. The moment it reads is held by a
 * session of this process, so after a crash there is nothing to go on with: what was half-made is removed.
 */
export function createPullOperation({
  ports,
  store,
  limits = {},
  now = Date.now,
}: PullOperationParts): OperationKind {
  const runs = new Map<string, PullRun>();

  const runOf = (operation: string): PullRun => {
    const run = runs.get(operation);
    if (run) return run;
    throw new BacklotError('operation-interrupted', 'The moment that this pull read is no longer open.', {
      hint: 'Pull again.',
      retryable: true,
    });
  };

  const undo = async (operation: string, input: PullInput, signal: AbortSignal): Promise<void> => {
    const run = runs.get(operation);
    runs.delete(operation);
    if (run) await run.close();
    // Of one that died; where its engine does not answer, what it left ends by itself.
    else await ports.clear(input, operation, signal).catch(() => {});
    await store.abandon(operation);
  };

  return defineOperation<PullInput>({
    kind: pullKind,
    input: pullInput,
    afterCrash: 'rollback',
    // As many tables side by side as there are sessions on the source, beside the schema.
    parallel: (limits.sessions ?? 2) + 1,
    title: ({ dataset }) => `Pull a masked snapshot for ${dataset}`,
    locks: ({ project, dataset }) => [`snapshots/${dataset}@${project}`],
    project: ({ project }) => project,
    async plan(input, { signal }) {
      const opened = await ports.open(input, signal);
      try {
        const at = await ports.placement(input, opened, signal);
        const { schema, tables, shape } = await lookAtSource(ports, input, opened, signal);
        const plan = planPull(input, opened.source.name, schema, tables, shape, at);
        const withInput = (args: PlannedStep['args']): PlannedStep['args'] => ({ ...args, input });
        return {
          ...plan,
          steps: plan.steps.map((step) =>
            step.verb === 'open' ? { ...step, args: withInput(step.args) } : step,
          ),
        };
      } finally {
        await opened.source.close().catch(() => {});
      }
    },
    verbs: {
      open: defineVerb(
        z.object({ shape: z.string(), input: pullInput }),
        async ({ operation, signal, note }, { shape, input }) => {
          const run = await openPull({ ports, store, limits, now }, operation, input, shape, signal);
          runs.set(operation, run);
          note('One moment is open for all tables');
          run.notes.forEach(note);
        },
        ({ operation, signal }, { input }) => undo(operation, input, signal),
      ),
      schema: defineVerb(none, async ({ operation, signal }) => runOf(operation).schema(signal)),
      copy: defineVerb(z.object({ table: z.string() }), async (context, { table }) => {
        const begun = performance.now();
        const onBytes = (read: number, total: number): void => {
          const seconds = Math.max(0.05, (performance.now() - begun) / 1000);
          context.progress(read, total, 'bytes', `${(read / 1e6 / seconds).toFixed(1)} MB/s`);
        };
        return runOf(context.operation).copy(table, onBytes, context.signal);
      }),
      finish: defineVerb(
        none,
        async ({ operation, signal }) => {
          const snapshot = await runOf(operation).finish(signal);
          runs.delete(operation);
          return snapshot;
        },
        ({ operation }) => store.remove(operation).catch(ignoreMissing),
      ),
    },
    result: ({ output }) => snapshotSchema.parse(output('finish')),
  });
}

function ignoreMissing(error: unknown): void {
  if (error instanceof BacklotError && error.code === 'snapshot-missing') return;
  throw error;
}
