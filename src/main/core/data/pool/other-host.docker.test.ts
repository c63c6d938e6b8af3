import { expect, onTestFinished, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import { connectEngine } from '../../docker/connect-engine.ts';
import { inspectContainer } from '../../docker/containers.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import { noSecondEngine, type SecondEngine, secondEngine } from '../../engine/testing/second-engine.ts';
import { createPools } from './create-pools.ts';
import type { Pool } from './pool.ts';
import { poolImage } from './pool-image.ts';
import { poolNames } from './pool-names.ts';

const signal = new AbortController().signal;
const megabyte = 1024 ** 2;
const without = noSecondEngine();

/** A host of its own with the image of the pool; what is on it goes with it. */
async function host(sharesBlocks: boolean) {
  const second = await secondEngine({ sharesBlocks });
  onTestFinished(second.remove);
  const local = await connectEngine(localContext, signal);
  try {
    await second.bring(await poolImage(local, undefined, signal));
  } finally {
    local.close();
  }
  return second;
}

const poolsOn = ({ engine }: SecondEngine) => {
  const options = { prefix: 'btother', labels: { [TEST_LABEL]: testRun }, size: 512 * megabyte };
  const pools = createPools({ ...options, engine: async () => engine });
  onTestFinished(pools.close);
  return { pools, names: poolNames(options) };
};

const write = (pool: Pool, path: string): Promise<string> =>
  pool.run(
    'mkdir -p "$1"; dd if=/dev/urandom of="$1/file" bs=1M count=20 status=none; sync "$1/file"',
    [path],
    signal,
  );
const sum = async (pool: Pool, path: string): Promise<string> =>
  (await pool.run('md5sum "$1/file" | cut -d " " -f 1', [path], signal)).trim();

test.skipIf(without !== undefined)(
  `where Docker's own file system shares blocks, no loop device is made${without ? `: ${without}` : ''}`,
  async () => {
    const second = await host(true);
    const { pools } = poolsOn(second);
    const pool = await pools.of('default', signal);
    expect([pool.tier, pool.tierCause]).toEqual([
      'reflink',
      "Docker's file system shares blocks between copies",
    ]);
    await write(pool, 'datasets/demo');
    await pool.clone('datasets/demo', 'work/next', signal);
    expect(await sum(pool, 'work/next')).toBe(await sum(pool, 'datasets/demo'));
    expect(await pool.usage(['datasets/demo', 'work/next'], signal)).toEqual([
      { bytes: 20 * megabyte, ownBytes: 0 },
      { bytes: 20 * megabyte, ownBytes: 0 },
    ]);
    // What a clone writes is its own, and the dataset stays as it was frozen.
    const before = await sum(pool, 'datasets/demo');
    await pool.run(
      'dd if=/dev/zero of=work/next/file bs=1M count=5 conv=notrunc,fsync status=none',
      [],
      signal,
    );
    expect(await sum(pool, 'datasets/demo')).toBe(before);
    expect((await pool.usage(['work/next'], signal))[0]?.ownBytes).toBe(5 * megabyte);
    await pools.remove('default', signal);
  },
);

test.skipIf(without !== undefined)(
  `a pool outlives its engine, on a loop device too${without ? `: ${without}` : ''}`,
  async () => {
    const second = await host(false);
    const { pools, names } = poolsOn(second);
    const pool = await pools.of('default', signal);
    expect(pool.tier).toBe('pool');
    await write(pool, 'datasets/demo');
    await pool.clone('datasets/demo', 'environments/dev', signal);
    const before = await sum(pool, 'environments/dev');
    await second.restart();
    // The same core goes on, with a session to the keeper that has died.
    expect(await sum(await pools.of('default', signal), 'environments/dev')).toBe(before);
    // So does one that is started after it.
    const next = poolsOn(second);
    expect(await sum(await next.pools.of('default', signal), 'environments/dev')).toBe(before);
    expect((await inspectContainer(second.engine, names.pool, signal)).State.Running).toBe(true);
    await next.pools.remove('default', signal);
  },
);
