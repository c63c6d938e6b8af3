import type { Engine } from '../docker/connect-engine.ts';
import { type InspectedContainer, putArchive } from '../docker/containers.ts';
import { connectNetwork } from '../docker/networks.ts';
import { packTar } from '../docker/pack-tar.ts';
import { containerMounts, volumeAround } from './container-mounts.ts';
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
  // The engine puts nothing into a container that is read-only, but into its volumes.
  const into = (target: string): string =>
    (service.service.read_only ? volumeAround(service.service, target) : undefined) ?? '/';
  const folders = Map.groupBy(files, ({ target }) => into(target));
  for (const [folder, own] of folders) {
    const copied = own.flatMap(({ target, source, uid, gid, mode }) => {
      if (source.kind !== 'text') return [];
      const path = target.slice(folder.length).replace(/^\/+/, '');
      return [{ path, content: Buffer.from(source.text), uid, gid, mode }];
    });
    if (copied.length > 0) await putArchive(engine, container.Id, folder, packTar(copied), signal);
  }
}
