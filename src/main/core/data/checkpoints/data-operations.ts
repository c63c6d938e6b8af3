import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import { type StackRef, stackRef } from '../../engine/stack-access.ts';
import { stackVerbs } from '../../engine/stack-verbs.ts';
import { defineOperation, defineVerb, type OperationKind } from '../../operations/define-operation.ts';
import { datasetLock, environmentLock, snapshotLock } from '../datasets/dataset-verbs.ts';
import type { DataParts } from './data-parts.ts';
import { dataVerbs } from './data-verbs.ts';
import { findKept, labelOf, withoutKept } from './decide-exchange.ts';
import { lookAtData } from './look-at-data.ts';
import { type DataAct, planExchange } from './plan-exchange.ts';
import { readState, writeState } from './read-state.ts';

const placeInput = z.object({ stack: stackRef });
const useInput = z.object({ stack: stackRef, dataset: z.string().min(1), pull: z.boolean().optional() });
const saveInput = z.object({ stack: stackRef, name: z.string().min(1).optional() });
const checkpointInput = z.object({ stack: stackRef, checkpoint: z.string().min(1) });
const removeArgs = z.object({ stack: stackRef, project: z.string(), id: z.string() });

/** Copies side by side would only take the disk from each other. */
const parallel = 8;

/**
 * The operations on the data of environments: `dataset-use`, `data-undo`, `data-redo`, `checkpoint-save`,
 * `checkpoint-restore`, `checkpoint-remove`. A failure puts the old data back, whole.
 */
export function dataOperations(parts: DataParts): readonly OperationKind[] {
  const { access, pools, datasets, now = Date.now } = parts;
  const verbs = dataVerbs(parts, stackVerbs(access, parts.images));

  const planned = async (stack: StackRef, act: DataAct, pull: boolean, signal: AbortSignal) => {
    const bake =
      act.kind === 'use' ? await datasets.bakePlan(stack, act.dataset, { again: false, pull }, signal) : [];
    const view = await lookAtData({ access, pools }, stack, signal);
    if (act.kind === 'save' && view.state.checkpoints.some(({ name }) => name && name === act.name))
      throw new BacklotError('invalid-input', `There is a checkpoint "${act.name}" already.`, {
        hint: `Choose another name, or remove it first ("backlot checkpoint remove ${act.name}").`,
      });
    return planExchange(view, act, { at: now(), checkpoint: randomBytes(4).toString('hex'), bake });
  };

  const kind = <Input extends { readonly stack: StackRef; readonly pull?: boolean | undefined }>(
    name: string,
    input: z.ZodType<Input>,
    title: (input: Input) => string,
    act: (input: Input) => DataAct,
  ): OperationKind =>
    defineOperation<Input>({
      kind: name,
      input,
      parallel,
      verbs,
      afterCrash: 'resume',
      onFailure: 'rollback',
      title,
      locks: (given) => {
        const what = act(given);
        const environment = environmentLock(given.stack);
        if (what.kind !== 'use') return [environment];
        const pulled = given.pull ? [snapshotLock(given.stack, what.dataset)] : [];
        return [environment, datasetLock(given.stack, what.dataset), ...pulled];
      },
      project: ({ stack }) => stack.project,
      plan: (given, { signal }) => planned(given.stack, act(given), given.pull ?? false, signal),
      result: ({ output }) => output('swap') ?? output('keep') ?? {},
    });

  const remove = defineVerb(removeArgs, async ({ signal }, { stack, project, id }) => {
    const pool = await pools.of(stack.host, signal);
    const state = await readState(pool, project, signal);
    // What is not written any more is not offered any more: then its folder may go.
    if (state.checkpoints.some((one) => one.id === id))
      await writeState(pool, project, withoutKept(state, [id]), signal);
    await pool.remove(`checkpoints/${project}/${id}`, signal);
  });

  return [
    kind(
      'dataset-use',
      useInput,
      ({ stack, dataset }) => `Switch ${stack.environment} to ${dataset}`,
      ({ dataset }) => ({ kind: 'use', dataset }),
    ),
    kind(
      'data-undo',
      placeInput,
      ({ stack }) => `Undo the last change of data in ${stack.environment}`,
      () => ({ kind: 'undo' }),
    ),
    kind(
      'data-redo',
      placeInput,
      ({ stack }) => `Redo the last undone change of data in ${stack.environment}`,
      () => ({ kind: 'redo' }),
    ),
    kind(
      'checkpoint-save',
      saveInput,
      ({ stack }) => `Save a checkpoint of ${stack.environment}`,
      ({ name }) => ({ kind: 'save', name }),
    ),
    kind(
      'checkpoint-restore',
      checkpointInput,
      ({ stack, checkpoint }) => `Restore checkpoint ${checkpoint} in ${stack.environment}`,
      ({ checkpoint }) => ({ kind: 'restore', checkpoint }),
    ),
    defineOperation({
      kind: 'checkpoint-remove',
      input: checkpointInput,
      verbs: { 'checkpoint-remove': remove },
      afterCrash: 'resume',
      title: ({ stack, checkpoint }) => `Remove checkpoint ${checkpoint} of ${stack.environment}`,
      locks: ({ stack }) => [environmentLock(stack)],
      project: ({ stack }) => stack.project,
      async plan({ stack, checkpoint }, { signal }) {
        const { state, home } = await lookAtData({ access, pools }, stack, signal);
        const found = findKept(state, checkpoint);
        const label = labelOf(found);
        return {
          title: `Remove checkpoint ${label} of ${stack.environment}`,
          steps: [
            {
              id: 'remove',
              after: [],
              verb: 'checkpoint-remove',
              resource: `checkpoint ${label}`,
              cause: 'asked for; its data is lost',
              weight: 1,
              destructive: true,
              args: { stack, project: home, id: found.id },
            },
          ],
        };
      },
    }),
  ];
}
