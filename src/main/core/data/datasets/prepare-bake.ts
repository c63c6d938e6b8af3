import { BacklotError } from '../../../../shared/errors.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import type { Pool } from '../pool/pool.ts';
import type { BakeDatabase } from './bake-database.ts';
import { type BakingStack, clearBake, layBake, raiseBake, type Say, stopBake } from './baking-stack.ts';
import {
  dropCluster,
  type EmptyCluster,
  emptyClusters,
  isSettled,
  keepCluster,
  keptClusters,
  takeCluster,
} from './empty-clusters.ts';
import type { BakeLook } from './look-at-bake.ts';

export interface Preparation {
  readonly look: BakeLook;
  readonly pool: Pool;
  /** Where the bake is made, relative to the pool. */
  readonly folder: string;
  readonly baking: BakingStack;
  readonly databases: readonly BakeDatabase[];
  /** True: the one-shot services that prepare the data run too. */
  readonly jobs: boolean;
}

async function start(
  { look, pool, folder, baking }: Preparation,
  clusters: readonly EmptyCluster[],
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  await clearBake(look.engine, baking.stack.identity, signal);
  await pool.remove(folder, signal);
  const copied = clusters.flatMap(({ volumes }) => volumes);
  const empty = baking.stack.volumes.filter(({ key }) => !copied.includes(key));
  await pool.ask('mkdir -p "$@"', [folder, ...empty.map(({ key }) => `${folder}/${key}`)], signal);
  for (const cluster of clusters) await takeCluster(pool, cluster, folder, signal);
  const idle = look.part.idle.map(({ service }) => service);
  await layBake(baking, idle, say, signal);
  await raiseBake(baking, look.part.stateful, say, signal);
}

/** Starts with the clusters that are kept; one that does not start (any more) is made anew. */
async function startFromKept(
  preparation: Preparation,
  kept: readonly EmptyCluster[],
  say: Say,
  signal: AbortSignal,
): Promise<readonly EmptyCluster[]> {
  try {
    await start(preparation, kept, say, signal);
    return kept;
  } catch (error) {
    signal.throwIfAborted();
    const failed = error instanceof BacklotError ? error.details?.resource : undefined;
    if (!kept.some(({ service }) => service === failed)) throw error;
    say.warning(`the empty cluster kept for ${failed} does not start: it is made anew`);
    for (const cluster of kept) await dropCluster(preparation.pool, cluster, signal);
    await start(preparation, [], say, signal);
    return [];
  }
}

/**
 * Starts the disposable services of a bake on volumes of their own. What a database's first start has made is
 * kept for the next bake with the same image and settings.
 */
export async function prepareBake(
  preparation: Preparation,
  say: Say,
  { signal, command }: Pick<StepContext, 'signal' | 'command'>,
): Promise<void> {
  const { look, pool, folder, baking, databases } = preparation;
  const { stateful, jobs } = look.part;
  command(`docker compose -p ${baking.stack.identity.composeProject} up ${stateful.join(' ')}`);
  const clusters = emptyClusters(look);
  const used = await startFromKept(preparation, await keptClusters(pool, clusters, signal), say, signal);
  for (const cluster of clusters) {
    const { service } = cluster;
    const database = databases.find((one) => one.service === service);
    if (used.includes(cluster) || database === undefined || !(await isSettled(database, signal))) continue;
    say.progress(`keeping the empty cluster of ${service}`);
    await stopBake(baking, { names: [service], mustEndWell: [service] }, say, signal);
    await keepCluster(pool, cluster, folder, signal);
    await raiseBake(baking, [service], say, signal);
  }
  if (preparation.jobs && jobs.length > 0) await raiseBake(baking, jobs, say, signal);
}
