import { join } from 'node:path';
import { expect, test } from 'vitest';
import { snapshots as contract } from '../../shared/contract/snapshots.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { createHeldUrls } from '../core/data/snapshots/held-urls.ts';
import { createPullOperation } from '../core/data/snapshots/pull-operation.ts';
import type { PullInput } from '../core/data/snapshots/pull-ports.ts';
import { createSnapshotStore } from '../core/data/snapshots/snapshot-store.ts';
import { fakePorts } from '../core/data/snapshots/testing/fake-source.ts';
import { memorySecrets } from '../core/data/snapshots/testing/memory-secrets.ts';
import { createVerifyOperation } from '../core/data/snapshots/verify-operation.ts';
import { testCore } from '../core/operations/testing/test-core.ts';
import { tempHome } from '../core/store/testing/temp-home.ts';
import { snapshotsHandlers } from './snapshots.ts';

const never = new AbortController().signal;

function door() {
  const home = tempHome();
  const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
  const urls = createHeldUrls();
  const asked: PullInput[] = [];
  const fake = fakePorts({
    tables: [{ name: 'tags', columns: [['name', 'keep']], pieces: [() => [Buffer.from('red\nblue\n')]] }],
    open: { snapshots: 0, sources: 0 },
  });
  const ports: typeof fake = {
    ...fake,
    open: (input, signal) => {
      asked.push(input);
      return fake.open(input, signal);
    },
  };
  const kinds = [createPullOperation({ ports, store }), createVerifyOperation({ store })];
  const core = testCore({ kinds }, home);
  const [near, far] = memoryPair();
  serve(
    far,
    methodTable(
      { snapshots: contract },
      { snapshots: snapshotsHandlers({ store, operations: core.operations, urls }) },
    ),
  );
  return { ...core, urls, asked, ...createClient({ snapshots: contract }, connect(near)) };
}

test('pull, list, inspect, verify and remove through the wire', async () => {
  const { snapshots, operations } = door();
  expect(await snapshots.list({ project: '/shop' })).toEqual([]);
  const { operation } = await snapshots.pull({ project: '/shop', dataset: 'staging' });
  expect((await operations.wait(operation, never)).state).toBe('succeeded');
  expect(await snapshots.list({ project: '/shop', dataset: 'staging' })).toMatchObject([
    { id: operation, rows: 2, state: 'complete' },
  ]);
  expect(await snapshots.list({ project: '/other' })).toEqual([]);
  expect(await snapshots.list({ project: '/shop', dataset: 'other' })).toEqual([]);
  const id = operation.slice(0, 6);
  expect(await snapshots.inspect({ project: '/shop', id })).toMatchObject({ verdict: 'clean' });
  const { markdown } = await snapshots.receipt({ project: '/shop', id });
  expect(markdown).toContain(`# Receipt of snapshot ${operation}`);
  const verified = await snapshots.verify({ project: '/shop', id });
  expect(await operations.wait(verified.operation, never)).toMatchObject({ state: 'succeeded' });
  await snapshots.remove({ project: '/shop', id });
  await expect(snapshots.inspect({ project: '/shop', id })).rejects.toMatchObject({
    code: 'snapshot-missing',
  });
});

test("a URL's password reaches the source and is in no journal", async () => {
  const { snapshots, operations, store, urls, asked } = door();
  const url = 'postgresql://app:right-horse@db/shop';
  const { operation } = await snapshots.pull({ project: '/shop', dataset: 'staging', url });
  await operations.wait(operation, never);
  expect(asked[0]?.url).toBe('postgresql://app@db/shop');
  expect(urls.whole(asked[0]?.ticket ?? '')).toBe(url);
  expect(JSON.stringify(store.operations.get(operation))).not.toContain('right-horse');
});
