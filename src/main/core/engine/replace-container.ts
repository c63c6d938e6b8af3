import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import {
  type InspectedContainer,
  removeContainer,
  renameContainer,
  startContainer,
  stopContainer,
} from '../docker/containers.ts';
import { nextName, oldName } from './choose-container.ts';
import { containerName } from './desire-stack.ts';
import type { StackIdentity } from './identity.ts';
import { backlotLabels, composeLabels } from './labels.ts';
import { type MakeOptions, makeContainer } from './make-container.ts';
import { ownContainer } from './own-container.ts';
import { runHooks } from './run-hooks.ts';

export interface ReplaceOptions extends Omit<MakeOptions, 'old' | 'name'> {
  /** Id of the container that is replaced. */
  readonly oldId: string;
}

/** Stops a container the way its service wants it; with `warning`, a hook that fails does not keep it running. */
export async function stopGently(
  engine: Engine,
  container: InspectedContainer,
  service: MakeOptions['service'] | undefined,
  signal: AbortSignal,
  warning?: (text: string) => void,
): Promise<void> {
  if (!container.State.Running) return;
  const hooks = service?.service.pre_stop ?? [];
  if (service !== undefined && hooks.length > 0 && container.State.Status === 'running') {
    try {
      await runHooks(engine, container.Id, { hooks, service: service.name, when: 'pre_stop' }, signal);
    } catch (error) {
      if (warning === undefined || !(error instanceof BacklotError) || error.code !== 'step-failed')
        throw error;
      warning(error.message);
    }
  }
  await stopContainer(engine, container.Id, signal);
}

/**
 * Puts a new container in the place of another, which is stopped and kept aside under another name: what
 * can fail most easily, making the new one, is done while the old one still runs. Can be done again from
 * any point. Answers the new one's id.
 */
export async function replaceContainer(
  engine: Engine,
  options: ReplaceOptions,
  signal: AbortSignal,
): Promise<string> {
  const { stack, service, number, oldId } = options;
  const { identity } = stack;
  const name = containerName(stack, service, number);
  const current = await ownContainer(engine, identity, name, signal);
  const isNew =
    current !== undefined &&
    current.Id !== oldId &&
    current.Config.Labels[composeLabels.configHash] === service.hash;
  if (isNew) return current.Id;
  const old = await ownContainer(engine, identity, oldId, signal);
  const id = await makeContainer(engine, { ...options, name: nextName(name), old }, signal);
  if (old !== undefined) {
    await stopGently(engine, old, service, signal);
    if (old.Name !== oldName(name)) {
      const left = await ownContainer(engine, identity, oldName(name), signal);
      if (left !== undefined) await removeContainer(engine, left.Id, signal, { force: true });
      await renameContainer(engine, old.Id, oldName(name), signal);
    }
  }
  await renameContainer(engine, id, name, signal);
  return id;
}

/** Takes a replacement back: what the operation made goes, and the old one has its place again. */
export async function putBack(
  engine: Engine,
  identity: StackIdentity,
  {
    name,
    oldId,
    operation,
    wasRunning,
  }: {
    readonly name: string;
    readonly oldId: string;
    readonly operation: string;
    readonly wasRunning: boolean;
  },
  signal: AbortSignal,
): Promise<void> {
  for (const each of [name, nextName(name)]) {
    const made = await ownContainer(engine, identity, each, signal);
    if (made === undefined || made.Id === oldId) continue;
    if (made.Config.Labels[backlotLabels.operation] !== operation) continue;
    await removeContainer(engine, made.Id, signal, { force: true });
  }
  const old = await ownContainer(engine, identity, oldId, signal);
  if (old === undefined) return;
  if (old.Name !== name) await renameContainer(engine, old.Id, name, signal);
  if (wasRunning && !old.State.Running) await startContainer(engine, old.Id, signal);
}
