import type { ListedVolume } from '../../docker/volumes.ts';
import type { DesiredObject, DesiredStack } from '../../engine/desired.ts';
import { isOwn } from '../../engine/labels.ts';
import { guardVolume, trustVolume } from '../../isolation/guard-names.ts';

/** A volume of an environment, and whether its data lies in the pool. */
export interface EnvironmentVolume {
  /** Its key in the compose files. */
  readonly key: string;
  /** The name on the engine. */
  readonly name: string;
  readonly place: 'pool' | 'plain' | 'absent';
}

/** The folder of an environment's volume in the pool. */
export const volumeFolder = (home: string, key: string): string => `environments/${home}/${key}`;

const isPlain = ({ body }: DesiredObject): boolean =>
  body.Driver === 'local' && Object.keys(Object(body.DriverOpts)).length === 0;

/**
 * What makes a volume of an environment in the pool: as `up` makes it, with the same labels, so that it is
 * taken for one that is as wanted; but bound to its folder. Pure.
 */
export const volumeBinding = (
  { body }: Pick<DesiredObject, 'body'>,
  folder: string,
): Readonly<Record<string, unknown>> => ({
  ...body,
  DriverOpts: { type: 'none', o: 'bind', device: folder },
});

/**
 * The volumes that hold an environment's data: those that its services own. Left out are external ones and
 * those with a driver or options of their own; they stay as they are. So does what an isolated environment's
 * guard has captured: it is no data of the environment. Pure.
 */
export function environmentVolumes(
  desired: DesiredStack,
  listed: readonly ListedVolume[],
  pool: { readonly path: string; readonly home: string } | undefined,
): readonly EnvironmentVolume[] {
  const { identity } = desired;
  const used = new Set(desired.services.flatMap(({ volumes }) => volumes));
  return desired.volumes
    .filter(
      (one) =>
        !one.external && ![guardVolume, trustVolume].includes(one.key) && used.has(one.key) && isPlain(one),
    )
    .map(({ key, name }) => {
      const found = listed.find(({ Name, Labels }) => Name === name && isOwn(Labels, identity));
      if (found === undefined) return { key, name, place: 'absent' };
      const bound = pool && found.Options.device === `${pool.path}/${volumeFolder(pool.home, key)}`;
      return { key, name, place: bound ? 'pool' : 'plain' };
    });
}

/** Names of the services that own one of the volumes. Pure. */
export const statefulServices = (
  { services }: Pick<DesiredStack, 'services'>,
  volumes: readonly Pick<EnvironmentVolume, 'key'>[],
): readonly string[] =>
  services.filter((one) => volumes.some(({ key }) => one.volumes.includes(key))).map(({ name }) => name);
