import type { z } from 'zod';
import type { data as contract, dataStatus, poolStatus } from '../../shared/contract/data.ts';
import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { DataStatus } from '../../shared/model/data.ts';
import type { PoolStatus } from '../../shared/model/pool.ts';
import { watchData } from '../core/data/watch-data.ts';
import type { StackRef } from '../core/engine/stack-access.ts';
import type { Operations } from '../core/operations/operations.ts';

/** What the handlers of data need of the core. */
export interface DataHandlerParts {
  readonly locate: (
    place: { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ) => Promise<StackRef>;
  readonly status: (place: StackRef, signal: AbortSignal) => Promise<DataStatus>;
  readonly pool: (host: string, signal: AbortSignal) => Promise<PoolStatus | undefined>;
  readonly operations: Pick<Operations, 'start' | 'changes'>;
}

type Wire = z.input<typeof dataStatus>;

const toWire = (status: DataStatus): Wire => ({
  ...status,
  services: [...status.services],
  history: status.history.map((one) => ({ ...one })),
  datasets: status.datasets.map(({ source, usedBy, ...one }) => ({
    ...one,
    source: source.kind === 'seed' ? { kind: source.kind, files: [...source.files] } : { ...source },
    usedBy: [...usedBy],
  })),
  checkpoints: status.checkpoints.map(({ volumes, ...one }) => ({ ...one, volumes: [...volumes] })),
  disk: { ...status.disk },
});

const poolToWire = (pool: PoolStatus): z.input<typeof poolStatus> => ({
  ...pool,
  volumes: [...pool.volumes],
  datasets: [...pool.datasets],
  checkpoints: pool.checkpoints.map(({ named, ...one }) => ({ ...one, named: [...named] })),
});

/** The methods on datasets, checkpoints and undo. */
export const dataHandlers = ({
  locate,
  status,
  pool,
  operations,
}: DataHandlerParts): DomainHandlers<typeof contract> => {
  const start = async <Rest extends object>(
    kind: string,
    { project, environment, ...rest }: Rest & { readonly project: string; readonly environment: string },
    signal: AbortSignal,
  ): Promise<{ operation: string }> => {
    const stack = await locate({ project, environment }, signal);
    return { operation: operations.start(kind, { stack, ...rest }) };
  };

  return {
    show: async (place, { signal }) => toWire(await status(await locate(place, signal), signal)),
    async *status(place, { signal, after }) {
      const found = await locate(place, signal);
      for await (const { cursor, value } of watchData({ status, operations }, found, signal, after))
        yield { cursor, value: toWire(value) };
    },
    bake: (input, { signal }) => start('dataset-bake', input, signal),
    use: (input, { signal }) => start('dataset-use', input, signal),
    save: (input, { signal }) => start('dataset-save', input, signal),
    removeDataset: (input, { signal }) => start('dataset-remove', input, signal),
    saveCheckpoint: (input, { signal }) => start('checkpoint-save', input, signal),
    restore: (input, { signal }) => start('checkpoint-restore', input, signal),
    removeCheckpoint: (input, { signal }) => start('checkpoint-remove', input, signal),
    undo: (input, { signal }) => start('data-undo', input, signal),
    redo: (input, { signal }) => start('data-redo', input, signal),
    async pool({ host }, { signal }) {
      const found = await pool(host, signal);
      return { pool: found && poolToWire(found) };
    },
    removePool: (input) => ({ operation: operations.start('pool-remove', input) }),
  };
};
