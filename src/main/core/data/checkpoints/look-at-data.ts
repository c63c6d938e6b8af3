import type { Engine } from '../../docker/connect-engine.ts';
import { type ListedContainer, listContainers } from '../../docker/containers.ts';
import { listVolumes } from '../../docker/volumes.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import { isOwn, ownerOf } from '../../engine/labels.ts';
import { observedContainer } from '../../engine/observe.ts';
import type { ObservedContainer } from '../../engine/observed.ts';
import type { StackAccess, StackRef } from '../../engine/stack-access.ts';
import { type EnvironmentVolume, environmentVolumes } from '../pool/environment-volumes.ts';
import type { Pool, Pools } from '../pool/pool.ts';
import { dataHome, readHomes } from './data-home.ts';
import { type DataState, firstState, parseState } from './data-state.ts';
import { lookScript } from './exchange-scripts.ts';

/** A container that has one of the environment's volumes. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly running: boolean;
  /** Keys of the volumes that it has. */
  readonly volumes: readonly string[];
}

/** One look at an environment's data. */
export interface EnvironmentView {
  readonly ref: StackRef;
  readonly engine: Engine;
  readonly desired: DesiredStack;
  /** The name of its folders in the pool. */
  readonly home: string;
  readonly volumes: readonly EnvironmentVolume[];
  readonly holders: readonly Holder[];
  /** A running container that has one of the volumes and is not the environment's. */
  readonly foreign:
    | { readonly container: string; readonly volume: string; readonly owner: string }
    | undefined;
  /** All containers of the environment. */
  readonly containers: readonly ObservedContainer[];
  readonly pool: Pool | undefined;
  /** What is written beside the data. Without a volume in the pool only the checkpoints of it count. */
  readonly state: DataState;
  /** Where running PostgreSQL servers have written their process's number: "db-data/postmaster.pid". */
  readonly postmasters: readonly string[];
}

const isRunning = (state: string): boolean => ['running', 'paused', 'restarting'].includes(state);

/** Others that use an environment's data: they would go on with what was taken away from under them. */
function foreignHolder(
  listed: readonly ListedContainer[],
  names: ReadonlySet<string>,
  identity: DesiredStack['identity'],
): EnvironmentView['foreign'] {
  for (const { Names, State, Mounts, Labels } of listed) {
    const used = Mounts.find(({ Name }) => Name !== undefined && names.has(Name));
    if (used?.Name === undefined || !isRunning(State) || isOwn(Labels, identity)) continue;
    return { container: Names[0] ?? '', volume: used.Name, owner: ownerOf(Labels) };
  }
  return undefined;
}

/** The state that counts: volumes that were removed by others have taken their history with them. */
export function presentState(written: DataState | undefined, inPool: boolean): DataState {
  const first = firstState(0);
  if (written === undefined) return first;
  return inPool ? written : { ...first, checkpoints: written.checkpoints, switchMs: written.switchMs };
}

/**
 * Looks at the data of an environment: its volumes, who has them, and what is written of them. Makes nothing.
 * @throws BacklotError as the compose files and the engine do.
 */
export async function lookAtData(
  parts: { readonly access: StackAccess; readonly pools: Pools },
  ref: StackRef,
  signal: AbortSignal,
): Promise<EnvironmentView> {
  const [engine, desired, pool] = await Promise.all([
    parts.access.engine(ref.host, signal),
    parts.access.desired(ref, signal),
    parts.pools.existing(ref.host, signal),
  ]);
  const { identity } = desired;
  const [listed, allVolumes, homes] = await Promise.all([
    listContainers(engine, signal),
    listVolumes(engine, signal),
    readHomes(pool, identity, signal),
  ]);
  const home = dataHome(identity, { volumes: allVolumes, written: homes, poolPath: pool?.path });
  const written = (await pool?.ask(lookScript, [home], signal)) ?? '';
  const volumes = environmentVolumes(desired, allVolumes, pool && { path: pool.path, home });
  const keyOf = new Map(volumes.map(({ key, name }) => [name, key]));
  const own = listed.filter(({ Labels }) => isOwn(Labels, desired.identity));
  const holders = own.flatMap((one): Holder[] => {
    const held = one.Mounts.flatMap(({ Name }) => (Name && keyOf.get(Name)) || []);
    if (held.length === 0) return [];
    const { id, name, service, state } = observedContainer(one);
    return [{ id, name, service, running: isRunning(state), volumes: held }];
  });
  const [json = '', files = ''] = written.split('\n---\n');
  const inPool = volumes.some(({ place }) => place === 'pool');
  return {
    ref,
    engine,
    desired,
    home,
    volumes,
    holders,
    foreign: foreignHolder(listed, new Set(keyOf.keys()), desired.identity),
    containers: own.map(observedContainer),
    pool,
    state: presentState(parseState(json), inPool),
    postmasters: inPool ? files.split('\n').filter((file) => file !== '') : [],
  };
}
