import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inspectContainer, removeContainer, stopContainer } from '../../docker/containers.ts';
import { findVolume, listVolumes } from '../../docker/volumes.ts';
import { createPools } from './create-pools.ts';
import { growPool } from './grow-pool.ts';
import type { Pool } from './pool.ts';
import { poolImage } from './pool-image.ts';
import { poolNames } from './pool-names.ts';
import { testPools } from './testing/test-pools.ts';

const signal = new AbortController().signal;
const megabyte = 1024 ** 2;

const write = (pool: Pool, path: string, megabytes: number): Promise<string> =>
  pool.run(
    'mkdir -p "$1"; dd if=/dev/urandom of="$1/file" bs=1M count="$2" status=none',
    [path, String(megabytes)],
    signal,
  );
const sum = async (pool: Pool, path: string): Promise<string> =>
  (await pool.run('md5sum "$1/file" | cut -d " " -f 1', [path], signal)).trim();

test('a pool clones by sharing blocks, says what each folder alone takes, and goes without a trace', async () => {
  const { engine, pools, prefix } = await testPools();
  expect(await pools.existing('default', signal)).toBeUndefined();
  const pool = await pools.of('default', signal);
  expect(pool.tier).toBe('pool');
  await write(pool, 'datasets/shop/demo/data', 20);
  await pool.clone('datasets/shop/demo', 'work/op/next', signal);
  expect(await sum(pool, 'work/op/next/data')).toBe(await sum(pool, 'datasets/shop/demo/data'));
  const paths = ['datasets/shop/demo', 'work/op/next'];
  expect(await pool.usage(paths, signal)).toEqual([
    { bytes: 20 * megabyte, ownBytes: 0 },
    { bytes: 20 * megabyte, ownBytes: 0 },
  ]);
  expect((await pool.count(paths, signal)).together).toBe(20 * megabyte);
  await pool.run(
    'dd if=/dev/zero of=work/op/next/data/file bs=1M count=5 conv=notrunc,fsync status=none',
    [],
    signal,
  );
  const [dataset, clone] = await pool.usage(paths, signal);
  expect(dataset?.ownBytes).toBe(5 * megabyte);
  expect(clone?.ownBytes).toBe(5 * megabyte);
  expect((await pool.count(paths, signal)).together).toBe(25 * megabyte);
  await pool.remove('datasets/shop/demo', signal);
  expect((await pool.usage(['work/op/next'], signal))[0]).toEqual({
    bytes: 20 * megabyte,
    ownBytes: 20 * megabyte,
  });

  await expect(pool.clone('datasets/none', 'work/x', signal)).rejects.toMatchObject({ code: 'pool-failed' });
  await expect(pool.clone('work/op/next', 'work/op/next', signal)).rejects.toMatchObject({
    code: 'pool-failed',
  });
  await expect(pool.clone('../x', 'work/y', signal)).rejects.toMatchObject({ code: 'invalid-input' });

  await pools.remove('default', signal);
  expect((await listVolumes(engine, signal)).filter(({ Name }) => Name.startsWith(prefix))).toEqual([]);
});

test('a pool that is full says so and loses nothing; grown, it has room', async () => {
  const { engine, pools, options } = await testPools({ size: 320 * megabyte });
  const pool = await pools.of('default', signal);
  await write(pool, 'datasets/shop/demo/data', 100);
  const before = await sum(pool, 'datasets/shop/demo/data');
  await expect(write(pool, 'work/a', 400)).rejects.toMatchObject({ code: 'disk-full' });
  await pool.remove('work/a', signal);
  expect(await sum(pool, 'datasets/shop/demo/data')).toBe(before);
  const names = poolNames(options);
  const image = await poolImage(engine, undefined, signal);
  await growPool(engine, { names, image }, { size: 700 * megabyte }, signal);
  expect((await pool.space(signal)).size).toBeGreaterThan(500 * megabyte);
  await write(pool, 'work/a', 400);
  expect(await sum(pool, 'datasets/shop/demo/data')).toBe(before);
});

test('several cores at once make one pool; each sees what the others wrote', async () => {
  const { engine, pools, options } = await testPools();
  const cores = [pools, ...[1, 2].map(() => createPools({ ...options, engine: async () => engine }))];
  const made = await Promise.all(cores.map((one) => one.of('default', signal)));
  expect(new Set(made.map(({ path }) => path)).size).toBe(1);
  await made[0]?.run('echo hello > work/said', [], signal);
  expect(await made[2]?.run('cat work/said', [], signal)).toBe('hello\n');
});

test('a pool whose keeper, volume or loop device is gone is attached again with all its data', async () => {
  const { engine, pools, options, prefix } = await testPools();
  const pool = await pools.of('default', signal);
  await pool.run('echo kept > work/said', [], signal);
  const again = async (): Promise<string> => {
    const next = createPools({ ...options, engine: async () => engine });
    const found = await next.existing('default', signal);
    const said = await found?.run('cat work/said', [], signal);
    next.close();
    return said ?? 'there is no pool';
  };
  await stopContainer(engine, `${prefix}-pool`, signal);
  // The same core finds its keeper again too.
  expect(await pool.run('cat work/said', [], signal)).toBe('kept\n');
  await removeContainer(engine, `${prefix}-pool`, signal, { force: true });
  expect(await again()).toBe('kept\n');
  // As after a reboot, when another took its number: what is left is the image and a volume of a wrong device.
  await removeContainer(engine, `${prefix}-pool`, signal, { force: true });
  const volume = await findVolume(engine, `${prefix}-pool`, signal);
  await engine.call({ method: 'DELETE', path: `/volumes/${prefix}-pool` }, z.unknown(), signal);
  await engine.call(
    {
      method: 'POST',
      path: '/volumes/create',
      body: {
        Name: `${prefix}-pool`,
        Labels: volume?.Labels,
        DriverOpts: { ...volume?.Options, device: '/dev/loop-none' },
      },
    },
    z.unknown(),
    signal,
  );
  expect(await again()).toBe('kept\n');
  expect((await inspectContainer(engine, `${prefix}-pool`, signal)).State.Running).toBe(true);
});

describe('full copies', () => {
  test('a spare made ahead is taken at once, as long as its folder is the same', async () => {
    const { pools } = await testPools({ tier: 'copy' });
    const pool = await pools.of('default', signal);
    expect(pool).toMatchObject({ tier: 'copy', tierCause: 'full copies were asked for' });
    await write(pool, 'datasets/shop/demo/data', 5);
    await pool.prepare('datasets/shop/demo', signal);
    const spares = async () => Number(await pool.run('ls spares | wc -l', [], signal));
    await expect.poll(spares, { timeout: 20_000 }).toBe(1);
    const spare = (await pool.run('stat -c %i spares/*/data/data/file', [], signal)).trim();
    await pool.clone('datasets/shop/demo', 'work/op/next', signal);
    expect((await pool.run('stat -c %i work/op/next/data/file', [], signal)).trim()).toBe(spare);
    expect(await spares()).toBe(0);
    expect(await sum(pool, 'work/op/next/data')).toBe(await sum(pool, 'datasets/shop/demo/data'));
    await pool.prepare('datasets/shop/demo', signal);
    await expect.poll(spares, { timeout: 20_000 }).toBe(1);
    await pool.remove('datasets/shop/demo', signal);
    expect(await spares()).toBe(0);
  });

  test('cancelled, a clone leaves nothing and ends its copying', async () => {
    const { pools } = await testPools({ tier: 'copy' });
    const pool = await pools.of('default', signal);
    await write(pool, 'datasets/shop/demo/data', 400);
    const cancel = new AbortController();
    const clone = pool.clone('datasets/shop/demo', 'work/op/next', cancel.signal);
    // A look by a program of its own would take as long as the copying.
    const part = () => pool.ask('ls work | grep -c part- || true', [], signal);
    await expect.poll(part, { timeout: 20_000, interval: 5 }).toBe('1\n');
    cancel.abort();
    await expect(clone).rejects.toMatchObject({ code: 'cancelled' });
    expect(await pool.run('ls work work/op; ls datasets', [], signal)).toBe('work:\nop\n\nwork/op:\nshop\n');
  });
});
