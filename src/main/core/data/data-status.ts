import type { Checkpoint, CloneTier, DataStatus, Dataset } from '../../../shared/model/data.ts';
import { freeDisk } from '../docker/disk-usage.ts';
import { engineInfo } from '../docker/engine-info.ts';
import { cloningTier } from '../doctor/cloning-tier.ts';
import type { StackAccess, StackRef } from '../engine/stack-access.ts';
import { type Retention, usualRetention } from './checkpoints/choose-expired.ts';
import { type DataState, parseState } from './checkpoints/data-state.ts';
import { type EnvironmentView, lookAtData } from './checkpoints/look-at-data.ts';
import type { DatasetVerbs } from './datasets/dataset-verbs.ts';
import { namedDataset } from './datasets/declared-datasets.ts';
import { statefulServices } from './pool/environment-volumes.ts';
import type { Pool, Pools } from './pool/pool.ts';
import { shareCalls } from './share-call.ts';

export interface DataStatusParts {
  readonly access: StackAccess;
  readonly pools: Pools;
  readonly datasets: Pick<DatasetVerbs, 'list'>;
  readonly retention?: Retention | undefined;
}

/** Counting walks all files: what did not change is not counted again for so long, in milliseconds. */
const countAgainMs = 10_000;

const statesScript = `
for file in environments/*.json; do
  [ -e "$file" ] || continue
  basename "$file" .json
  cat "$file"
  echo
done
`;
const foldersScript = `
for folder in "datasets/$1"/*; do
  [ ! -d "$folder" ] || echo "$folder"
done
`;

const tiers: Readonly<Record<1 | 2 | 3, CloneTier>> = { 1: 'reflink', 2: 'pool', 3: 'copy' };

type Counted = Awaited<ReturnType<Pool['count']>>;
type Written = ReadonlyMap<string, DataState>;

/** The states of a project's environments on a host, by compose project. */
async function projectStates(pool: Pool, project: string, signal: AbortSignal): Promise<Written> {
  const lines = (await pool.ask(statesScript, [], signal)).split('\n');
  const found = new Map<string, DataState>();
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const state = parseState(lines[index + 1] ?? '');
    if (state?.owner?.project === project) found.set(lines[index] ?? '', state);
  }
  return found;
}

/** The environment that holds a dataset, with its folder where that is another clone's. */
const holderText = ({ owner }: DataState, workingDir: string): readonly string[] => {
  if (owner === undefined) return [];
  const { environment, folder = workingDir } = owner;
  return [folder === workingDir ? environment : `${environment} in ${folder}`];
};

/** What is known before there is a pool: how it will clone, and what the disk has. */
async function beforePool({ engine }: EnvironmentView, signal: AbortSignal) {
  const info = await engineInfo(engine, signal);
  const { tier, why } = cloningTier({
    fileSystem: info.backingFilesystem,
    confined: info.rootless || info.userNamespaces,
    loop: undefined,
    xfs: undefined,
  });
  const free = await freeDisk(info.rootDirectory).then(
    (disk) => disk.free,
    () => 0,
  );
  return {
    tier: tiers[tier],
    tierCause: `${why}; it is made when the first dataset is`,
    disk: { used: 0, logical: 0, free },
  };
}

/**
 * Makes what shows an environment's data: datasets, checkpoints, history and disk usage. It makes no pool and
 * changes nothing.
 */
export function createDataStatus(
  parts: DataStatusParts,
): (place: StackRef, signal: AbortSignal) => Promise<DataStatus> {
  const counts = shareCalls<Counted>((at) => Date.now() - at < countAgainMs);

  return async (place, signal) => {
    const { retention = usualRetention } = parts;
    const [view, listed, named] = await Promise.all([
      lookAtData(parts, place, signal),
      parts.datasets.list(place, signal),
      namedDataset(place, signal),
    ]);
    const { pool, state, home, desired, volumes } = view;
    const { project } = desired.identity;
    const { environment } = place;
    const known = {
      environment,
      host: place.host,
      services: [...statefulServices(desired, volumes)],
      dataset: state.current.dataset,
      since: state.current.since === 0 ? undefined : state.current.since,
      named,
      canUndo: state.checkpoints.some(({ id }) => id === state.undo.at(-1)),
      canRedo: state.checkpoints.some(({ id }) => id === state.redo.at(-1)),
      history: state.history.map((one, index) => ({ ...one, current: index === 0 })),
    };
    if (pool === undefined) {
      const { disk, ...tier } = await beforePool(view, signal);
      const budget = retention.bytes;
      return { ...known, ...tier, datasets: listed, checkpoints: [], disk: { ...disk, budget } };
    }

    const [states, frozen, space] = await Promise.all([
      projectStates(pool, project, signal),
      pool.ask(foldersScript, [project], signal),
      pool.space(signal),
    ]);
    const datasetFolders = frozen.split('\n').filter((folder) => folder !== '');
    const checkpointFolders = state.checkpoints.map(({ id }) => `checkpoints/${home}/${id}`);
    const others = [...new Set([home, ...states.keys()])].flatMap((name) => [
      `environments/${name}`,
      ...(name === home ? [] : [`checkpoints/${name}`]),
    ]);
    const paths = [...datasetFolders, ...checkpointFolders, ...others];
    const key = JSON.stringify([place.host, paths, state.exchange]);
    const counted = await counts(key, (own) => pool.count(paths, own), signal);
    const sizeOf = (path: string) => counted.folders[paths.indexOf(path)] ?? { bytes: 0, ownBytes: 0 };

    const datasets = listed.map((one): Dataset => {
      const folder = `datasets/${project}/${one.name}`;
      const holding = [...states.values()].filter(({ current }) => current.dataset === one.name);
      return {
        ...one,
        ...(datasetFolders.includes(folder) ? sizeOf(folder) : {}),
        switchMs: state.switchMs[one.name],
        usedBy: holding.flatMap((one) => holderText(one, desired.identity.workingDir)).sort(),
      };
    });
    const checkpoints = state.checkpoints.map(
      ({ id, name, automatic, reason, createdAt, dataset, volumes: kept }): Checkpoint => ({
        ...{ id, environment, name, automatic, reason, createdAt, dataset, volumes: kept },
        ...sizeOf(`checkpoints/${home}/${id}`),
      }),
    );
    return {
      ...known,
      tier: pool.tier,
      tierCause: pool.tierCause,
      datasets,
      checkpoints,
      disk: {
        used: counted.together,
        logical: counted.folders.reduce((sum, { bytes }) => sum + bytes, 0),
        free: space.free,
        budget: retention.bytes,
      },
    };
  };
}
