import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import {
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  type ListedNetwork,
  listNetworks,
  removeNetwork,
} from '../docker/networks.ts';
import { wasRefused } from '../docker/refused.ts';
import { createVolume, listVolumes, removeVolume } from '../docker/volumes.ts';
import { containerEndpoints } from './container-networking.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredObject, DesiredStack } from './desired.ts';
import { backlotLabels, composeLabels, isOwn, ownerOf } from './labels.ts';

/** The body that makes an object, marked with the operation that makes it. */
function markedBody({ body }: DesiredObject, operation: string): object {
  const labels: unknown = body.Labels;
  return {
    ...body,
    Labels: { ...(typeof labels === 'object' ? labels : {}), [backlotLabels.operation]: operation },
  };
}

const taken = (
  kind: 'network' | 'volume',
  name: string,
  labels: Readonly<Record<string, string>>,
): BacklotError =>
  new BacklotError(
    'name-taken',
    `The ${kind} ${name} is in the way, and not ours to touch: ${ownerOf(labels)}.`,
    {
      hint: `Remove it ("docker ${kind} rm ${name}"), or use it as it is: "external: true" in the compose file.`,
      details: { inTheWay: [{ kind, name }] },
    },
  );

const findNetwork = async (
  engine: Engine,
  name: string,
  signal: AbortSignal,
): Promise<ListedNetwork | undefined> =>
  (await listNetworks(engine, signal)).find((one) => one.Name === name);

/** Makes a network, unless it is there as wanted; one that is not is made anew, its containers taken off it. */
export async function makeNetwork(
  engine: Engine,
  {
    stack,
    object,
    operation,
  }: { readonly stack: DesiredStack; readonly object: DesiredObject; readonly operation: string },
  signal: AbortSignal,
): Promise<void> {
  const { identity } = stack;
  const found = await findNetwork(engine, object.name, signal);
  if (found !== undefined) {
    if (!isOwn(found.Labels, identity)) throw taken('network', object.name, found.Labels);
    if (found.Labels[backlotLabels.config] === object.hash) return;
    const all = await listContainers(engine, signal);
    const attached = Object.keys((await inspectNetwork(engine, found.Id, signal)).Containers);
    const others = all.filter(({ Id, Labels }) => attached.includes(Id) && !isOwn(Labels, identity));
    if (others.length > 0) {
      const names = others.map(({ Names }) => Names[0]).join(', ');
      throw new BacklotError(
        'name-taken',
        `The network ${object.name} must be made anew, and is used by ${names}, not ours to touch.`,
        {
          hint: `Take it off: docker network disconnect ${object.name} ${others[0]?.Names[0] ?? ''}`,
          details: { names },
        },
      );
    }
    // Those that do not run have it in their settings too, and would not start without it.
    const own = all.filter(
      ({ Labels, NetworkSettings }) => isOwn(Labels, identity) && NetworkSettings?.Networks?.[object.name],
    );
    for (const { Id } of own) await disconnectNetwork(engine, found.Id, Id, signal);
    await removeNetwork(engine, found.Id, signal);
  }
  try {
    await createNetwork(engine, markedBody(object, operation), signal);
  } catch (error) {
    if (!wasRefused(error, 403) || !(error instanceof Error) || !/pool|overlap/i.test(error.message))
      throw error;
    throw new BacklotError(
      'docker-failed',
      `The network ${object.name} can't be made: its addresses are in use.`,
      {
        hint: 'Remove networks that are not used ("docker network prune"), or choose another subnet.',
        cause: error,
      },
    );
  }
}

/** Attaches the environment's containers again that a network made anew has lost. */
export async function reattach(
  engine: Engine,
  stack: DesiredStack,
  object: DesiredObject,
  signal: AbortSignal,
): Promise<void> {
  if ((await findNetwork(engine, object.name, signal)) === undefined) return;
  for (const { Id, Labels, NetworkSettings } of await listContainers(engine, signal)) {
    if (!isOwn(Labels, stack.identity) || NetworkSettings?.Networks?.[object.name]) continue;
    const service = stack.services.find(({ name }) => name === Labels[composeLabels.service]);
    if (!service?.networks.some(({ key }) => key === object.key)) continue;
    const name = containerName(stack, service, Number(Labels[composeLabels.number] ?? 1));
    const endpoint = containerEndpoints(stack, service, name).find(({ network }) => network === object.name);
    if (endpoint) await connectNetwork(engine, object.name, Id, endpoint.config, signal);
  }
}

/** Removes a network that an operation made. */
export async function unmakeNetwork(
  engine: Engine,
  object: DesiredObject,
  operation: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await findNetwork(engine, object.name, signal);
  if (found?.Labels[backlotLabels.operation] === operation) await removeNetwork(engine, found.Id, signal);
}

const findVolume = async (engine: Engine, name: string, signal: AbortSignal) =>
  (await listVolumes(engine, signal)).find((one) => one.Name === name);

/** Makes a volume, unless it is there; `anew`: one with other settings goes first, with its data. */
export async function makeVolume(
  engine: Engine,
  {
    stack,
    object,
    operation,
    anew,
  }: {
    readonly stack: DesiredStack;
    readonly object: DesiredObject;
    readonly operation: string;
    readonly anew: boolean;
  },
  signal: AbortSignal,
): Promise<void> {
  const found = await findVolume(engine, object.name, signal);
  if (found !== undefined) {
    if (!isOwn(found.Labels, stack.identity)) throw taken('volume', object.name, found.Labels);
    if (!anew || found.Labels[backlotLabels.config] === object.hash) return;
    await removeVolume(engine, object.name, signal);
  }
  const made = await createVolume(engine, markedBody(object, operation), signal);
  // Someone may have been quicker: the engine then answers theirs.
  if (!isOwn(made.Labels, stack.identity)) throw taken('volume', object.name, made.Labels);
}

/** Removes a volume that an operation made. */
export async function unmakeVolume(
  engine: Engine,
  object: DesiredObject,
  operation: string,
  signal: AbortSignal,
): Promise<void> {
  const found = await findVolume(engine, object.name, signal);
  if (found?.Labels[backlotLabels.operation] === operation) await removeVolume(engine, object.name, signal);
}
