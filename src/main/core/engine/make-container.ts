import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { createContainer, type InspectedContainer, removeContainer } from '../docker/containers.ts';
import { imageByRef } from '../docker/images.ts';
import { containerSpec } from './container-spec.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';
import { explainStart, imageMissing } from './explain-start.ts';
import { backlotLabels, composeLabels } from './labels.ts';
import { ownContainer } from './own-container.ts';

export interface MakeOptions {
  readonly stack: DesiredStack;
  readonly service: DesiredService;
  readonly number: number;
  readonly ports: Readonly<Record<string, number>>;
  readonly operation: string;
  /** Under another name than its own, for now. */
  readonly name?: string | undefined;
  /** The container that it takes the place of: its volumes without a name go on in the new one. */
  readonly old?: InspectedContainer | undefined;
  readonly warning?: ((text: string) => void) | undefined;
}

/** Volumes without a name are named by 64 hexadecimal digits. */
const isAnonymous = (name: string | undefined): name is string => /^[0-9a-f]{64}$/.test(name ?? '');

/** The mounts of a container with an older one's nameless volumes, so that their data is not left behind. */
export function keepAnonymous(
  mounts: readonly Readonly<Record<string, unknown>>[],
  otherTargets: readonly string[],
  old: Pick<InspectedContainer, 'Mounts'> | undefined,
  { undeclared = true }: { readonly undeclared?: boolean } = {},
): readonly Readonly<Record<string, unknown>>[] {
  const anonymous = (old?.Mounts ?? []).filter(({ Type, Name }) => Type === 'volume' && isAnonymous(Name));
  const kept = new Map(anonymous.map(({ Destination, Name }) => [Destination, Name]));
  const named = mounts.map((mount) => {
    const target = String(mount.Target);
    const name = kept.get(target);
    kept.delete(target);
    return name === undefined || mount.Type !== 'volume' || mount.Source !== undefined
      ? mount
      : { ...mount, Source: name };
  });
  // The image's own are not declared; nor are those that came along from another container.
  const rest = undeclared ? [...kept].filter(([target]) => !otherTargets.includes(target)) : [];
  return [...named, ...rest.map(([Target, Source]) => ({ Type: 'volume', Source, Target }))];
}

const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value : [];

/**
 * Makes a container and does not start it. One that is there already under that name and was made from
 * the same is taken; one that was never started is made again. Answers its id.
 */
export async function makeContainer(
  engine: Engine,
  options: MakeOptions,
  signal: AbortSignal,
): Promise<string> {
  const { stack, service, number, ports, operation, old } = options;
  const resource = service.name;
  const name = options.name ?? containerName(stack, service, number);
  const there = await ownContainer(engine, stack.identity, name, signal);
  if (there !== undefined) {
    const same = there.Config.Labels[composeLabels.configHash] === service.hash;
    if (same && there.State.Status !== 'created') return there.Id;
    if (!same && there.State.Running)
      throw new BacklotError(
        'operation-conflict',
        `The container ${name} was made by something else meanwhile.`,
        {
          hint: 'Start again: a new plan is made from what is there.',
          details: { container: name },
        },
      );
    await removeContainer(engine, there.Id, signal);
  }
  const image = await imageByRef(engine, service.image, signal);
  if (image === undefined) throw imageMissing(resource, service.image);
  const containers: Record<string, string> = {};
  for (const other of service.shares) {
    const shared = stack.services.find((one) => one.name === other);
    if (shared === undefined) continue;
    const found = await ownContainer(engine, stack.identity, containerName(stack, shared, 1), signal);
    if (found !== undefined) containers[other] = found.Id;
  }
  const spec = containerSpec(stack, service, {
    number,
    ports,
    imageId: image.id,
    containers,
    operation,
    replaces: old?.Id,
  });
  const host: unknown = spec.body.HostConfig;
  const hostConfig = typeof host === 'object' && host !== null ? host : {};
  const mounts = list(Reflect.get(hostConfig, 'Mounts'));
  const binds: unknown = Reflect.get(hostConfig, 'Binds');
  const tmpfs: unknown = Reflect.get(hostConfig, 'Tmpfs');
  const targets = [
    ...(Array.isArray(binds) ? binds.map((bind) => String(bind).split(':')[1] ?? '') : []),
    ...Object.keys(Object(tmpfs ?? {})),
  ];
  const undeclared = (service.service.volumes_from ?? []).length === 0;
  const Mounts = keepAnonymous(mounts, targets, old, { undeclared });
  const kept = Mounts.flatMap(({ Source }) =>
    typeof Source === 'string' && isAnonymous(Source) ? [Source] : [],
  );
  const body = {
    ...spec.body,
    // Under a name given to it, the engine no longer takes such a volume away with its container.
    Labels: {
      ...Object(spec.body.Labels),
      ...(kept.length > 0 ? { [backlotLabels.volumes]: kept.join(',') } : {}),
    },
    HostConfig: { ...hostConfig, Mounts },
  };
  try {
    const made = await createContainer(engine, { name, platform: spec.platform, body }, signal);
    for (const warning of made.warnings) options.warning?.(warning);
    return made.id;
  } catch (error) {
    throw await explainStart(engine, resource, error, signal);
  }
}
