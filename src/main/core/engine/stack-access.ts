import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { Engine } from '../docker/connect-engine.ts';
import type { InspectedContainer } from '../docker/containers.ts';
import { desireStack } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';
import type { StackIdentity } from './identity.ts';
import { readStackFiles } from './read-stack-files.ts';

/** Names a stack in a journal: enough to find its compose files and its engine again after a crash. */
export const stackRef = z.object({
  /** A Docker context's name. */
  host: z.string().min(1),
  /** Absolute path of the project. */
  project: z.string().min(1),
  environment: z.string().min(1),
});
export type StackRef = z.infer<typeof stackRef>;

/** Where stacks come from: the compose loader, the project's configuration and the Docker contexts. */
export interface StackSource {
  readonly identify: (ref: StackRef, signal: AbortSignal) => Promise<StackIdentity>;
  /** Loads the compose files as they are now. */
  readonly model: (ref: StackRef, identity: StackIdentity, signal: AbortSignal) => Promise<ComposeModel>;
  /** The variables that secrets and configs are made from. */
  readonly env: (ref: StackRef) => Readonly<Record<string, string | undefined>>;
  readonly connect: (host: string, signal: AbortSignal) => Promise<Engine>;
}

/** A container that was made and not started yet. */
export interface MadeContainer {
  readonly engine: Engine;
  readonly stack: DesiredStack;
  readonly service: DesiredService;
  readonly container: InspectedContainer;
}

/** Stacks and engines as operations use them: each engine is connected to once, each model is read once. */
export interface StackAccess {
  readonly identity: (ref: StackRef, signal: AbortSignal) => Promise<StackIdentity>;
  readonly engine: (host: string, signal: AbortSignal) => Promise<Engine>;
  /** What is wanted now; reads the compose files. */
  readonly desired: (ref: StackRef, signal: AbortSignal) => Promise<DesiredStack>;
  /** What was wanted when a plan was made, or what is now where that is forgotten (after a crash). */
  readonly planned: (ref: StackRef, fingerprint: string, signal: AbortSignal) => Promise<DesiredStack>;
  /**
   * Ids of containers that our own probe saw healthy. The engine says "starting" until its first interval
   * has passed: for these it is known better until then.
   */
  readonly ready: Set<string>;
  /** Gives a container what can be known only now, when all that it needs runs. May be done again. */
  readonly complete?: ((made: MadeContainer, signal: AbortSignal) => Promise<void>) | undefined;
  readonly close: () => void;
}

const keepModels = 16;

export function stackAccess(source: StackSource): StackAccess {
  const engines = new Map<string, Engine>();
  const models = new Map<string, DesiredStack>();

  const engine = async (host: string, signal: AbortSignal): Promise<Engine> => {
    const known = engines.get(host);
    if (known) return known;
    const made = await source.connect(host, signal);
    const other = engines.get(host);
    if (other) {
      made.close();
      return other;
    }
    engines.set(host, made);
    return made;
  };

  const desired = async (ref: StackRef, signal: AbortSignal): Promise<DesiredStack> => {
    const identity = await source.identify(ref, signal);
    const [{ api }, model] = await Promise.all([
      engine(ref.host, signal),
      source.model(ref, identity, signal),
    ]);
    const files = await readStackFiles(model, source.env(ref), signal);
    const made = desireStack(model, { identity, api, files });
    const key = `${ref.host} ${made.fingerprint}`;
    models.delete(key);
    models.set(key, made);
    for (const old of [...models.keys()].slice(0, -keepModels)) models.delete(old);
    return made;
  };

  return {
    ready: new Set(),
    identity: source.identify,
    engine,
    desired,
    planned: async (ref, fingerprint, signal) =>
      models.get(`${ref.host} ${fingerprint}`) ?? (await desired(ref, signal)),
    close: () => {
      for (const each of engines.values()) each.close();
      engines.clear();
    },
  };
}

/**
 * A service as it was when the plan was made.
 * @throws BacklotError `plan-outdated` when the compose files say something else by now.
 */
export function plannedService(stack: DesiredStack, name: string, hash: string | undefined): DesiredService {
  const found = stack.services.find((one) => one.name === name);
  if (found !== undefined && (hash === undefined || found.hash === hash)) return found;
  throw new BacklotError(
    'plan-outdated',
    found === undefined
      ? `Service ${name} has gone from the compose files since this was planned.`
      : `Service ${name} was changed in the compose files since this was planned.`,
    { hint: 'Start again: a new plan is made from the files as they are.', details: { service: name } },
  );
}
