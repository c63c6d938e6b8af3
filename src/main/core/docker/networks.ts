import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { wasRefused } from './refused.ts';

const listed = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string().default(''),
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  IPAM: z
    .object({
      Config: z
        .array(z.object({ Subnet: z.string().default(''), Gateway: z.string().default('') }))
        .nullish()
        .transform((value) => value ?? []),
    })
    .nullish(),
});
export type ListedNetwork = z.infer<typeof listed>;

const inspected = listed.extend({
  Containers: z
    .record(z.string(), z.object({ Name: z.string() }))
    .nullish()
    .transform((value) => value ?? {}),
});
/** A network with what is attached to it now: running containers by id. */
export type InspectedNetwork = z.infer<typeof inspected>;

const withinMs = 60_000;
const path = (id: string, verb = ''): string =>
  `/networks/${encodeURIComponent(id)}${verb === '' ? '' : `/${verb}`}`;

export const listNetworks = (engine: Engine, signal: AbortSignal): Promise<readonly ListedNetwork[]> =>
  engine.call({ method: 'GET', path: '/networks' }, z.array(listed), signal, { withinMs });

export const inspectNetwork = (engine: Engine, id: string, signal: AbortSignal): Promise<InspectedNetwork> =>
  engine.get(path(id), inspected, signal);

/** Makes a network; answers its id. `body` is as the API takes it. */
export async function createNetwork(engine: Engine, body: object, signal: AbortSignal): Promise<string> {
  const { Id } = await engine.call(
    { method: 'POST', path: '/networks/create', body },
    z.object({ Id: z.string() }),
    signal,
    { withinMs },
  );
  return Id;
}

/** Removes it; one that is not there is as good. */
export async function removeNetwork(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  try {
    await engine.call({ method: 'DELETE', path: path(id) }, z.unknown(), signal, { withinMs });
  } catch (error) {
    if (!wasRefused(error, 404)) throw error;
  }
}

/** Attaches a container; `endpoint` is as the API takes it (`EndpointConfig`). */
export async function connectNetwork(
  engine: Engine,
  id: string,
  container: string,
  endpoint: object,
  signal: AbortSignal,
): Promise<void> {
  await engine.call(
    {
      method: 'POST',
      path: path(id, 'connect'),
      body: { Container: container, EndpointConfig: endpoint },
    },
    z.unknown(),
    signal,
    { withinMs },
  );
}

/** Takes a container off; one that is not attached is as good. */
export async function disconnectNetwork(
  engine: Engine,
  id: string,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await engine.call(
      { method: 'POST', path: path(id, 'disconnect'), body: { Container: container, Force: true } },
      z.unknown(),
      signal,
      { withinMs },
    );
  } catch (error) {
    if (!wasRefused(error, 404) && !(error instanceof Error && /is not connected/.test(error.message)))
      throw error;
  }
}
