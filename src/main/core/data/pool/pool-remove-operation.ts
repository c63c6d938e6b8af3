import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import type { PoolStatus } from '../../../../shared/model/pool.ts';
import { defineOperation, defineVerb, type OperationKind } from '../../operations/define-operation.ts';
import type { Pools } from './pool.ts';

const input = z.object({ host: z.string().min(1) });

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What goes with a pool, in words. Pure. */
export function poolLoss({ datasets, checkpoints }: Pick<PoolStatus, 'datasets' | 'checkpoints'>): string {
  const kept = checkpoints.reduce((sum, { count }) => sum + count, 0);
  return `${counted(datasets.length, 'dataset')} and ${counted(kept, 'checkpoint')} are lost`;
}

/** The operation `pool-remove`: a host's pool goes with all data in it, unless an environment uses it. */
export const createPoolRemove = ({
  pools,
  status,
}: {
  readonly pools: Pick<Pools, 'remove'>;
  readonly status: (host: string, signal: AbortSignal) => Promise<PoolStatus | undefined>;
}): OperationKind =>
  defineOperation<z.infer<typeof input>>({
    kind: 'pool-remove',
    input,
    afterCrash: 'resume',
    title: ({ host }) => `Remove the pool of ${host}`,
    locks: ({ host }) => [`${host}/pool`],
    async plan({ host }, { signal }) {
      const found = await status(host, signal);
      if (found === undefined) return { title: `Nothing to do: ${host} has no pool`, steps: [] };
      if (found.volumes.length > 0)
        throw new BacklotError(
          'operation-conflict',
          `The pool of ${host} is in use: ${found.volumes.map((name) => `volume ${name}`).join(', ')}.`,
          {
            hint: 'Take these environments down with their volumes ("backlot down --volumes") first.',
            details: { volumes: [...found.volumes] },
          },
        );
      return {
        title: `Remove the pool of ${host}`,
        steps: [
          {
            id: 'remove',
            after: [],
            verb: 'pool-remove',
            resource: `pool of ${host}`,
            cause: `asked for; ${poolLoss(found)}`,
            weight: 1,
            destructive: true,
            args: { host },
          },
        ],
      };
    },
    verbs: {
      // What is in use by now refuses once more: a volume may have come since it was planned.
      'pool-remove': defineVerb(input, async ({ signal }, { host }) => pools.remove(host, signal)),
    },
  });
