import { BacklotError } from '../../../../shared/errors.ts';
import type { ComposeModel, Service } from '../../compose/model.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { type Image, imageByRef } from '../../docker/images.ts';
import { desireStack } from '../../engine/desire-stack.ts';
import type { DesiredStack, StackFiles } from '../../engine/desired.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import { readStackFiles } from '../../engine/read-stack-files.ts';
import type { StackAccess, StackRef, StackSource } from '../../engine/stack-access.ts';
import { databaseOf, isPostgres } from './bake-database.ts';
import { bakeIdentity } from './bake-identity.ts';
import { bakeModel } from './bake-model.ts';
import { fastCommand } from './fast-command.ts';
import { type BakePart, takePart } from './take-part.ts';

/** Where stacks and engines come from. */
export interface BakeSources {
  readonly access: Pick<StackAccess, 'engine' | 'identity'>;
  readonly source: Pick<StackSource, 'model' | 'env'>;
}

/** A stack as it is now, as far as its data is concerned. */
export interface BakeLook {
  readonly engine: Engine;
  /** The environment's own identity. */
  readonly identity: StackIdentity;
  readonly model: ComposeModel;
  readonly files: StackFiles;
  readonly stack: DesiredStack;
  readonly part: BakePart;
  /** Images of the services that take part, by service; absent where the engine does not have it. */
  readonly images: ReadonlyMap<string, Image>;
}

/** Reads the compose files and looks at the images. @throws BacklotError as those do. */
export async function lookAtBake(
  { access, source }: BakeSources,
  ref: StackRef,
  signal: AbortSignal,
): Promise<BakeLook> {
  const [engine, identity] = await Promise.all([
    access.engine(ref.host, signal),
    access.identity(ref, signal),
  ]);
  const model = await source.model(ref, identity, signal);
  const files = await readStackFiles(model, source.env(ref), signal);
  const stack = desireStack(model, { identity, api: engine.api, files });
  const part = takePart(stack);
  const names = [...part.stateful, ...part.jobs, ...part.idle.map(({ service }) => service)];
  const images = new Map<string, Image>();
  for (const { name, image } of stack.services) {
    if (!names.includes(name)) continue;
    const found = await imageByRef(engine, image, signal);
    if (found !== undefined) images.set(name, found);
  }
  return { engine, identity, model, files, stack, part, images };
}

const envOf = (image: Image | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (image?.env ?? []).map((entry) => [
      entry.slice(0, entry.indexOf('=')),
      entry.slice(entry.indexOf('=') + 1),
    ]),
  );

/** The services among those that run which are PostgreSQL, with who and what their servers are made with. */
export const databasesOf = ({ part, stack, images }: Pick<BakeLook, 'part' | 'stack' | 'images'>) =>
  stack.services.flatMap(({ name, service }) => {
    const env = envOf(images.get(name));
    return part.stateful.includes(name) && isPostgres(env, service)
      ? [{ service: name, ...databaseOf(env, service) }]
      : [];
  });

/** Long enough for a shutdown checkpoint of any size: killed, a server would leave work for each clone. */
const stopGrace = '1h';

/**
 * The stack that bakes: its databases disposable (`fast`), or as they will run.
 * @throws BacklotError `dataset-not-ready` for a stack without data.
 */
export function bakingStack(
  look: BakeLook,
  {
    dataset,
    jobs,
    fast,
    device,
  }: {
    readonly dataset: string;
    readonly jobs: boolean;
    readonly fast: boolean;
    readonly device: (volume: string) => string;
  },
): DesiredStack {
  const { engine, identity, model, files, stack, part, images } = look;
  const databases = databasesOf(look).map(({ service }) => service);
  const change = (name: string): Partial<Service> | undefined => {
    if (!databases.includes(name)) return undefined;
    const command = fast
      ? fastCommand(model.services[name]?.command ?? null, images.get(name)?.command ?? [])
      : undefined;
    if (!fast) return { stop_grace_period: stopGrace };
    const environment = model.services[name]?.environment;
    // A convention of the images: a cluster that is not whole yet need not wait for the disk either.
    const POSTGRES_INITDB_ARGS = `${environment?.POSTGRES_INITDB_ARGS ?? ''} --no-sync`.trim();
    return {
      stop_grace_period: stopGrace,
      environment: { ...environment, POSTGRES_INITDB_ARGS },
      ...(command === undefined ? {} : { command }),
    };
  };
  const baked = bakeModel(model, { stack, part, jobs, device, change });
  if (Object.keys(baked.volumes).length === 0)
    throw new BacklotError('dataset-not-ready', `No service of ${identity.project} owns a named volume.`, {
      hint: 'Give the service that holds the data a volume under the top-level "volumes" of the compose file.',
    });
  return desireStack(baked, { identity: bakeIdentity(identity, dataset), api: engine.api, files });
}
