import { expect, test } from 'vitest';
import type { PoolStatus } from '../../../../shared/model/pool.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { createPoolRemove } from './pool-remove-operation.ts';

const never = new AbortController().signal;
const pool: PoolStatus = {
  ...{ host: 'default', tier: 'pool', tierCause: 'it clones', size: 10, free: 5, volumes: [] },
  datasets: ['shop/demo'],
  checkpoints: [
    { environment: 'shop-dev', count: 2, named: ['mine'] },
    { environment: 'shop-qa', count: 1, named: [] },
  ],
};

async function removed(status: PoolStatus | undefined) {
  const gone: string[] = [];
  const pools = { remove: async (host: string) => void gone.push(host) };
  const { operations } = testCore({ kinds: [createPoolRemove({ pools, status: async () => status })] });
  const ended = await operations.wait(operations.start('pool-remove', { host: 'default' }), never);
  return { ended, gone };
}

test('a pool goes, and what goes with it is told', async () => {
  const { ended, gone } = await removed(pool);
  expect(gone).toEqual(['default']);
  expect(ended.steps.map(({ cause, destructive }) => [cause, destructive])).toEqual([
    ['asked for; 1 dataset and 3 checkpoints are lost', true],
  ]);
});

test('one that an environment uses stays, and is told by its volumes', async () => {
  const { ended, gone } = await removed({ ...pool, volumes: ['shop_db-data'] });
  expect(gone).toEqual([]);
  expect(ended.error).toMatchObject({
    code: 'operation-conflict',
    message: 'The pool of default is in use: volume shop_db-data.',
    hint: expect.stringContaining('backlot down --volumes'),
  });
});

test('where there is none, nothing is done', async () => {
  const { ended, gone } = await removed(undefined);
  expect([ended.state, ended.title, gone]).toEqual(['succeeded', 'Nothing to do: default has no pool', []]);
});
