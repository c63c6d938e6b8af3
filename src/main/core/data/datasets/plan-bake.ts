import type { DatasetSource } from '../../../../shared/model/data.ts';
import type { PlannedStep } from '../../../../shared/model/operation.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import { bakeIdentity, storedIdentity } from './bake-identity.ts';
import type { BakeLook } from './look-at-bake.ts';

const stepOf = (
  id: string,
  verb: string,
  resource: string,
  cause: string,
  rest: { readonly after: readonly string[]; readonly weight: number; readonly args: PlannedStep['args'] },
): PlannedStep => ({ id: `bake:${id}`, verb: `bake-${verb}`, resource, cause, destructive: false, ...rest });

/** The steps that bake a dataset, the images that are missing first. Pure. */
export function planBake(
  { stack, part, images, identity }: Pick<BakeLook, 'stack' | 'part' | 'images' | 'identity'>,
  {
    place,
    dataset,
    source,
    cause,
  }: {
    readonly place: StackRef;
    readonly dataset: string;
    readonly source: DatasetSource;
    /** Why it is baked, in words. */
    readonly cause: string;
  },
): readonly PlannedStep[] {
  const idle = part.idle.map(({ service }) => service);
  const names = new Set([...part.stateful, ...(source.kind === 'seed' ? part.jobs : []), ...idle]);
  const missing = stack.services.filter(({ name }) => names.has(name) && !images.has(name));
  const imageSteps = [...new Map(missing.map((one) => [one.image, one])).values()].map(
    ({ name, image, built }) =>
      stepOf(`image:${image}`, built ? 'build' : 'pull', `image ${image}`, 'the engine does not have it', {
        after: [],
        weight: 30,
        args: { stack: place, service: name, image },
      }),
  );
  const args = { stack: place, dataset };
  const what =
    source.kind === 'snapshot'
      ? 'restore its newest snapshot'
      : source.kind === 'seed'
        ? `apply ${source.files.join(', ')}`
        : '';
  const resource = `dataset ${dataset}`;
  const started = [...names].filter((name) => !idle.includes(name)).join(', ');
  return [
    ...imageSteps,
    stepOf('prepare', 'prepare', started, `${cause}: they make its data, apart from any environment`, {
      after: imageSteps.map(({ id }) => id),
      weight: 10,
      args: { ...args, identity: storedIdentity.parse(bakeIdentity(identity, dataset)) },
    }),
    stepOf('fill', 'fill', resource, what, { after: ['bake:prepare'], weight: 20, args }),
    stepOf('check', 'check', resource, 'only what was checked is frozen', {
      after: ['bake:fill'],
      weight: 10,
      args,
    }),
    stepOf('freeze', 'freeze', resource, 'it is whole', { after: ['bake:check'], weight: 1, args }),
  ];
}
