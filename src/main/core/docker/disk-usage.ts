import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import type { Engine } from './connect-engine.ts';

/** What an engine's objects take up, in bytes. */
export interface DiskUsage {
  readonly images: number;
  readonly containers: number;
  readonly volumes: number;
  readonly buildCache: number;
}

/** -1 is the engine's word for "not computed". */
const bytes = z
  .number()
  .nullish()
  .transform((value) => Math.max(0, value ?? 0));

const answer = z.object({
  LayersSize: bytes,
  Containers: z.array(z.object({ SizeRw: bytes })).nullish(),
  Volumes: z.array(z.object({ UsageData: z.object({ Size: bytes }).nullish() })).nullish(),
  BuildCache: z.array(z.object({ Size: bytes, Shared: z.boolean().nullish() })).nullish(),
});

const sum = <T>(items: readonly T[] | null | undefined, size: (item: T) => number): number =>
  (items ?? []).reduce((total, item) => total + size(item), 0);

/**
 * Adds up what the engine's images, containers, volumes and build cache take. The engine walks its
 * volumes for it, which may take minutes: give `withinMs`.
 * @throws BacklotError as `Engine.get` does.
 */
export async function diskUsage(engine: Engine, signal: AbortSignal, withinMs: number): Promise<DiskUsage> {
  const used = await engine.get('/system/df', answer, signal, { withinMs });
  return {
    images: used.LayersSize,
    containers: sum(used.Containers, ({ SizeRw }) => SizeRw),
    volumes: sum(used.Volumes, ({ UsageData }) => UsageData?.Size ?? 0),
    buildCache: sum(used.BuildCache, ({ Size, Shared }) => (Shared === true ? 0 : Size)),
  };
}

/** What an unprivileged user may still write on the file system of a path, and its size, in bytes. */
export async function freeDisk(path: string): Promise<{ readonly free: number; readonly total: number }> {
  const { bavail, blocks, bsize } = await statfs(path);
  return { free: bavail * bsize, total: blocks * bsize };
}
