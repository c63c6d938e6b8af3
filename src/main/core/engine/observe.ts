import { z } from 'zod';
import type { Engine } from '../docker/connect-engine.ts';
import { inspectContainer, type ListedContainer, listContainers } from '../docker/containers.ts';
import { imageByRef } from '../docker/images.ts';
import { listNetworks } from '../docker/networks.ts';
import { orAbsent } from '../docker/refused.ts';
import { listVolumes } from '../docker/volumes.ts';
import { choosePorts } from './choose-ports.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredStack } from './desired.ts';
import type { StackIdentity } from './identity.ts';
import { backlotLabels, composeLabels, isOwn, ownerOf } from './labels.ts';
import type { Health, ObservedContainer, ObservedImage, ObservedObject, ObservedStack } from './observed.ts';
import { probePorts } from './probe-ports.ts';

type Labels = Readonly<Record<string, string>>;

const strings = z.record(z.string(), z.string()).catch({});
const numbers = z.record(z.string(), z.number()).catch({});

function parseLabel<T>(schema: z.ZodType<T>, text: string | undefined): T {
  try {
    return schema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return schema.parse({});
  }
}

/** "NAME=value" as a map. */
const environment = (entries: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );

/** The health in the engine's words: "Up 5 seconds (health: starting)". */
export function healthOf(status: string): Health {
  if (status.includes('(healthy)')) return 'healthy';
  if (status.includes('(unhealthy)')) return 'unhealthy';
  return status.includes('(health: starting)') ? 'starting' : 'none';
}

/** A container of ours as it is listed. */
export function observedContainer(listed: ListedContainer): ObservedContainer {
  const { Labels: labels, Status, NetworkSettings, HostConfig, Ports } = listed;
  const exit = /^Exited \((-?\d+)\)/.exec(Status)?.[1];
  const mode = HostConfig?.NetworkMode;
  const depends = labels[composeLabels.dependsOn] ?? '';
  return {
    id: listed.Id,
    name: listed.Names.find((name) => !name.includes('/')) ?? listed.Names[0] ?? '',
    service: labels[composeLabels.service] ?? '',
    number: Number(labels[composeLabels.number] ?? 1),
    state: listed.State,
    health: healthOf(Status),
    exitCode: exit === undefined ? undefined : Number(exit),
    imageId: listed.ImageID,
    hash: labels[composeLabels.configHash] ?? '',
    parts: parseLabel(strings, labels[backlotLabels.parts]),
    env: undefined,
    needs: depends.split(',').flatMap((entry) => entry.split(':')[0] || []),
    ports: parseLabel(numbers, labels[backlotLabels.ports]),
    published: [
      ...new Set(Ports.flatMap(({ PublicPort, Type }) => (PublicPort ? [`${PublicPort}/${Type}`] : []))),
    ],
    networks: Object.keys(NetworkSettings?.Networks ?? {}),
    networkOf: mode?.startsWith('container:') ? mode.slice('container:'.length) : undefined,
  };
}

/** The engine's "starting" says only that its first interval has not passed. */
export const knownHealth = (container: ObservedContainer, ready?: ReadonlySet<string>): ObservedContainer =>
  container.health === 'starting' && container.state === 'running' && ready?.has(container.id)
    ? { ...container, health: 'healthy' }
    : container;

const observedObject = (id: string, name: string, labels: Labels, keyLabel: string): ObservedObject => ({
  id,
  name,
  key: labels[keyLabel] ?? name,
  hash: labels[backlotLabels.config] ?? '',
});

const owners = (
  all: readonly { readonly name: string; readonly labels: Labels }[],
  wanted: ReadonlySet<string>,
): Labels =>
  Object.fromEntries(
    all.flatMap(({ name, labels }) => (wanted.has(name) ? [[name, ownerOf(labels)] as const] : [])),
  );

export interface ObserveOptions {
  /** What is wanted: only then names, images and ports are looked up. */
  readonly desired?: DesiredStack | undefined;
  /** Ids of containers that are known to be healthy while the engine still says "starting". */
  readonly ready?: ReadonlySet<string> | undefined;
}

/**
 * Takes one look at what an environment has on an engine, and at what is in its way.
 * @throws BacklotError as `Engine.call` does.
 */
export async function observeStack(
  engine: Engine,
  identity: StackIdentity,
  signal: AbortSignal,
  { desired, ready }: ObserveOptions = {},
): Promise<ObservedStack> {
  const refs = [...new Set(desired?.services.map(({ image }) => image))];
  const [listed, networks, volumes, images] = await Promise.all([
    listContainers(engine, signal),
    listNetworks(engine, signal),
    listVolumes(engine, signal),
    Promise.all(refs.map(async (ref) => [ref, await imageByRef(engine, ref, signal)] as const)),
  ]);
  const own = listed.filter(({ Labels: labels }) => isOwn(labels, identity));
  const hashes = new Map(desired?.services.map(({ name, hash }) => [name, hash]));
  const containers = await Promise.all(
    own
      .map((one) => knownHealth(observedContainer(one), ready))
      .map(async (container): Promise<ObservedContainer> => {
        const hash = hashes.get(container.service);
        if (hash === undefined || hash === container.hash) return container;
        const inspected = await orAbsent(inspectContainer(engine, container.id, signal));
        return { ...container, env: environment(inspected?.Config.Env ?? []) };
      }),
  );
  const wanted = {
    containers: new Set(
      desired?.services.flatMap((one) =>
        Array.from({ length: one.replicas }, (_, index) => containerName(desired, one, index + 1)),
      ),
    ),
    networks: new Set(desired?.networks.map(({ name }) => name)),
    volumes: new Set(desired?.volumes.map(({ name }) => name)),
  };
  const foreign = <T extends { readonly Labels: Labels }>(all: readonly T[]): readonly T[] =>
    all.filter(({ Labels: labels }) => !isOwn(labels, identity));
  return {
    containers,
    networks: networks
      .filter(({ Labels: labels }) => isOwn(labels, identity))
      .map(({ Id, Name, Labels: labels }) => observedObject(Id, Name, labels, composeLabels.network)),
    volumes: volumes
      .filter(({ Labels: labels }) => isOwn(labels, identity))
      .map(({ Name, Labels: labels }) => observedObject(Name, Name, labels, composeLabels.volume)),
    foreign: {
      containers: owners(
        foreign(listed).flatMap(({ Names, Labels: labels }) => Names.map((name) => ({ name, labels }))),
        wanted.containers,
      ),
      networks: owners(
        foreign(networks).map(({ Name, Labels: labels }) => ({ name: Name, labels })),
        wanted.networks,
      ),
      volumes: owners(
        foreign(volumes).map(({ Name, Labels: labels }) => ({ name: Name, labels })),
        wanted.volumes,
      ),
    },
    at: Date.now(),
    images: Object.fromEntries(
      images.flatMap(([ref, image]): [string, ObservedImage][] =>
        image ? [[ref, { id: image.id, env: environment(image.env), refreshedAt: image.refreshedAt }]] : [],
      ),
    ),
    ports: desired ? await choosePorts(desired, containers, probePorts(engine, listed, signal)) : {},
  };
}
