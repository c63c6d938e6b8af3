import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { orAbsent, wasRefused } from './refused.ts';

const volume = z.object({
  Name: z.string(),
  Driver: z.string(),
  Mountpoint: z.string().default(''),
  Labels: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
  /** What its driver was given: "device" and "o" of a bound one. */
  Options: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
});
export type ListedVolume = z.infer<typeof volume>;

const withinMs = 60_000;

export async function listVolumes(engine: Engine, signal: AbortSignal): Promise<readonly ListedVolume[]> {
  const answer = z.object({ Volumes: z.array(volume).nullish() });
  const { Volumes } = await engine.call({ method: 'GET', path: '/volumes' }, answer, signal, { withinMs });
  return Volumes ?? [];
}

/** One volume; undefined when it is not there. */
export const findVolume = (
  engine: Engine,
  name: string,
  signal: AbortSignal,
): Promise<ListedVolume | undefined> =>
  orAbsent(engine.get(`/volumes/${encodeURIComponent(name)}`, volume, signal, { withinMs }));

/** Makes a volume; one of that name and driver that is there already is answered as it is. */
export const createVolume = (engine: Engine, body: object, signal: AbortSignal): Promise<ListedVolume> =>
  engine.call({ method: 'POST', path: '/volumes/create', body }, volume, signal, { withinMs });

/** Removes it with its data; one that is not there is as good. */
export async function removeVolume(engine: Engine, name: string, signal: AbortSignal): Promise<void> {
  try {
    const path = `/volumes/${encodeURIComponent(name)}`;
    await engine.call({ method: 'DELETE', path }, z.unknown(), signal, { withinMs });
  } catch (error) {
    if (!wasRefused(error, 404)) throw error;
  }
}
