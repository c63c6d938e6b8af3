import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { connectEngine, type Engine } from '../../docker/connect-engine.ts';
import { inspectContainer, listContainers, removeContainer } from '../../docker/containers.ts';
import { backlotLabels } from '../../engine/labels.ts';
import { noSecondEngine, secondEngine } from '../../engine/testing/second-engine.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { ensurePostgresImage } from '../postgres/testing/ensure-postgres-image.ts';
import {
  type PostgresContainer,
  postgresImage,
  startPostgres,
} from '../postgres/testing/postgres-container.ts';
import { createPullOperation } from '../snapshots/pull-operation.ts';
import { createSnapshotStore } from '../snapshots/snapshot-store.ts';
import { memorySecrets } from '../snapshots/testing/memory-secrets.ts';
import { postgresPorts } from '../snapshots/testing/postgres-ports.ts';
import { removeMaskers, startMaskerContainer } from './masker-container.ts';
import { ensureMaskerImage, type MaskerImage } from './masker-image.ts';
import { type RecordingProxy, recordingProxy } from './testing/recording-proxy.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const token = 'CanaryBesideZq7';
const alone = noSecondEngine();
const people = `CREATE TABLE people (id int PRIMARY KEY, who text, kept text);
  INSERT INTO people SELECT i, '${token} ' || i, 'row ' || i FROM generate_series(1, 30000) i;
  CREATE TABLE more AS SELECT i, '${token}' AS who FROM generate_series(1, 500) i;`;

describe.skipIf(skipped)(`masking beside the source${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let proxy: RecordingProxy;
  /** The same one, reached as one that is elsewhere. */
  let elsewhere: Engine;
  let server: PostgresContainer;
  let image: MaskerImage;

  beforeAll(async () => {
    engine = await connectLocal(never);
    server = await startPostgres(engine);
    await server.target.run(people, never);
    image = await ensureMaskerImage(engine, never);
    proxy = await recordingProxy();
    elsewhere = await connectEngine(proxy.context, never);
  });
  afterAll(async () => {
    elsewhere?.close();
    await proxy?.close();
    await server?.remove();
    if (image) {
      const path = `/images/${image.id}?force=true`;
      await engine.call({ method: 'DELETE', path }, z.unknown(), never).catch(() => {});
    }
    engine?.close();
  });

  const maskersBeside = async (): Promise<readonly string[]> =>
    (await listContainers(engine, never, [`${backlotLabels.masker}=container`]))
      .filter(({ HostConfig }) => HostConfig?.NetworkMode === `container:${server.id}`)
      .map(({ Id }) => Id);

  async function pull(placement: 'source' | 'core', from = { engine: elsewhere, id: server.id }) {
    const home = tempHome();
    const store = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
    const ports = postgresPorts(from.engine, from.id, (_, { name }) => ({
      mask: name === 'who' ? 'text' : 'keep',
      options: {},
    }));
    const core = testCore({ kinds: [createPullOperation({ ports, store })] }, home);
    const id = core.operations.start('snapshot-pull', { project: '/project', dataset: 'staging', placement });
    const done = await core.operations.wait(id, never);
    expect(done.error).toBeUndefined();
    const { receipt, tables } = (await store.open(id, never)).manifest;
    await core.stop();
    return { receipt, tables };
  }

  test('raw rows pass on the way to the core when it masks, and never when they are masked beside the source', async () => {
    const there = await pull('source');
    expect(proxy.passed()).toBeGreaterThan(100_000);
    expect(proxy.saw(token)).toBe(false);
    expect(there.receipt).toMatchObject({ maskedAt: 'source', verdict: 'clean' });
    expect(there.receipt.sampledOriginals).toBeGreaterThan(300);
    expect(there.tables.map(({ name, rows }) => [name, rows]).sort()).toEqual([
      ['more', 500],
      ['people', 30_000],
    ]);
    await expect.poll(maskersBeside, { timeout: 20_000 }).toEqual([]);
    proxy.forget();
    const here = await pull('core');
    expect(proxy.saw(token)).toBe(true);
    expect(here.receipt.maskedAt).toBe('core');
    // Where they are masked makes no difference to what comes out.
    expect(here.tables.map(({ name, hash }) => [name, hash])).toEqual(
      there.tables.map(({ name, hash }) => [name, hash]),
    );
  });

  test.skipIf(alone !== undefined)(
    `an engine on another host, where nothing can be fetched${alone ? `: ${alone}` : ''}`,
    async () => {
      const other = await secondEngine({ sharesBlocks: true });
      onTestFinished(other.remove);
      await ensurePostgresImage(engine, postgresImage, never);
      // It is made from the base image, which is all that the database's image is made from too.
      for (const one of ['debian:bookworm-slim', postgresImage]) await other.bring(one);
      const source = await startPostgres(other.engine, { image: postgresImage });
      await source.target.run(people, never);
      const { receipt, tables } = await pull('source', { engine: other.engine, id: source.id });
      expect(receipt).toMatchObject({ maskedAt: 'source', verdict: 'clean' });
      const local = await pull('core');
      expect(tables.map(({ name, hash }) => [name, hash])).toEqual(
        local.tables.map(({ name, hash }) => [name, hash]),
      );
      const left = await listContainers(other.engine, never, [`${backlotLabels.masker}=container`]);
      expect(left).toEqual([]);
    },
  );

  test('its container has no right, no secret and nothing to write to; what a dead core left is found by its operation', async () => {
    const container = await startMaskerContainer(engine, image, server.id, '0123456789abcdef', never);
    try {
      const { Config, HostConfig, Mounts } = await inspectContainer(engine, container, never);
      expect(HostConfig.NetworkMode).toBe(`container:${server.id}`);
      expect(Mounts).toEqual([]);
      expect(JSON.stringify(Config)).not.toMatch(/PASSWORD|PGUSER|right horse/);
      await removeMaskers(engine, 'another', never);
      expect(await maskersBeside()).toEqual([container]);
      await removeMaskers(engine, '0123456789abcdef', never);
      await expect.poll(maskersBeside, { timeout: 20_000 }).toEqual([]);
    } finally {
      await removeContainer(engine, container, never, { force: true });
    }
  });
});
