import type { Engine } from '../docker/connect-engine.ts';
import { type InspectedContainer, putArchive } from '../docker/containers.ts';
import { connectNetwork } from '../docker/networks.ts';
import { packTar } from '../docker/pack-tar.ts';
import { containerMounts } from './container-mounts.ts';
import { containerEndpoints } from './container-networking.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';

/**
 * Gives a container that was made and not started yet the rest of what it needs: its other networks, and
 * the secrets and configs that are copied in. May be done again.
 */
export async function completeContainer(
  engine: Engine,
  stack: DesiredStack,
  service: DesiredService,
  container: InspectedContainer,
  number: number,
  signal: AbortSignal,
): Promise<void> {
  const endpoints = containerEndpoints(stack, service, containerName(stack, service, number));
  for (const { network, config } of endpoints) {
    if (container.NetworkSettings.Networks[network] !== undefined) continue;
    await connectNetwork(engine, network, container.Id, config, signal);
  }
  const { files } = containerMounts(stack, service);
  const copied = files.flatMap(({ target, source, uid, gid, mode }) =>
    source.kind === 'text'
      ? [{ path: target.replace(/^\/+/, ''), content: Buffer.from(source.text), uid, gid, mode }]
      : [],
  );
  if (copied.length > 0) await putArchive(engine, container.Id, '/', packTar(copied), signal);
}
