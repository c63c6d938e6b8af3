import type { Engine } from '../../docker/connect-engine.ts';
import { listVolumes } from '../../docker/volumes.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { VolumeHook } from '../../engine/stack-verbs.ts';
import type { Pools } from '../pool/pool.ts';
import { dataHome, readHomes } from './data-home.ts';
import { readState, writeState } from './read-state.ts';

const foldersScript = `
cd "environments/$1" 2>/dev/null || exit 0
ls -A
`;

/** Removes the environment's own folder and state once nothing is left to be written of. Argument: its home. */
const clearScript = `
rm -rf "environments/$1" "environments/$1.json" "environments/$1.json.next" "environments/$1.intent"
[ ! -d "checkpoints/$1" ] || rmdir "checkpoints/$1" 2>/dev/null || true
`;

/** Removes what the pool holds of volumes that are gone, with the automatic checkpoints; named ones stay. */
async function sweep(
  pools: Pools,
  { host }: StackRef,
  engine: Engine,
  identity: StackIdentity,
  signal: AbortSignal,
): Promise<void> {
  const pool = await pools.existing(host, signal);
  if (pool === undefined) return;
  const [volumes, written] = await Promise.all([
    listVolumes(engine, signal),
    readHomes(pool, identity, signal),
  ]);
  const home = dataHome(identity, { volumes, written, poolPath: pool.path });
  const root = `${pool.path}/environments/${home}/`;
  const bound = new Set(volumes.map(({ Options }) => Options.device ?? ''));
  const folders = (await pool.ask(foldersScript, [home], signal)).split('\n');
  const there = folders.filter((key) => key !== '');
  const gone = there.filter((key) => !bound.has(`${root}${key}`));
  for (const key of gone) await pool.remove(`environments/${home}/${key}`, signal);
  if (gone.length < there.length) return;
  const state = await readState(pool, home, signal);
  const automatic = state.checkpoints.filter((one) => one.automatic);
  for (const { id } of automatic) await pool.remove(`checkpoints/${home}/${id}`, signal);
  const named = state.checkpoints.filter((one) => !one.automatic);
  await pool.ask(clearScript, [home], signal);
  if (named.length > 0)
    await writeState(
      pool,
      home,
      { ...state, exchange: undefined, checkpoints: named, undo: [], redo: [], history: [] },
      signal,
    );
}

/** For the operations on stacks: a volume that is removed takes its folder in the pool along. */
export const poolHook = (pools: Pools): VolumeHook => ({
  removed: ({ ref, engine, identity }, signal) => sweep(pools, ref, engine, identity, signal),
});
