import { z } from 'zod';
import type { SandboxConfig } from '../../../shared/config/backlot-yaml.ts';
import { type GuardConfig, guardService } from '../../../shared/model/isolation.ts';
import type { Stub } from '../../../shared/model/stubs.ts';
import type { Build } from '../compose/model.ts';
import type { DesiredStack } from '../engine/desired.ts';
import { guardVariables } from './guard-names.ts';

/** What backlot.yaml says of an environment that is isolated. */
export interface IsolationRules {
  /** Hosts that may be reached. */
  readonly allow: readonly string[];
  /** Hosts that may be reached too, and whose answers are kept. */
  readonly record: readonly string[];
  /** Hosts that are answered by sandboxes, each with its own. */
  readonly replace: Readonly<Record<string, SandboxConfig>>;
  /** The stubs of all files that sandboxes are made of, by file. */
  readonly stubs: Readonly<Record<string, readonly Stub[]>>;
  /** Services that may run though they can't be isolated. */
  readonly open: readonly string[];
  /** True on an engine of this machine: ports are published on loopback. */
  readonly local: boolean;
}

/** The image of the guard: its name, and what it is built from where the engine has none. */
export interface GuardImage {
  readonly name: string;
  readonly build: Build;
}

const told = z.object({
  composeProject: z.string(),
  services: z.record(z.string(), z.string().nullable()),
  allow: z.array(z.string()),
  record: z.array(z.string()),
  replace: z.array(
    z.object({
      host: z.string(),
      sandbox: z.union([
        z.object({ service: z.string(), port: z.number() }),
        z.object({ stubs: z.array(z.string()) }),
      ]),
    }),
  ),
  stubs: z.string().nullable(),
  ports: z.array(
    z.object({
      listen: z.number(),
      protocol: z.enum(['tcp', 'udp']),
      service: z.string(),
      target: z.number(),
    }),
  ),
});

/** What the guard of a stack is told; undefined: the stack is not isolated. Pure. */
export function guardConfigOf({ services }: Pick<DesiredStack, 'services'>): GuardConfig | undefined {
  const guard = services.find(({ name }) => name === guardService)?.service;
  const text = guard?.environment?.[guardVariables.config];
  return text === undefined || text === null ? undefined : told.parse(JSON.parse(text));
}
