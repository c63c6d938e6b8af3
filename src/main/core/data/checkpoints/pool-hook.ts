import type { Engine } from '../../docker/connect-engine.ts';
import { listVolumes } from '../../docker/volumes.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { VolumeHook } from '../../engine/stack-verbs.ts';
import type { Pools } from '../pool/pool.ts';
import { readState, writeState } from './read-state.ts';

const foldersScript = `
cd "environments/$1" 2>/dev/null || exit 0
ls -A
`;

/** Removes the environment's own folder and state once nothing is left to be written of. Argument: the compose project. */
const clearScript = `
rm -rf "environments/$1" "environments/$1.json" "environments/$1.json.next" "environments/$1.intent"
[ ! -d "checkpoints/$1" ] || rmdir "checkpoints/$1" 2>/dev/null || true
`;

/** Removes what the pool holds of volumes that are gone, with the automatic checkpoints; named ones stay. */
async function sweep(
  pools: Pools,
  { host }: StackRef,
  engine: Engine,
  { composeProject }: StackIdentity,
  signal: AbortSignal,
): Promise<void> {
  const pool = await pools.existing(host, signal);
  if (pool === undefined) return;
  const root = `${pool.path}/environments/${composeProject}/`;
  const bound = new Set((await listVolumes(engine, signal)).map(({ Options }) => Options.device ?? ''));
  const folders = (await pool.ask(foldersScript, [composeProject], signal)).split('\n');
  const there = folders.filter((key) => key !== '');
  const gone = there.filter((key) => !bound.has(`${root}${key}`));
  for (const key of gone) await pool.remove(`environments/${composeProject}/${key}`, signal);
  if (gone.length < there.length) return;
  const state = await readState(pool, composeProject, signal);
  const automatic = state.checkpoints.filter((one) => one.automatic);
  for (const { id } of automatic) await pool.remove(`checkpoints/${composeProject}/${id}`, signal);
  const named = state.checkpoints.filter((one) => !one.automatic);
  await pool.ask(clearScript, [composeProject], signal);
  if (named.length > 0)
    await writeState(
      pool,
      composeProject,
      { ...state, exchange: undefined, checkpoints: named, undo: [], redo: [], history: [] },
      signal,
    );
}

/** For the operations on stacks: a volume that is removed takes its folder in the pool along. */
export const poolHook = (pools: Pools): VolumeHook => ({
  removed: ({ ref, engine, identity }, signal) => sweep(pools, ref, engine, identity, signal),
});
