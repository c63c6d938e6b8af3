import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { rehearsal as contract } from '../../../../shared/contract/rehearsal.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Plan } from '../../../../shared/model/operation.ts';
import { defineOperation, defineVerb, type OperationKind, type StepContext } from '../define-operation.ts';
import { removeEffect, writeEffect } from './effect-file.ts';

export const rehearsalKind = 'rehearsal';

type Input = z.output<typeof contract.start.input>;

const args = z.object({ ms: z.number(), bytes: z.number(), fails: z.boolean() });

const mebibyte = 1024 * 1024;

/** Lanes side by side: a step waits for the one `width` before it. */
export function planRehearsal({ steps, stepMs, width, failAt }: Input): Plan {
  return {
    title: `Rehearse with ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    steps: Array.from({ length: steps }, (_, index) => {
      const number = index + 1;
      const bytes = (4 + (number % 3) * 2) * mebibyte;
      return {
        id: `step-${number}`,
        after: index >= width ? [`step-${number - width}`] : [],
        verb: 'rehearse',
        resource: `step ${number}`,
        cause: 'a rehearsal was asked for',
        weight: bytes / mebibyte,
        destructive: false,
        args: { ms: stepMs, bytes, fails: number === failAt },
      };
    }),
  };
}

async function work({ signal, progress }: StepContext, ms: number, bytes: number): Promise<void> {
  const begun = performance.now();
  for (let elapsed = 0; elapsed < ms; elapsed = performance.now() - begun) {
    progress(Math.floor((elapsed / ms) * bytes), bytes, 'bytes', 'writing');
    await delay(Math.min(50, ms - elapsed), undefined, { signal });
  }
  signal.throwIfAborted();
  progress(bytes, bytes, 'bytes', 'written');
}

/**
 * The rehearsal: steps that each leave one file in a scratch folder of the data directory. The example
 * of a kind of operation to copy for a new domain.
 */
export function createRehearsal({ home }: { readonly home: string }): OperationKind {
  const folderOf = (operation: string): string => join(home, 'scratch', 'rehearsal', operation);

  return defineOperation({
    kind: rehearsalKind,
    input: contract.start.input,
    afterCrash: 'resume',
    // The plan's lanes are as wide as was asked for.
    parallel: 50,
    title: ({ steps }) => `Rehearse with ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    locks: ({ environment }) => [`default/${environment}`],
    plan: planRehearsal,
    verbs: {
      rehearse: defineVerb(
        args,
        async (context, { ms, bytes, fails }) => {
          const { operation, step, note, command, key, signal } = context;
          const file = join(folderOf(operation), step.id);
          command(`head -c ${bytes} /dev/zero > '${file}'`);
          note(`${step.resource}: ${bytes} bytes in ${ms} ms`);
          await work(context, fails ? ms / 2 : ms, bytes);
          if (fails) {
            throw new BacklotError(
              'step-failed',
              `"${step.resource}" failed, as the rehearsal was asked to.`,
              {
                hint: 'Rehearse again without a failing step.',
              },
            );
          }
          await writeEffect(file, `${key}\n`, signal);
          note(`${step.resource}: written`);
          return { file };
        },
        async ({ operation, step }) => removeEffect(join(folderOf(operation), step.id)),
      ),
    },
    result: ({ operation }) => ({ folder: folderOf(operation) }),
  });
}
