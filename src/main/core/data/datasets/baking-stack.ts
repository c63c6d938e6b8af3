import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import {
  inspectContainer,
  listContainers,
  removeContainer,
  startContainer,
} from '../../docker/containers.ts';
import { listNetworks, removeNetwork } from '../../docker/networks.ts';
import { listVolumes, removeVolume } from '../../docker/volumes.ts';
import { completeContainer } from '../../engine/complete-container.ts';
import { containerName } from '../../engine/desire-stack.ts';
import type { DesiredService, DesiredStack } from '../../engine/desired.ts';
import { explainStart } from '../../engine/explain-start.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import { isOwn } from '../../engine/labels.ts';
import { makeContainer } from '../../engine/make-container.ts';
import { makeNetwork, makeVolume } from '../../engine/make-object.ts';
import { ownContainer } from '../../engine/own-container.ts';
import { stopGently } from '../../engine/replace-container.ts';
import { runHooks } from '../../engine/run-hooks.ts';
import { waitReady } from '../../engine/wait-ready.ts';

/** A bake's own stack on its engine. */
export interface BakingStack {
  readonly engine: Engine;
  readonly stack: DesiredStack;
  /** Services that are to complete. */
  readonly jobs: readonly string[];
  /** The operation that bakes; its name is on all that is made. */
  readonly operation: string;
}

/** What a step says while it works. */
export interface Say {
  readonly progress: (text: string) => void;
  readonly warning: (text: string) => void;
}

const makeOptions = ({ stack, operation }: BakingStack, service: DesiredService, { warning }: Say) => ({
  stack,
  service,
  number: 1,
  ports: {},
  operation,
  warning,
});

/** Makes its network, its volumes, and the containers of services that are not started: an image fills its volume then. */
export async function layBake(
  baking: BakingStack,
  idle: readonly string[],
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const { engine, stack, operation } = baking;
  for (const object of stack.networks) await makeNetwork(engine, { stack, object, operation }, signal);
  for (const object of stack.volumes)
    await makeVolume(engine, { stack, object, operation, anew: true }, signal);
  for (const service of stack.services)
    if (idle.includes(service.name)) await makeContainer(engine, makeOptions(baking, service, say), signal);
}

async function startOne(baking: BakingStack, service: DesiredService, say: Say, signal: AbortSignal) {
  const { engine, stack, jobs } = baking;
  const { name } = service;
  const id = await makeContainer(engine, makeOptions(baking, service, say), signal);
  const container = await inspectContainer(engine, id, signal);
  if (container.State.Status === 'created')
    await completeContainer(engine, stack, service, container, 1, signal);
  try {
    await startContainer(engine, id, signal);
  } catch (error) {
    throw await explainStart(engine, name, error, signal);
  }
  const hooks = service.service.post_start ?? [];
  if (hooks.length > 0) await runHooks(engine, id, { hooks, service: name, when: 'post_start' }, signal);
  await waitReady(engine, { id, resource: name, job: jobs.includes(name), progress: say.progress }, signal);
}

/** Starts services and waits until each is ready, or has completed; each after those it needs. */
export async function raiseBake(
  baking: BakingStack,
  names: readonly string[],
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const own = AbortSignal.any([signal, failed.signal]);
  const ready = new Map<string, Promise<void>>();
  let first: unknown;
  for (const service of baking.stack.services) {
    if (!names.includes(service.name)) continue;
    const needs = service.needs.map((need) => ready.get(need.service));
    const start = async (): Promise<void> => {
      await Promise.all(needs);
      await startOne(baking, service, say, own);
    };
    ready.set(
      service.name,
      start().catch((error: unknown) => {
        // The first to fail ends the others, whose own errors say nothing.
        first ??= error;
        failed.abort();
        throw error;
      }),
    );
  }
  await Promise.allSettled(ready.values());
  if (first !== undefined) throw first;
}

/**
 * Stops services, those that need others first.
 * @throws BacklotError `bake-failed` when one that must end well did not.
 */
export async function stopBake(
  { engine, stack }: BakingStack,
  { names, mustEndWell }: { readonly names: readonly string[]; readonly mustEndWell: readonly string[] },
  { warning }: Say,
  signal: AbortSignal,
): Promise<void> {
  for (const service of stack.services.toReversed()) {
    if (!names.includes(service.name)) continue;
    const name = containerName(stack, service, 1);
    const container = await ownContainer(engine, stack.identity, name, signal);
    if (!container?.State.Running) continue;
    await stopGently(engine, container, service, signal, warning);
    const { State } = await inspectContainer(engine, container.Id, signal);
    if (State.ExitCode === 0) continue;
    if (mustEndWell.includes(service.name))
      throw new BacklotError(
        'bake-failed',
        `${service.name} did not stop cleanly (exit code ${State.ExitCode}).`,
        {
          hint: 'Look at its stop_signal and stop_grace_period; its data is not used.',
          details: { service: service.name, exitCode: State.ExitCode },
        },
      );
    if (State.ExitCode === 137)
      warning(
        `${service.name} had to be killed: what it had not written to its volume is not in the dataset`,
      );
  }
}

/** Removes all that bakes of this identity have on an engine; their data in the pool stays. */
export async function clearBake(engine: Engine, identity: StackIdentity, signal: AbortSignal): Promise<void> {
  for (const { Id, Labels } of await listContainers(engine, signal))
    if (isOwn(Labels, identity)) await removeContainer(engine, Id, signal, { force: true, volumes: true });
  for (const { Id, Labels } of await listNetworks(engine, signal))
    if (isOwn(Labels, identity)) await removeNetwork(engine, Id, signal);
  for (const { Name, Labels } of await listVolumes(engine, signal))
    if (isOwn(Labels, identity)) await removeVolume(engine, Name, signal);
}
