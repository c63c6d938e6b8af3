import { homedir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { connectEngine } from './connect-engine.ts';
import { type DockerContext, readContexts } from './contexts.ts';
import { freeDisk } from './disk-usage.ts';
import { engineContract } from './engine.contract.ts';
import { engineInfo } from './engine-info.ts';

const signal = new AbortController().signal;

// Only the machine's own engine: a developer's DOCKER_CONTEXT may be a server that others use.
const { contexts } = await readContexts(
  { env: { DOCKER_HOST: process.env.DOCKER_HOST }, homedir: homedir(), platform: process.platform },
  signal,
);
const local: DockerContext | undefined = contexts.find(({ name }) => name === 'default');

// The reason is in the name, so that the reporter shows it.
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`a real engine${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  engineContract(() => {
    if (local === undefined) throw new Error('There is no default context.');
    return local;
  });

  test('the free space of its root directory can be read where it is on this machine', async () => {
    if (local === undefined) throw new Error('There is no default context.');
    const engine = await connectEngine(local, signal);
    try {
      const { rootDirectory } = await engineInfo(engine, signal);
      const { free, total } = await freeDisk(rootDirectory);
      expect(free).toBeGreaterThan(0);
      expect(total).toBeGreaterThan(free);
    } finally {
      engine.close();
    }
  });
});
