import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import type { PlannedStep } from '../../../../shared/model/operation.ts';
import { type StackRef, stackRef } from '../../engine/stack-access.ts';
import { defineOperation, defineVerb, type OperationKind } from '../../operations/define-operation.ts';
import type { Pool } from '../pool/pool.ts';
import {
  type DatasetRecord,
  datasetFolder,
  healDataset,
  listFrozen,
  placeDataset,
  writeRecord,
} from './dataset-record.ts';
import {
  type DatasetInput,
  type DatasetVerbs,
  datasetLock,
  type EnvironmentData,
  environmentLock,
  snapshotLock,
} from './dataset-verbs.ts';
import { checkDatasetName, type DeclaredDatasets, unknownDataset } from './declared-datasets.ts';

export interface DatasetOperationParts {
  /** The name of the project that a place is of. */
  readonly projectName: (place: StackRef, signal: AbortSignal) => Promise<string>;
  readonly pool: (host: string, signal: AbortSignal) => Promise<Pool>;
  readonly declared: (project: string, signal: AbortSignal) => Promise<DeclaredDatasets>;
  readonly environment: EnvironmentData;
  readonly bakePlan: DatasetVerbs['bakePlan'];
  readonly bakeVerbs: DatasetVerbs['verbs'];
  readonly now: () => number;
}

const input: z.ZodType<DatasetInput> = z.object({
  stack: stackRef,
  dataset: z.string().min(1),
  again: z.boolean().optional(),
  pull: z.boolean().optional(),
});
const args = z.object({ stack: stackRef, dataset: z.string() });
const saveFolder = (operation: string, dataset: string): string => `work/${operation}/save-${dataset}`;

const step = (
  id: string,
  resource: string,
  cause: string,
  { after = [], destructive = false, args: given }: Pick<PlannedStep, 'args'> & Partial<PlannedStep>,
): PlannedStep => ({ id, verb: id, resource, cause, after, weight: 5, destructive, args: given });

/** The operations on one dataset: `dataset-bake`, `dataset-save`, `dataset-remove`. */
export function datasetOperations(parts: DatasetOperationParts): readonly OperationKind[] {
  const { pool: poolOf, declared, environment, now } = parts;
  const project = ({ stack }: DatasetInput): string => stack.project;

  const clone = defineVerb(
    args,
    async ({ operation, signal, note, progress }, { stack, dataset }) => {
      const pool = await poolOf(stack.host, signal);
      const into = saveFolder(operation, dataset);
      // What an earlier attempt left may be half of it.
      await pool.remove(into, signal);
      progress(0, undefined, 'items', `cloning the volumes of ${stack.environment}`);
      const { volumes, stoppedMs } = await environment.freeze(stack, into, signal);
      if (stoppedMs > 0) note(`${stack.environment} stood still for ${(stoppedMs / 1000).toFixed(1)} s`);
      const time = now();
      const record: DatasetRecord = {
        version: 1,
        name: dataset,
        source: { kind: 'saved', environment: stack.environment },
        bakedAt: time,
        takenAt: time,
        operation,
        volumes: Object.keys(volumes),
        databases: [],
      };
      await writeRecord(pool, into, record, signal);
      return { volumes: Object.keys(volumes) };
    },
    async ({ operation, signal }, { stack, dataset }) => {
      const pool = await poolOf(stack.host, signal);
      await pool.remove(saveFolder(operation, dataset), signal);
      await pool.ask('rmdir "work/$1" 2>/dev/null || true', [operation], signal);
      await healDataset(pool, { project: await parts.projectName(stack, signal), dataset }, signal);
    },
  );

  const place = defineVerb(args, async ({ operation, signal }, { stack, dataset }) => {
    const pool = await poolOf(stack.host, signal);
    const name = await parts.projectName(stack, signal);
    await placeDataset(pool, { project: name, dataset, from: saveFolder(operation, dataset) }, signal);
    await pool.ask('rmdir "work/$1" 2>/dev/null || true', [operation], signal);
  });

  const remove = defineVerb(args, async ({ signal }, { stack, dataset }) => {
    const pool = await poolOf(stack.host, signal);
    await pool.remove(datasetFolder(await parts.projectName(stack, signal), dataset), signal);
  });

  return [
    defineOperation<DatasetInput>({
      kind: 'dataset-bake',
      input,
      afterCrash: 'rollback',
      title: ({ dataset }) => `Bake ${dataset}`,
      locks: ({ stack, dataset, pull }) => [
        datasetLock(stack, dataset),
        ...(pull ? [snapshotLock(stack, dataset)] : []),
      ],
      project,
      verbs: parts.bakeVerbs,
      async plan({ stack, dataset, again = false, pull }, { signal }) {
        const steps = await parts.bakePlan(stack, dataset, { again, pull }, signal);
        return {
          title: steps.length === 0 ? `Nothing to do: ${dataset} is ready` : `Bake ${dataset}`,
          steps,
        };
      },
      result: ({ output }) => output('bake:freeze'),
    }),
    defineOperation<DatasetInput>({
      kind: 'dataset-save',
      input,
      afterCrash: 'rollback',
      title: ({ stack, dataset }) => `Save ${stack.environment} as ${dataset}`,
      locks: ({ stack, dataset }) => [environmentLock(stack), datasetLock(stack, dataset)],
      project,
      verbs: { 'dataset-clone': clone, 'dataset-place': place },
      async plan({ stack, dataset }, { signal }) {
        checkDatasetName(dataset);
        if ((await declared(stack.project, signal)).has(dataset))
          throw new BacklotError(
            'invalid-input',
            `backlot.yaml makes the dataset ${dataset} from files or a snapshot.`,
            {
              hint: 'Save under another name.',
              details: { dataset },
            },
          );
        const pool = await poolOf(stack.host, signal);
        const known = await listFrozen(pool, await parts.projectName(stack, signal), signal);
        const replaces = known.some(({ name }) => name === dataset);
        const given = { args: { stack, dataset } };
        return {
          title: `Save ${stack.environment} as ${dataset}`,
          steps: [
            step('dataset-clone', `volumes of ${stack.environment}`, 'asked for', given),
            step(
              'dataset-place',
              `dataset ${dataset}`,
              replaces ? 'it takes the place of the former' : 'it is new',
              {
                ...given,
                after: ['dataset-clone'],
                destructive: replaces,
              },
            ),
          ],
        };
      },
      result: ({ output }) => output('dataset-clone'),
    }),
    defineOperation<DatasetInput>({
      kind: 'dataset-remove',
      input,
      afterCrash: 'resume',
      onFailure: 'keep',
      title: ({ dataset }) => `Remove ${dataset}`,
      locks: ({ stack, dataset }) => [datasetLock(stack, dataset)],
      project,
      verbs: { 'dataset-remove': remove },
      async plan({ stack, dataset }, { signal }) {
        checkDatasetName(dataset);
        const pool = await poolOf(stack.host, signal);
        const found = await listFrozen(pool, await parts.projectName(stack, signal), signal);
        const names = found.map(({ name }) => name);
        const all = await declared(stack.project, signal);
        if (!names.includes(dataset) && !all.has(dataset))
          throw unknownDataset(dataset, [...new Set([...all.keys(), ...names])]);
        if (!names.includes(dataset)) return { title: `Nothing to do: ${dataset} is not baked`, steps: [] };
        const cause = all.has(dataset) ? 'asked for; it can be baked again' : 'asked for; its data is lost';
        return {
          title: `Remove ${dataset}`,
          steps: [
            step('dataset-remove', `dataset ${dataset}`, cause, {
              destructive: true,
              args: { stack, dataset },
            }),
          ],
        };
      },
    }),
  ];
}
