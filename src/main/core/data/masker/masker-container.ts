import { randomBytes } from 'node:crypto';
import type { Engine } from '../../docker/connect-engine.ts';
import { createContainer, listContainers, removeContainer, startContainer } from '../../docker/containers.ts';
import { backlotLabels } from '../../engine/labels.ts';
import type { MaskerImage } from './masker-image.ts';

/** It ends by itself after so long, when nobody is left to remove it. */
const lifetimeSeconds = 24 * 60 * 60;
const memoryBytes = 1024 * 1024 * 1024;

/**
 * A container that shares a source's network and nothing else: no volume, no port, nothing written, no right.
 * Programs are started in it; it does nothing itself.
 */
export const maskerBody = (image: MaskerImage, source: string, operation: string): object => ({
  Image: image.id,
  Entrypoint: ['sleep', String(lifetimeSeconds)],
  Cmd: [],
  User: '65534:65534',
  Labels: {
    [backlotLabels.managed]: 'true',
    [backlotLabels.masker]: 'container',
    [backlotLabels.operation]: operation,
  },
  HostConfig: {
    NetworkMode: `container:${source}`,
    ReadonlyRootfs: true,
    Init: true,
    AutoRemove: true,
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    PidsLimit: 128,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    LogConfig: { Type: 'none' },
  },
});

/** Starts one beside a source's container; whoever did removes it. */
export async function startMaskerContainer(
  engine: Engine,
  image: MaskerImage,
  source: string,
  operation: string,
  signal: AbortSignal,
): Promise<string> {
  const name = `backlot-masker-${randomBytes(6).toString('hex')}`;
  const { id } = await createContainer(engine, { name, body: maskerBody(image, source, operation) }, signal);
  try {
    await startContainer(engine, id, signal);
    return id;
  } catch (error) {
    await removeContainer(engine, id, new AbortController().signal, { force: true });
    throw error;
  }
}

/** Removes what an operation that died has left on an engine. */
export async function removeMaskers(engine: Engine, operation: string, signal: AbortSignal): Promise<void> {
  const labels = [`${backlotLabels.masker}=container`, `${backlotLabels.operation}=${operation}`];
  for (const { Id } of await listContainers(engine, signal, labels))
    await removeContainer(engine, Id, signal, { force: true });
}
