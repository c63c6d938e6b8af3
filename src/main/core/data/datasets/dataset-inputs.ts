import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { DesiredStack } from '../../engine/desired.ts';
import { fingerprint } from '../../engine/fingerprint.ts';
import type { BakePart } from './take-part.ts';

/** What a dataset was made from: when one of these is another, it is outdated. Hashes alone, in hex. */
export const datasetInputs = z.object({
  /** SHA-256 of each seed file, by path. */
  files: z.record(z.string(), z.string()),
  /** The part of each service's definition that data depends on. */
  services: z.record(z.string(), z.string()),
  /** Id of each service's image. */
  images: z.record(z.string(), z.string()),
  snapshot: z.string().optional(),
});
export type DatasetInputs = z.infer<typeof datasetInputs>;

/** What of each service that takes part decides about its data: limits, health and names do not. */
export function serviceInputs(
  { services, fileObjects }: Pick<DesiredStack, 'services' | 'fileObjects'>,
  { stateful, jobs, idle }: BakePart,
): DatasetInputs['services'] {
  const names = new Set([...stateful, ...jobs, ...idle.map(({ service }) => service)]);
  return Object.fromEntries(
    services
      .filter(({ name }) => names.has(name))
      .map(({ name, service, image }) => {
        const { command, entrypoint, environment, user, working_dir, volumes, configs, secrets } = service;
        const texts = [...(configs ?? []), ...(secrets ?? [])].map(({ source, target }) => [
          target ?? source,
          fileObjects.configs[source] ?? fileObjects.secrets[source],
        ]);
        const mounts = volumes?.map(({ type, source, target }) => [
          type,
          type === 'bind' ? '' : source,
          target,
        ]);
        return [
          name,
          fingerprint({ image, command, entrypoint, environment, user, working_dir, mounts, texts }),
        ] as const;
      }),
  );
}

/** Hashes by path, size and time of change, so that a look at the datasets does not read large seeds again. */
const known = new Map<string, string>();
const keep = 1000;

/** SHA-256 of a seed file, in hex; undefined where it is not there. */
export async function hashSeed(
  project: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const file = join(project, path);
  const found = await stat(file, { bigint: true }).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const key = `${file} ${found.size} ${found.mtimeNs} ${found.ino}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash, { signal });
  const digest = hash.digest('hex');
  known.set(key, digest);
  for (const old of [...known.keys()].slice(0, -keep)) known.delete(old);
  return digest;
}

const changed = (was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>) => ({
  gone: Object.keys(was).filter((key) => !(key in is)),
  added: Object.keys(is).filter((key) => !(key in was)),
  other: Object.keys(is).filter((key) => key in was && was[key] !== is[key]),
});

/**
 * Why a dataset is not what its inputs would make now, in words; undefined while it is. An image that the
 * engine does not have says nothing. Pure.
 */
export function inputsCause(was: DatasetInputs, is: DatasetInputs): string | undefined {
  const files = changed(was.files, is.files);
  const services = changed(was.services, is.services);
  const images = Object.keys(is.images).filter(
    (name) => name in was.images && was.images[name] !== is.images[name],
  );
  const since = 'since it was baked';
  const causes = [
    ...files.other.map((path) => `${path} changed ${since}`),
    ...files.added.map((path) => `${path} is new`),
    ...files.gone.map((path) => `${path} is gone`),
    ...services.other.map((name) => `service ${name} changed in the compose files ${since}`),
    ...services.added.map((name) => `service ${name} is new in the compose files`),
    ...services.gone.map((name) => `service ${name} is gone from the compose files`),
    ...images
      .filter((name) => !services.other.includes(name))
      .map((name) => `the image of ${name} is another one ${since}`),
    ...(is.snapshot !== undefined && was.snapshot !== is.snapshot ? ['there is a newer snapshot'] : []),
  ];
  const [first, ...rest] = causes;
  return first === undefined || rest.length === 0 ? first : `${first}, and ${rest.length} more`;
}
