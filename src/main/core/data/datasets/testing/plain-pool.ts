import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../../../scripts/testing/test-run.ts';
import type { Engine } from '../../../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../../../docker/containers.ts';
import { createVolume, removeVolume } from '../../../docker/volumes.ts';
import type { Pool } from '../../pool/pool.ts';
import { feedContainer } from '../feed-container.ts';

const forever = new AbortController().signal;

/** For tests: a pool on a plain volume with full copies; it goes with the test. */
export async function plainPool(engine: Engine): Promise<Pool> {
  const name = `bt-pool-${randomBytes(4).toString('hex')}`;
  const Labels = { [TEST_LABEL]: testRun };
  const { Mountpoint: path } = await createVolume(engine, { Name: name, Labels }, forever);
  const body = {
    Image: 'debian:bookworm-slim',
    Cmd: ['sleep', 'infinity'],
    Labels,
    HostConfig: { Init: true, Mounts: [{ Type: 'volume', Source: name, Target: '/pool' }] },
  };
  const { id } = await createContainer(engine, { name, body }, forever);
  onTestFinished(async () => {
    await removeContainer(engine, id, forever, { force: true });
    await removeVolume(engine, name, forever);
  });
  await startContainer(engine, id, forever);
  const run: Pool['run'] = async (script, args, signal) => {
    const command = ['sh', '-euc', `cd /pool\n${script}`, 'sh', ...args];
    const { exitCode, stdout, stderr } = await feedContainer(engine, id, { command }, signal);
    if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout;
  };
  return {
    tier: 'copy',
    tierCause: 'a test',
    path,
    run,
    clone: async (from, to, signal) => {
      await run('mkdir -p "$(dirname "$2")" && cp -a "$1" "$2"', [from, to], signal);
    },
    remove: async (folder, signal) => {
      await run('rm -rf "$1"', [folder], signal);
    },
    usage: async (paths) => paths.map(() => ({ bytes: 0, ownBytes: 0 })),
    space: async () => ({ size: 0, free: 0 }),
  };
}
