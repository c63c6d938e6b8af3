import { z } from 'zod';
import type { Engine } from '../docker/connect-engine.ts';

const list = z.array(z.string()).nullish();

const answer = z.object({
  Id: z.string(),
  Image: z.string(),
  State: z.object({ Status: z.string(), Running: z.boolean(), ExitCode: z.number() }),
  Config: z.object({
    Env: list,
    Entrypoint: list,
    Cmd: list,
    User: z.string().default(''),
    WorkingDir: z.string().default(''),
    StopSignal: z.string().nullish(),
    Image: z.string().default(''),
    Healthcheck: z
      .object({
        Test: list,
        Interval: z.number().nullish(),
        Timeout: z.number().nullish(),
        Retries: z.number().nullish(),
        StartPeriod: z.number().nullish(),
      })
      .nullish(),
  }),
  HostConfig: z.object({
    NanoCpus: z.number().default(0),
    Memory: z.number().default(0),
    PidsLimit: z.number().nullish(),
    ShmSize: z.number().default(0),
    ReadonlyRootfs: z.boolean().default(false),
    Privileged: z.boolean().default(false),
    RestartPolicy: z.object({ Name: z.string() }).nullish(),
    PortBindings: z
      .record(z.string(), z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable())
      .nullish()
      .transform((ports) => ports ?? {}),
  }),
  Mounts: z
    .array(z.object({ Type: z.string(), Destination: z.string(), RW: z.boolean().default(true) }))
    .nullish()
    .transform((mounts) => mounts ?? []),
  NetworkSettings: z.object({
    Networks: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((networks) => networks ?? {}),
  }),
});
/** A container as two environments are compared by it. */
export type ParityContainer = z.infer<typeof answer>;

export const readContainer = (engine: Engine, id: string, signal: AbortSignal): Promise<ParityContainer> =>
  engine.get(`/containers/${encodeURIComponent(id)}/json`, answer, signal, { withinMs: 30_000 });
