import { BacklotError } from '../../../../shared/errors.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { ImageVerbs } from '../../engine/stack-verbs.ts';
import type { OperationKind } from '../../operations/define-operation.ts';
import type { Pools } from '../pool/pool.ts';
import { createBakeRuns } from './bake-run.ts';
import { bakeVerbs } from './bake-verbs.ts';
import { datasetOperations } from './dataset-operations.ts';
import { datasetFolder, isWhole } from './dataset-record.ts';
import type { DatasetVerbs, EnvironmentData } from './dataset-verbs.ts';
import { type DeclaredDatasets, declaredDatasets, unknownDataset } from './declared-datasets.ts';
import { snapshotMissing } from './fill-from-snapshot.ts';
import { type KnownDataset, listKnown } from './list-datasets.ts';
import { type BakeSources, lookAtBake } from './look-at-bake.ts';
import { planBake } from './plan-bake.ts';
import { followedBy, pullFirst } from './pull-first.ts';
import type { SnapshotBakes } from './snapshot-bakes.ts';

export interface DatasetParts extends BakeSources {
  readonly pools: Pick<Pools, 'of' | 'existing'>;
  readonly environment: EnvironmentData;
  readonly snapshots: SnapshotBakes;
  /** The steps that bring images; without them a bake needs all images there. */
  readonly images?: ImageVerbs | undefined;
  /** The operation that pulls; without it snapshots must be there. */
  readonly pull?: Pick<OperationKind, 'prepare' | 'verbs'> | undefined;
  /** What a project declares; read from backlot.yaml unless given. */
  readonly declared?: ((project: string, signal: AbortSignal) => Promise<DeclaredDatasets>) | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/** Datasets of projects: what they declare, what lies in the pools of hosts, and the operations on them. */
export function createDatasets(parts: DatasetParts): DatasetVerbs {
  const { access, source, pools, environment, snapshots, images } = parts;
  const pool = pools.of;
  const { declared = declaredDatasets, now = Date.now } = parts;
  const runs = createBakeRuns({
    access,
    source,
    pool,
    snapshots,
    now,
    async declared(project, dataset, signal) {
      const all = await declared(project, signal);
      const found = all.get(dataset);
      if (found === undefined) throw unknownDataset(dataset, [...all.keys()]);
      return found;
    },
  });
  const registry = { access, source, pool: pools.existing, snapshots, declared, isBaking: runs.isBaking };

  const find = async (place: StackRef, name: string, signal: AbortSignal): Promise<KnownDataset> => {
    const all = await listKnown(registry, place, signal);
    const found = all.find(({ dataset }) => dataset.name === name);
    if (found === undefined)
      throw unknownDataset(
        name,
        all.map(({ dataset }) => dataset.name),
      );
    return found;
  };

  const notReady = (name: string, cause: string, hint: string): BacklotError =>
    new BacklotError('dataset-not-ready', `The dataset ${name} is not ready: ${cause}.`, {
      hint,
      details: { dataset: name },
    });

  const pulling = parts.pull && pullFirst(parts.pull);

  const bakePlan: DatasetVerbs['bakePlan'] = async (place, name, { again, pull = false }, signal) => {
    const { dataset, found } = await find(place, name, signal);
    if (dataset.state === 'ready' && !again) return [];
    const declaredSource = (await declared(place.project, signal)).get(name);
    if (declaredSource === undefined) {
      // A saved one has nothing that it could be made from again.
      if (dataset.state === 'ready') return [];
      throw notReady(name, dataset.cause, `Remove it: backlot dataset remove ${name}`);
    }
    const missing =
      declaredSource.kind === 'snapshot' &&
      (await snapshots.latest(place.project, name, signal)) === undefined;
    if (missing && !(pull && pulling)) throw snapshotMissing(name);
    const look = await lookAtBake({ access, source }, place, signal);
    if (look.part.stateful.length + look.part.idle.length === 0)
      throw notReady(
        name,
        'no service of this stack owns a named volume',
        'Give the service that holds the data a named volume in the compose file.',
      );
    const cause = dataset.state === 'ready' ? 'asked for again' : dataset.cause;
    const steps = planBake(look, {
      place,
      dataset: name,
      source: declaredSource,
      cause: found === undefined ? 'it is not baked yet' : cause,
    });
    return missing && pulling ? followedBy(await pulling.plan(place.project, name, signal), steps) : steps;
  };

  const verbs = { ...pulling?.verbs, ...bakeVerbs(runs, images) };
  return {
    list: async (place, signal) => (await listKnown(registry, place, signal)).map(({ dataset }) => dataset),
    async require(place, name, signal) {
      const { dataset, found } = await find(place, name, signal);
      const hint = `Bake it: backlot dataset bake ${name}`;
      if (found === undefined || !isWhole(found)) throw notReady(name, dataset.cause, hint);
      const { project } = await access.identity(place, signal);
      const folder = datasetFolder(project, name);
      return {
        name,
        volumes: Object.fromEntries(found.record.volumes.map((key) => [key, `${folder}/${key}`])),
        bakedAt: found.record.bakedAt,
        takenAt: found.record.takenAt,
      };
    },
    bakePlan,
    verbs,
    kinds: datasetOperations({
      projectName: async (place, signal) => (await access.identity(place, signal)).project,
      pool,
      declared,
      environment,
      bakePlan,
      bakeVerbs: verbs,
      now,
    }),
  };
}
