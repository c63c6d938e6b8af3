import { type data, dataStatus } from '../../shared/contract/data.ts';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Checkpoint, DataStatus } from '../../shared/model/data.ts';
import type { OperationWithSteps, Step } from '../../shared/model/operation.ts';
import { fakeTopic } from './fake-topic.ts';

/** Begins an operation that advances by itself; `done` is called when it has ended well. */
export type BeginFake = (
  begun: Pick<OperationWithSteps, 'kind' | 'title' | 'steps'>,
  environment: string,
  done: () => void,
) => string;

export const fakeStep = (verb: string, resource: string, cause: string, over: Partial<Step> = {}): Step => ({
  id: `${verb} ${resource}`,
  after: [],
  verb,
  resource,
  cause,
  weight: 1,
  destructive: false,
  args: {},
  state: 'pending',
  progress: { current: 0, total: 4, unit: 'items' },
  ...over,
});

const switchSteps = (cause: string): readonly Step[] => [
  fakeStep('checkpoint', 'db, cache', 'kept before the change'),
  fakeStep('clone', 'db, cache', cause),
  fakeStep('swap', 'db, cache', cause, { destructive: true }),
  fakeStep('wait', 'db', 'until it takes connections'),
];

const farAway = new BacklotError(
  'docker-context-unknown',
  'There is no Docker context "shared" on this machine.',
  {
    hint: 'To add it: docker context create shared --docker host=…',
  },
);

const noAnswer = new BacklotError(
  'docker-unreachable',
  'Docker (context default) did not answer at unix:///var/run/docker.sock within 5 s.',
  { hint: 'Restart Docker, then try again.', retryable: true },
);

const hex = (count: number): string =>
  (count * 2654435761).toString(16).padStart(8, '0').repeat(2).slice(0, 16);

/** The data of `dev` with a memory; other environments are on a host that this machine does not know. */
export function fakeData(first: DataStatus, begin: BeginFake, silent = false): DomainHandlers<typeof data> {
  let status = first;
  /** States that an undo left, newest last. */
  let undone: readonly DataStatus[] = [];
  let made = 0;
  const changed = fakeTopic<DataStatus>();
  const set = (next: DataStatus): void => {
    status = next;
    changed.send(next);
  };
  const check = (environment: string): void => {
    if (environment !== 'dev') throw farAway;
    if (silent) throw noAnswer;
  };
  const checkpointOf = (reason: string, name?: string): Checkpoint => {
    made += 1;
    return {
      id: hex(made + 40),
      environment: 'dev',
      ...(name !== undefined && { name }),
      automatic: name === undefined,
      reason,
      createdAt: Date.now(),
      ...(status.dataset !== undefined && { dataset: status.dataset }),
      volumes: ['db-data', 'cache-data'],
      bytes: 1_240_000_000,
      ownBytes: 3_400_000,
    };
  };
  const holding = (dataset: string | undefined): Pick<DataStatus, 'datasets'> => ({
    datasets: status.datasets.map((one) => ({
      ...one,
      usedBy: [
        ...one.usedBy.filter((environment) => environment !== 'dev'),
        ...(one.name === dataset ? ['dev'] : []),
      ],
      ...(one.name === dataset && { switchMs: 430 }),
    })),
  });
  const change = (text: string, dataset: string | undefined, reason: string): void => {
    const before = checkpointOf(reason);
    const at = Date.now();
    set({
      ...status,
      ...holding(dataset),
      dataset,
      since: at,
      canUndo: true,
      canRedo: text === 'undo',
      history: [
        { at, text, ...(dataset !== undefined && { dataset }), before: before.id, current: true },
        ...status.history.map((one) => ({ ...one, current: false })),
      ],
      checkpoints: [before, ...status.checkpoints],
      disk: {
        ...status.disk,
        used: status.disk.used + 3_400_000,
        logical: status.disk.logical + 1_240_000_000,
      },
    });
  };
  const started = (title: string, kind: string, steps: readonly Step[], done: () => void, lock = 'dev') => ({
    operation: begin({ kind, title, steps }, lock, done),
  });
  const findCheckpoint = (wanted: string): Checkpoint => {
    const found = status.checkpoints.find(({ id, name }) => name === wanted || id.startsWith(wanted));
    if (!found) throw new BacklotError('checkpoint-unknown', `dev has no checkpoint "${wanted}".`);
    return found;
  };
  const edit = (name: string, state: 'baking' | 'ready'): void =>
    set({
      ...status,
      datasets: status.datasets.map((one) =>
        one.name === name
          ? {
              ...one,
              state,
              ...(state === 'ready' && { unpulled: false }),
              cause: state === 'ready' ? 'checked and frozen' : 'restoring',
              ...(state === 'ready' && { bytes: 1_310_000_000, ownBytes: 412_000_000, bakedAt: Date.now() }),
            }
          : one,
      ),
    });

  return {
    show: ({ environment }) => {
      check(environment);
      return dataStatus.parse(status);
    },
    status: async function* ({ environment }, { signal }) {
      check(environment);
      for await (const { cursor, value } of changed.follow([status], signal))
        yield { cursor, value: dataStatus.parse(value) };
    },
    bake: ({ dataset }) => {
      edit(dataset, 'baking');
      return started(
        `Bake ${dataset}`,
        'bake',
        [
          fakeStep('restore', 'db', 'db/seeds changed', {
            weight: 4,
            progress: { current: 0, total: 90_000_000, unit: 'bytes' },
          }),
          fakeStep('check', 'db', 'row hashes and foreign keys'),
          fakeStep('freeze', 'db-data, cache-data', 'ready to be cloned'),
        ],
        () => edit(dataset, 'ready'),
        `dataset:${dataset}`,
      );
    },
    use: ({ dataset, pull }) => {
      const found = status.datasets.find(({ name }) => name === dataset);
      if (!found) throw new BacklotError('dataset-unknown', `There is no dataset "${dataset}".`);
      if (found.state === 'broken')
        return started(
          `Switch dev to ${dataset}`,
          'data-use',
          [
            fakeStep('bake', dataset, found.cause, {
              error: {
                code: 'bake-failed',
                message: found.cause,
                details: {},
                retryable: false,
              },
            }),
          ],
          () => {},
        );
      if (found.unpulled && !pull)
        throw new BacklotError('snapshot-missing', `No snapshot was pulled for the dataset ${dataset} yet.`);
      return started(`Switch dev to ${dataset}`, 'data-use', switchSteps(`dataset ${dataset}`), () => {
        if (found.bytes === undefined) edit(dataset, 'ready');
        change(`switched to ${dataset}`, dataset, `before switching to ${dataset}`);
      });
    },
    save: ({ dataset }) =>
      started(`Save dataset ${dataset}`, 'data-save', [fakeStep('freeze', 'db, cache', 'asked for')], () =>
        set({
          ...status,
          datasets: [
            ...status.datasets.filter(({ name }) => name !== dataset),
            {
              name: dataset,
              source: { kind: 'saved', environment: 'dev' },
              state: 'ready',
              cause: 'frozen as it was',
              bytes: 1_240_000_000,
              ownBytes: 2_100_000,
              bakedAt: Date.now(),
              usedBy: [],
            },
          ],
        }),
      ),
    pool: () => ({}),
    removePool: ({ host }) =>
      started(
        `Remove the pool of ${host}`,
        'pool-remove',
        [fakeStep('remove', 'pool', 'asked for')],
        () => {},
      ),
    removeDataset: ({ dataset }) =>
      started(`Remove dataset ${dataset}`, 'data-remove', [fakeStep('remove', dataset, 'asked for')], () =>
        set({
          ...status,
          datasets: status.datasets.flatMap((one) => {
            if (one.name !== dataset) return [one];
            if (one.source.kind === 'saved') return [];
            const { bytes: _, ownBytes: __, bakedAt: ___, ...rest } = one;
            return [{ ...rest, state: 'not-baked' as const, cause: 'its frozen volumes were removed' }];
          }),
        }),
      ),
    saveCheckpoint: ({ name }) =>
      started('Save a checkpoint of dev', 'checkpoint', [fakeStep('clone', 'db, cache', 'asked for')], () => {
        const checkpoint = { ...checkpointOf('saved by hand', name), automatic: false };
        set({ ...status, checkpoints: [checkpoint, ...status.checkpoints] });
      }),
    restore: ({ checkpoint }) => {
      const found = findCheckpoint(checkpoint);
      const called = found.name ?? found.id.slice(0, 7);
      return started(`Restore ${called} in dev`, 'data-restore', switchSteps(`checkpoint ${called}`), () =>
        change(`restored checkpoint ${called}`, found.dataset, `before restoring ${called}`),
      );
    },
    removeCheckpoint: ({ checkpoint }) => {
      const { id } = findCheckpoint(checkpoint);
      return started('Remove a checkpoint of dev', 'checkpoint', [fakeStep('remove', id, 'asked for')], () =>
        set({ ...status, checkpoints: status.checkpoints.filter((one) => one.id !== id) }),
      );
    },
    undo: () => {
      const current = status.history.find((one) => one.current);
      if (!current) throw new BacklotError('nothing-to-undo', 'Nothing has changed the data of dev so far.');
      const at = status.history.indexOf(current);
      const earlier = status.history[at + 1];
      return started('Undo in dev', 'data-undo', switchSteps('the state before'), () => {
        undone = [...undone, status];
        change('undo', earlier?.dataset, `before undoing: ${current.text}`);
      });
    },
    redo: () => {
      const back = undone.at(-1);
      return started('Redo in dev', 'data-redo', switchSteps('the state that was undone'), () => {
        undone = undone.slice(0, -1);
        change('redo', back?.dataset, 'before redoing');
      });
    },
  };
}
