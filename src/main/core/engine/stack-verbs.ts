import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import {
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../docker/containers.ts';
import { imageByRef } from '../docker/images.ts';
import { inspectNetwork, removeNetwork } from '../docker/networks.ts';
import { orAbsent, wasRefused } from '../docker/refused.ts';
import { removeVolume } from '../docker/volumes.ts';
import { defineVerb, type StepContext, type Verb } from '../operations/define-operation.ts';
import { completeContainer } from './complete-container.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredObject, DesiredStack } from './desired.ts';
import { explainStart, imageMissing } from './explain-start.ts';
import type { StackIdentity } from './identity.ts';
import { backlotLabels, composeLabels } from './labels.ts';
import { makeContainer } from './make-container.ts';
import { makeNetwork, makeVolume, reattach, unmakeNetwork, unmakeVolume } from './make-object.ts';
import { ownContainer } from './own-container.ts';
import { putBack, replaceContainer, stopGently } from './replace-container.ts';
import { runHooks } from './run-hooks.ts';
import { plannedService, type StackAccess, stackRef } from './stack-access.ts';
import { waitReady } from './wait-ready.ts';

/** What each step has beside its own arguments: where it belongs. */
const common = { stack: stackRef, model: z.string().optional() };
const ports = z.record(z.string(), z.number());
const objectArgs = z.object({
  ...common,
  kind: z.enum(['network', 'volume']),
  key: z.string(),
  name: z.string(),
  hash: z.string(),
});
const containerArgs = z.object({
  ...common,
  kind: z.literal('container'),
  service: z.string(),
  number: z.number(),
  hash: z.string(),
  ports,
  name: z.string(),
});
const createArgs = z.discriminatedUnion('kind', [objectArgs, containerArgs]);
const recreateArgs = z.discriminatedUnion('kind', [
  objectArgs,
  containerArgs.extend({
    old: z.string(),
    wasRunning: z.boolean(),
    /** Only where the image is another one than the old container's. */
    maybe: z.boolean().optional(),
  }),
]);
const startArgs = containerArgs.omit({ kind: true }).extend({ fresh: z.boolean() });
const restartArgs = z.object({ ...common, service: z.string(), number: z.number(), name: z.string() });
const waitArgs = z.object({
  ...common,
  service: z.string(),
  replicas: z.number(),
  job: z.boolean(),
  tolerant: z.boolean(),
});
const stopArgs = z.object({ ...common, id: z.string(), name: z.string(), service: z.string() });
const removeArgs = z.object({
  ...common,
  kind: z.enum(['container', 'network', 'volume']),
  id: z.string(),
  name: z.string(),
  volumes: z.boolean().optional(),
  /** The step that decided whether it is replaced. */
  replacedBy: z.string().optional(),
});

const kept = z.object({ kept: z.literal(true) });

/** True for the outcome of a `recreate` that found the image unchanged. */
const wasKept = (outcome: unknown): boolean => kept.safeParse(outcome).success;

/** Removes a nameless volume, unless another container has it too. */
async function removeUnused(engine: Engine, volume: string, signal: AbortSignal): Promise<void> {
  try {
    await removeVolume(engine, volume, signal);
  } catch (error) {
    if (!wasRefused(error, 409)) throw error;
  }
}

interface Place {
  readonly engine: Engine;
  readonly identity: StackIdentity;
  readonly stack: DesiredStack;
}

interface Where {
  readonly stack: z.infer<typeof stackRef>;
  readonly model?: string | undefined;
}

/** The steps that bring images; absent where nothing can. */
export interface ImageVerbs {
  readonly pull: Verb;
  readonly build: Verb;
}

/** Told when a volume of an environment was removed, also when that is found done already after a crash. */
export interface VolumeHook {
  readonly removed: (
    where: {
      readonly ref: z.infer<typeof stackRef>;
      readonly engine: Engine;
      readonly identity: StackIdentity;
    },
    signal: AbortSignal,
  ) => Promise<void>;
}

const imageArgs = z.object({ ...common, service: z.string(), image: z.string() });
const noImages: ImageVerbs = {
  pull: defineVerb(imageArgs, async (_, { service, image }) => {
    throw imageMissing(service, image);
  }),
  build: defineVerb(imageArgs, async (_, { service, image }) => {
    throw imageMissing(service, image);
  }),
};

const objectOf = (stack: DesiredStack, { kind, key, hash }: z.infer<typeof objectArgs>): DesiredObject => {
  const found = stack[`${kind}s`].find((one) => one.key === key);
  if (found?.hash === hash) return found;
  throw new BacklotError(
    'plan-outdated',
    `The ${kind} "${key}" was changed in the compose files since this was planned.`,
    {
      hint: 'Start again: a new plan is made from the files as they are.',
      details: { [kind]: key },
    },
  );
};

/** The code behind the steps of a stack's plans. Each bears to run again, with its effect there or half there. */
export function stackVerbs(
  access: StackAccess,
  images: ImageVerbs = noImages,
  volumes?: VolumeHook,
): Readonly<Record<string, Verb>> {
  const place = async ({ stack: ref, model }: Where, signal: AbortSignal): Promise<Place> => {
    const [engine, stack] = await Promise.all([
      access.engine(ref.host, signal),
      access.planned(ref, model ?? '', signal),
    ]);
    return { engine, stack, identity: stack.identity };
  };
  /** For steps that work without the compose files: what these say, where they can be read. */
  const bare = async ({ stack: ref, model }: Where, signal: AbortSignal) => {
    const [engine, identity, stack] = await Promise.all([
      access.engine(ref.host, signal),
      access.identity(ref, signal),
      access.planned(ref, model ?? '', signal).catch(() => undefined),
    ]);
    return { engine, identity, stack };
  };

  const makeObject = async (
    { operation, signal, command }: StepContext,
    args: z.infer<typeof objectArgs>,
    anew: boolean,
  ): Promise<void> => {
    const { engine, stack } = await place(args, signal);
    const object = objectOf(stack, args);
    command(`docker ${args.kind} create ${object.name}`);
    if (args.kind === 'network') await makeNetwork(engine, { stack, object, operation }, signal);
    else await makeVolume(engine, { stack, object, operation, anew }, signal);
  };

  const create = defineVerb(
    createArgs,
    async (context, args) => {
      if (args.kind !== 'container') return makeObject(context, args, false);
      const { operation, signal, warning } = context;
      const { engine, stack } = await place(args, signal);
      const service = plannedService(stack, args.service, args.hash);
      const { number, ports: moved } = args;
      const id = await makeContainer(
        engine,
        { stack, service, number, ports: moved, operation, warning },
        signal,
      );
      return { id };
    },
    async ({ operation, signal }, args) => {
      const { engine, stack, identity } = await place(args, signal);
      if (args.kind === 'container') {
        const made = await ownContainer(engine, identity, args.name, signal);
        if (made?.Config.Labels[backlotLabels.operation] !== operation) return;
        await removeContainer(engine, made.Id, signal, { force: true, volumes: true });
        return;
      }
      const object = stack[`${args.kind}s`].find(({ key }) => key === args.key);
      if (object === undefined) return;
      if (args.kind === 'network') await unmakeNetwork(engine, object, operation, signal);
      else await unmakeVolume(engine, object, operation, signal);
    },
  );

  const recreate = defineVerb(
    recreateArgs,
    async (context, args) => {
      if (args.kind !== 'container') return makeObject(context, args, true);
      const { operation, signal, warning } = context;
      const { engine, stack, identity } = await place(args, signal);
      const service = plannedService(stack, args.service, args.hash);
      const { number, ports: moved, old: oldId } = args;
      if (args.maybe) {
        const [old, image] = await Promise.all([
          ownContainer(engine, identity, oldId, signal),
          imageByRef(engine, service.image, signal),
        ]);
        if (old !== undefined && old.Image === image?.id) return { id: oldId, kept: true };
      }
      const made = { stack, service, number, ports: moved, operation, warning, oldId };
      return { id: await replaceContainer(engine, made, signal) };
    },
    async ({ operation, signal }, args) => {
      const { engine, stack, identity } = await place(args, signal);
      if (args.kind === 'container') {
        const { name, old: oldId, wasRunning } = args;
        await putBack(engine, identity, { name, oldId, operation, wasRunning }, signal);
        return;
      }
      const object = stack.networks.find(({ key }) => args.kind === 'network' && key === args.key);
      if (object !== undefined) await reattach(engine, stack, object, signal);
    },
  );

  const start = defineVerb(
    startArgs,
    async ({ signal, command, step, output }, args) => {
      const { engine, stack, identity } = await place(args, signal);
      const service = plannedService(stack, args.service, args.hash);
      const container = await ownContainer(engine, identity, args.name, signal);
      if (container === undefined)
        throw new BacklotError('not-found', `The container ${args.name} has gone since this was planned.`, {
          hint: 'Start again: a new plan is made from what is there.',
        });
      const { Id: id, State: state } = container;
      if (state.Running && wasKept(output(`recreate:${args.service}:${args.number}`))) return { id };
      command(`docker start ${args.name}`);
      try {
        if (state.Status === 'paused') await unpauseContainer(engine, id, signal);
        else {
          if (state.Status === 'created') {
            await completeContainer(engine, stack, service, container, args.number, signal);
            await access.complete?.({ engine, stack, service, container }, signal);
          }
          await startContainer(engine, id, signal);
        }
      } catch (error) {
        throw await explainStart(engine, step.resource, error, signal);
      }
      const hooks = service.service.post_start ?? [];
      if (hooks.length > 0)
        await runHooks(engine, id, { hooks, service: service.name, when: 'post_start' }, signal);
      return { id };
    },
    async ({ signal }, args) => {
      // What is new is removed by the step that made it.
      if (args.fresh) return;
      const { engine, identity } = await place(args, signal);
      const container = await ownContainer(engine, identity, args.name, signal);
      if (container?.State.Running) await stopContainer(engine, container.Id, signal);
    },
  );

  const restart = defineVerb(restartArgs, async ({ signal, command }, args) => {
    const { engine, stack, identity } = await place(args, signal);
    const service = plannedService(stack, args.service, undefined);
    const container = await ownContainer(engine, identity, args.name, signal);
    if (container === undefined) return;
    command(`docker restart ${args.name}`);
    const { pre_stop = [], post_start = [] } = service.service;
    const { name } = service;
    if (container.State.Running && pre_stop.length > 0)
      await runHooks(engine, container.Id, { hooks: pre_stop, service: name, when: 'pre_stop' }, signal);
    await restartContainer(engine, container.Id, signal, service.stopGraceMs);
    if (post_start.length > 0)
      await runHooks(engine, container.Id, { hooks: post_start, service: name, when: 'post_start' }, signal);
  });

  const stop = defineVerb(
    stopArgs,
    async ({ signal, command, warning }, args) => {
      const { engine, identity, stack } = await bare(args, signal);
      const container = await ownContainer(engine, identity, args.id, signal);
      if (container === undefined) return;
      command(`docker stop ${args.name}`);
      const service = stack?.services.find(({ name }) => name === args.service);
      await stopGently(engine, container, service, signal, warning);
    },
    async ({ signal }, args) => {
      const { engine, identity } = await bare(args, signal);
      const container = await ownContainer(engine, identity, args.id, signal);
      if (container !== undefined && !container.State.Running)
        await startContainer(engine, container.Id, signal);
    },
  );

  const removeOwnNetwork = async (
    engine: Engine,
    { id, name }: z.infer<typeof removeArgs>,
    context: StepContext,
  ) => {
    const { signal, warning } = context;
    const found = await orAbsent(inspectNetwork(engine, id, signal));
    if (found === undefined) return;
    const users = Object.values(found.Containers).map((one) => one.Name);
    try {
      await removeNetwork(engine, id, signal);
    } catch (error) {
      if (!wasRefused(error, 403, 409)) throw error;
      warning(`network ${name} is kept: ${users.join(', ') || 'something'} that is not ours still uses it`);
    }
  };

  const remove = defineVerb(removeArgs, async (context, args) => {
    const { signal, command } = context;
    if (args.replacedBy !== undefined && wasKept(context.output(args.replacedBy))) return;
    const { engine, identity, stack } = await bare(args, signal);
    const { kind, id, name } = args;
    if (kind === 'container') {
      const container = await ownContainer(engine, identity, id, signal);
      if (container === undefined) return;
      command(`docker rm --force ${name}`);
      const service = stack?.services.find(
        (one) => one.name === container.Config.Labels[composeLabels.service],
      );
      await stopGently(engine, container, service, signal, context.warning);
      await removeContainer(engine, id, signal, { force: true, volumes: args.volumes === true });
      const kept = container.Config.Labels[backlotLabels.volumes]?.split(',') ?? [];
      if (args.volumes === true) for (const volume of kept) await removeUnused(engine, volume, signal);
      return;
    }
    command(`docker ${kind} rm ${name}`);
    if (kind === 'network') await removeOwnNetwork(engine, args, context);
    else {
      await removeVolume(engine, name, signal);
      await volumes?.removed({ ref: args.stack, engine, identity }, signal);
    }
  });

  const wait = defineVerb(waitArgs, async ({ signal, progress, warning, note, step }, args) => {
    const { engine, stack, identity } = await place(args, signal);
    const service = plannedService(stack, args.service, undefined);
    const several = new AbortController();
    const own = AbortSignal.any([signal, several.signal]);
    const one = async (number: number): Promise<void> => {
      const container = await ownContainer(engine, identity, containerName(stack, service, number), own);
      if (container === undefined)
        throw new BacklotError(
          'not-found',
          `A container of ${service.name} has gone while it was waited for.`,
          {
            hint: 'Start again.',
          },
        );
      const resource = args.replicas === 1 ? service.name : `${service.name} ${number}`;
      const said = (text: string): void => progress(0, undefined, 'items', text);
      await waitReady(engine, { id: container.Id, resource, job: args.job, progress: said }, own);
      access.ready.add(container.Id);
    };
    const all = Array.from({ length: args.replicas }, (_, index) => one(index + 1));
    try {
      await Promise.all(all);
    } catch (error) {
      several.abort();
      await Promise.allSettled(all);
      if (!(error instanceof BacklotError)) throw error;
      const lines = error.details.lastLines;
      if (Array.isArray(lines)) for (const line of lines) note(String(line));
      const bearable = args.tolerant && (error.code === 'container-exited' || error.code === 'not-ready');
      if (!bearable) throw error;
      warning(`${error.message} What needs ${step.resource} can do without it, and goes on.`);
    }
  });

  return { ...images, create, recreate, start, restart, stop, remove, wait };
}
