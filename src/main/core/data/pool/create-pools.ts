import type { Engine } from '../../docker/connect-engine.ts';
import { wasRefused } from '../../docker/refused.ts';
import { findVolume } from '../../docker/volumes.ts';
import { shareCalls } from '../share-call.ts';
import { cloneScript, removeScript, spareScript } from './clone-script.ts';
import { ensurePool, type StandingPool } from './ensure-pool.ts';
import { growPool } from './grow-pool.ts';
import { beginInKeeper, runInKeeper } from './keeper-script.ts';
import { openKeeperSession } from './keeper-session.ts';
import { askKeeper, keptSession } from './kept-session.ts';
import type { Pool, Pools } from './pool.ts';
import { readFacts } from './pool-facts.ts';
import { type PoolOptions, poolNames } from './pool-names.ts';
import { poolPath } from './pool-path.ts';
import { removePool } from './remove-pool.ts';
import { parseUsage, usageScript } from './usage-script.ts';

/** Below so much free space a pool is let grow, in bytes. */
const roomBytes = 2 * 1024 ** 3;

const spaceScript = 'df --output=size,avail -B1 . | tail -n 1';

/** A pool with what it holds open. */
type OpenPool = Pool & { readonly close: () => void };

/** A host's standing pool as the rest of the data side uses it. */
function openPool(
  engine: Engine,
  standing: StandingPool,
  mend: (signal: AbortSignal) => Promise<void>,
): OpenPool {
  const { facts, volume, names, image } = standing;
  const session = keptSession((signal) => openKeeperSession(engine, names.pool, signal));

  /** The keeper may have gone with a restart of the engine: then it is brought back, once. */
  const mended = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!wasRefused(error, 404, 409)) throw error;
      await mend(signal);
      return work();
    }
  };
  const run: Pool['run'] = (script, args, signal) =>
    mended(() => runInKeeper(engine, names.pool, script, args, signal), signal);
  const ask: Pool['ask'] = (script, args, signal) =>
    mended(() => askKeeper(session, engine.context.name, script, args, signal), signal);
  const begin: Pool['begin'] = (script, args, signal) =>
    mended(() => beginInKeeper(engine, names.pool, script, args, signal), signal);

  const space: Pool['space'] = async (signal) => {
    const [size = 0, free = 0] = (await ask(spaceScript, [], signal)).trim().split(/\s+/).map(Number);
    return { size, free };
  };
  const count = async (paths: readonly string[], signal: AbortSignal) =>
    parseUsage(await ask(usageScript, paths.map(poolPath), signal));

  return {
    tier: facts.tier,
    tierCause: facts.cause,
    path: volume.Mountpoint,
    volume: names.pool,
    image,
    run,
    ask,
    begin,
    async clone(from, to, signal) {
      // Sharing blocks takes no time; a full copy can be given up.
      const how = facts.tier === 'copy' ? run : ask;
      await how(cloneScript, [poolPath(from), poolPath(to), facts.tier], signal);
    },
    async prepare(from, signal) {
      if (facts.tier === 'copy') await begin(spareScript, [poolPath(from)], signal);
    },
    async remove(path, signal) {
      const folder = poolPath(path);
      if ((await ask('[ ! -e "$1" ] || echo yes', [folder], signal)) === '') return;
      await run(removeScript, [folder], signal);
    },
    usage: async (paths, signal) => (await count(paths, signal)).folders,
    count,
    space,
    close: session.close,
  };
}

/**
 * The pools of all hosts, each made when it is first asked for.
 * @param parts `engine` connects to a host, as `StackAccess` does; the rest is for tests.
 */
export function createPools({
  engine: connect,
  ...options
}: PoolOptions & {
  readonly engine: (host: string, signal: AbortSignal) => Promise<Engine>;
}): Pools {
  /** Counts removals: what was open before one is not used after it. */
  let generation = 0;

  const open = async (host: string, signal: AbortSignal): Promise<OpenPool> => {
    const engine = await connect(host, signal);
    const ensure = (own: AbortSignal) => ensurePool(engine, options, own);
    const standing = await ensure(signal);
    const pool = openPool(engine, standing, async (own) => {
      await ensure(own);
    });
    if (standing.facts.tier === 'pool' && options.size === undefined) {
      const { free } = await pool.space(signal);
      if (free < roomBytes) await growPool(engine, standing, { size: 0 }, signal);
    }
    return pool;
  };

  const shared = shareCalls<OpenPool>(() => true);
  const known = new Map<string, OpenPool>();
  const closeAll = (): void => {
    for (const pool of known.values()) pool.close();
    known.clear();
  };
  const of: Pools['of'] = async (host, signal) => {
    const pool = await shared(`${host} ${generation}`, (own) => open(host, own), signal);
    known.set(host, pool);
    return pool;
  };

  return {
    of,
    async existing(host, signal) {
      if (known.has(host)) return of(host, signal);
      const engine = await connect(host, signal);
      const names = poolNames(options);
      const volume = await findVolume(engine, names.pool, signal);
      if (volume === undefined || readFacts(volume) === undefined) return undefined;
      return of(host, signal);
    },
    async remove(host, signal) {
      generation += 1;
      closeAll();
      await removePool(await connect(host, signal), options, signal);
    },
    close: closeAll,
  };
}
