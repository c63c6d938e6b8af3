import { z } from 'zod';
import { cloneTiers } from '../../../../shared/model/data.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { findVolume, type ListedVolume } from '../../docker/volumes.ts';
import { backlotLabels } from '../../engine/labels.ts';

const facts = z.object({
  tier: z.enum(cloneTiers),
  cause: z.string(),
  /** What the pool is known by: also its file system's UUID, and in a file at its root. */
  uuid: z.string(),
});
/** What a pool's volume says of itself in its label. */
export type PoolFacts = z.infer<typeof facts>;

/** The facts in a volume's label; undefined for a volume that is no pool. */
export function readFacts({ Labels }: Pick<ListedVolume, 'Labels'>): PoolFacts | undefined {
  try {
    return facts.parse(JSON.parse(Labels[backlotLabels.pool] ?? ''));
  } catch {
    return undefined;
  }
}

/** How the engine's pool clones; undefined where it has none yet. */
export async function poolFacts(
  engine: Engine,
  signal: AbortSignal,
  prefix = 'backlot',
): Promise<PoolFacts | undefined> {
  const volume = await findVolume(engine, `${prefix}-pool`, signal);
  return volume && readFacts(volume);
}
