import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { ComposeModel, Service } from '../compose/model.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { type StackRef, type StackSource, stackRef } from '../engine/stack-access.ts';
import type { ImageVerbs } from '../engine/stack-verbs.ts';
import { defineVerb, type StepContext } from '../operations/define-operation.ts';
import { buildCommand } from './build-command.ts';
import type { BuildProgress } from './build-progress.ts';
import { judgeBuild } from './build-query.ts';
import { parseImageReference } from './image-reference.ts';
import { pullImage } from './pull-image.ts';
import type { PullProgress } from './pull-progress.ts';
import { type AuthPlaces, registryAuth } from './registry-auth.ts';
import { type SharedBuilds, shareBuilds } from './share-builds.ts';
import { tagImage } from './tag-image.ts';

const args = z.object({
  stack: stackRef,
  service: z.string(),
  image: z.string(),
  /** True when the engine has it already, and a newer one is looked for. */
  refresh: z.boolean().optional(),
});

/** Ways in which a registry can be out of reach for a while. */
const passing: readonly string[] = ['registry-unreachable', 'registry-rate-limited'];

/** Where the engines, the models and the user's credentials are. */
export interface ImageSource {
  readonly engine: (host: string, signal: AbortSignal) => Promise<Engine>;
  readonly stacks: Pick<StackSource, 'identify' | 'model' | 'env'>;
  readonly places: AuthPlaces;
}

const words = ({ layers }: PullProgress): string => {
  const done = layers.filter(({ phase }) => phase === 'done' || phase === 'present').length;
  return `${done} of ${layers.length} layers`;
};

function tellBuild({ progress, note }: StepContext): (next: BuildProgress) => void {
  const told = new Set<string>();
  return ({ steps }) => {
    // What BuildKit does for itself is none of the Dockerfile's steps.
    const own = steps.filter(({ name }) => !name.startsWith('[internal]'));
    const ended = own.filter(({ state }) => state === 'done' || state === 'cached');
    for (const { id, name, state, seconds } of ended) {
      if (told.has(id)) continue;
      told.add(id);
      note(state === 'cached' ? `${name}: cached` : `${name}: ${(seconds ?? 0).toFixed(1)} s`);
    }
    const running = own.find(({ state }) => state === 'running');
    progress(ended.length, own.length, 'items', running?.name);
  };
}

/** How many operations' builds are remembered. */
const keepRuns = 16;

/** The steps of an operation that bring images to an engine: from a registry, or built there. */
export function imageVerbs({ engine, stacks, places }: ImageSource): ImageVerbs {
  const runs = new Map<string, SharedBuilds>();
  const buildsOf = (operation: string, host: string, on: Engine): SharedBuilds => {
    const key = `${operation} ${host}`;
    const builds = runs.get(key) ?? shareBuilds(on);
    runs.set(key, builds);
    for (const old of [...runs.keys()].slice(0, -keepRuns)) runs.delete(old);
    return builds;
  };
  const auth = (registry: string, signal: AbortSignal) => registryAuth(registry, places, signal);

  const find = async (
    stack: StackRef,
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly service: Service; readonly model: ComposeModel }> => {
    const model = await stacks.model(stack, await stacks.identify(stack, signal), signal);
    const service = model.services[name];
    if (service) return { service, model };
    throw new BacklotError('plan-outdated', `The compose files have no service "${name}" any more.`, {
      hint: 'Start again: a new plan is made from the files as they are.',
      details: { service: name },
    });
  };

  return {
    pull: defineVerb(args, async (context, { stack, service: name, image, refresh = false }) => {
      const { signal, progress, command, warning } = context;
      const { service } = await find(stack, name, signal);
      const platform = service.platform;
      command(`docker pull ${platform === undefined ? '' : `--platform ${platform} `}${image}`);
      const onProgress = (next: PullProgress): void =>
        progress(next.current, next.complete ? next.total : undefined, 'bytes', words(next));
      const on = await engine(stack.host, signal);
      try {
        const pulled = await pullImage(on, image, { platform, auth, onProgress }, signal);
        // Engines note the time of a tag, not of a pull, and the policies of time go by that.
        if (refresh && parseImageReference(image).digest === undefined)
          await tagImage(on, pulled.id, image, signal);
        return pulled;
      } catch (error) {
        if (!refresh || !(error instanceof BacklotError) || !passing.includes(error.code)) throw error;
        warning(`${error.message} The image that is there is used.`);
        return undefined;
      }
    }),
    build: defineVerb(args, async (context, { stack, service: name, image }) => {
      const { signal, note, warning, command, operation } = context;
      const { service, model } = await find(stack, name, signal);
      if (service.build === undefined)
        throw new BacklotError('plan-outdated', `Service ${name} is not built here any more.`, {
          hint: 'Start again: a new plan is made from the files as they are.',
          details: { service: name },
        });
      const platforms = service.build.platforms ?? (service.platform === undefined ? [] : [service.platform]);
      const build = { ...service.build, platforms };
      const on = await engine(stack.host, signal);
      for (const text of judgeBuild(build, on.api).ignored) warning(`${name}: ${text}`);
      const tags = [...new Set([image, ...(build.tags ?? [])])];
      command(buildCommand(build, tags));
      const { id, shared } = await buildsOf(operation, stack.host, on).build(
        { build, tags, secrets: model.secrets },
        {
          env: { ...places.env, ...stacks.env(stack) },
          auth,
          onProgress: tellBuild(context),
          onLine: ({ text }) => note(text),
        },
        signal,
      );
      if (shared) note(`${image} is the same build as another service's`);
      return { id };
    }),
  };
}
