import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { firstFileOfTar } from './read-tar.ts';
import { orAbsent, wasRefused } from './refused.ts';

const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});

const listAnswer = z.array(
  z.object({
    Id: z.string(),
    Names: z
      .array(z.string())
      .nullish()
      .transform((names) => (names ?? []).map((name) => name.replace(/^\//, ''))),
    Image: z.string(),
    ImageID: z.string(),
    Created: z.number(),
    State: z.string(),
    /** "Up 5 seconds (healthy)", "Exited (1) 2 hours ago". */
    Status: z.string(),
    Labels: labels,
    Ports: z
      .array(
        z.object({
          IP: z.string().optional(),
          PrivatePort: z.number(),
          PublicPort: z.number().optional(),
          Type: z.string(),
        }),
      )
      .nullish()
      .transform((ports) => ports ?? []),
    HostConfig: z.object({ NetworkMode: z.string().optional() }).optional(),
    NetworkSettings: z
      .object({ Networks: z.record(z.string(), z.object({ NetworkID: z.string() })).nullish() })
      .nullish(),
    Mounts: z
      .array(z.object({ Type: z.string(), Name: z.string().optional(), Destination: z.string() }))
      .nullish()
      .transform((mounts) => mounts ?? []),
  }),
);
/** A container as the engine lists it. */
export type ListedContainer = z.infer<typeof listAnswer>[number];

const healthLog = z.object({ ExitCode: z.number(), Output: z.string() });

const inspectAnswer = z.object({
  Id: z.string(),
  Name: z.string().transform((name) => name.replace(/^\//, '')),
  Image: z.string(),
  RestartCount: z.number().default(0),
  State: z.object({
    Status: z.string(),
    Running: z.boolean(),
    ExitCode: z.number(),
    OOMKilled: z.boolean().default(false),
    Error: z.string().default(''),
    StartedAt: z.string(),
    Health: z
      .object({ Status: z.string(), FailingStreak: z.number(), Log: z.array(healthLog).nullish() })
      .nullish(),
  }),
  Config: z.object({
    Env: z.array(z.string()).nullish(),
    Labels: labels,
    Tty: z.boolean().default(false),
    Shell: z.array(z.string()).nullish(),
    StopTimeout: z.number().nullish(),
    StopSignal: z.string().nullish(),
    Healthcheck: z
      .object({
        Test: z.array(z.string()).nullish(),
        Interval: z.number().nullish(),
        Timeout: z.number().nullish(),
        Retries: z.number().nullish(),
        StartPeriod: z.number().nullish(),
      })
      .nullish(),
  }),
  HostConfig: z.object({
    NetworkMode: z.string().default(''),
    RestartPolicy: z.object({ Name: z.string(), MaximumRetryCount: z.number().default(0) }).nullish(),
  }),
  Mounts: z
    .array(z.object({ Type: z.string(), Name: z.string().optional(), Destination: z.string() }))
    .nullish()
    .transform((mounts) => mounts ?? []),
  NetworkSettings: z.object({
    Networks: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((networks) => networks ?? {}),
  }),
});
/** What the engine knows of one container, as far as we read it. Durations are in nanoseconds. */
export type InspectedContainer = z.infer<typeof inspectAnswer>;

const path = (id: string, verb = ''): string =>
  `/containers/${encodeURIComponent(id)}${verb === '' ? '' : `/${verb}`}`;

/** Making, starting and removing wait for the disk. */
const slowMs = 120_000;

/** Every container of the engine, running or not; those with all of the labels ("key=value") when given. */
export const listContainers = (
  engine: Engine,
  signal: AbortSignal,
  withLabels?: readonly string[],
): Promise<readonly ListedContainer[]> =>
  engine.call(
    {
      method: 'GET',
      path: '/containers/json',
      query: { all: true, filters: withLabels && { label: withLabels } },
    },
    listAnswer,
    signal,
    { withinMs: 30_000 },
  );

export const inspectContainer = (
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<InspectedContainer> => engine.get(path(id, 'json'), inspectAnswer, signal);

/** Makes a container; answers its id. `body` is as the API takes it. */
export async function createContainer(
  engine: Engine,
  made: { readonly name: string; readonly platform?: string | undefined; readonly body: object },
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const { Id, Warnings } = await engine.call(
    {
      method: 'POST',
      path: '/containers/create',
      query: { name: made.name, platform: made.platform },
      body: made.body,
    },
    z.object({ Id: z.string(), Warnings: z.array(z.string()).nullish() }),
    signal,
    { withinMs: slowMs },
  );
  return { id: Id, warnings: Warnings ?? [] };
}

const act = async (
  engine: Engine,
  id: string,
  verb: string,
  signal: AbortSignal,
  query: Readonly<Record<string, string | number | undefined>> = {},
  withinMs = slowMs,
): Promise<void> => {
  await engine.call({ method: 'POST', path: path(id, verb), query }, z.unknown(), signal, { withinMs });
};

/** Starts it; one that runs already is left alone. */
export const startContainer = (engine: Engine, id: string, signal: AbortSignal): Promise<void> =>
  act(engine, id, 'start', signal);

/** Stops it, gently for its own grace period or `graceMs`; one that is stopped is left alone. */
export const stopContainer = (
  engine: Engine,
  id: string,
  signal: AbortSignal,
  graceMs?: number,
): Promise<void> =>
  act(
    engine,
    id,
    'stop',
    signal,
    { t: graceMs === undefined ? undefined : Math.ceil(graceMs / 1000) },
    // Its own grace period is not known here.
    graceMs === undefined ? 24 * 60 * 60 * 1000 : graceMs + slowMs,
  );

export const restartContainer = (
  engine: Engine,
  id: string,
  signal: AbortSignal,
  graceMs: number,
): Promise<void> => act(engine, id, 'restart', signal, { t: Math.ceil(graceMs / 1000) }, graceMs + slowMs);

export const unpauseContainer = (engine: Engine, id: string, signal: AbortSignal): Promise<void> =>
  act(engine, id, 'unpause', signal);

export const renameContainer = (
  engine: Engine,
  id: string,
  name: string,
  signal: AbortSignal,
): Promise<void> => act(engine, id, 'rename', signal, { name });

/** Removes it; one that is not there, or is being removed, is as good. */
export async function removeContainer(
  engine: Engine,
  id: string,
  signal: AbortSignal,
  { force = false, volumes = false }: { readonly force?: boolean; readonly volumes?: boolean } = {},
): Promise<void> {
  try {
    await engine.call(
      { method: 'DELETE', path: path(id), query: { force, v: volumes } },
      z.unknown(),
      signal,
      { withinMs: slowMs },
    );
  } catch (error) {
    if (wasRefused(error, 404)) return;
    if (wasRefused(error, 409) && error instanceof Error && /already in progress/.test(error.message)) return;
    throw error;
  }
}

/** Resolves with the exit code when it does not run; at once when it does not run now. */
export async function waitForExit(engine: Engine, id: string, signal: AbortSignal): Promise<number> {
  const { StatusCode } = await engine.call(
    { method: 'POST', path: path(id, 'wait'), query: { condition: 'not-running' } },
    z.object({ StatusCode: z.number() }),
    signal,
    { withinMs: 2 ** 31 - 1 },
  );
  return StatusCode;
}

/** Unpacks a tar into a container's file system, below `into`. */
export async function putArchive(
  engine: Engine,
  id: string,
  into: string,
  tar: Buffer,
  signal: AbortSignal,
): Promise<void> {
  await engine.call(
    { method: 'PUT', path: path(id, 'archive'), query: { path: into }, upload: tar },
    z.unknown(),
    signal,
    { withinMs: slowMs },
  );
}

/** One file of a container's file system; undefined where there is no such plain file. */
export async function readContainerFile(
  engine: Engine,
  id: string,
  file: string,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  const request = { method: 'GET', path: path(id, 'archive'), query: { path: file } } as const;
  const stream = await orAbsent(engine.stream(request, signal, { withinMs: slowMs }));
  return stream && firstFileOfTar(await buffer(stream));
}
