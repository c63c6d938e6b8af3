import { BacklotError } from '../../../../shared/errors.ts';
import type { DatasetSource } from '../../../../shared/model/data.ts';
import { containerName } from '../../engine/desire-stack.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import type { Pool } from '../pool/pool.ts';
import { type BakingStack, clearBake, raiseBake, type Say, stopBake } from './baking-stack.ts';
import { type CheckedDatabase, checkBake } from './check-bake.ts';
import { serviceInputs } from './dataset-inputs.ts';
import { type DatasetRecord, healDataset, listFrozen, placeDataset, writeRecord } from './dataset-record.ts';
import { explainFull } from './explain-full.ts';
import { fillFromSeeds } from './fill-from-seeds.ts';
import { fillFromSnapshot, type RestoredSnapshot } from './fill-from-snapshot.ts';
import { type BakeLook, type BakeSources, bakingStack, databasesOf, lookAtBake } from './look-at-bake.ts';
import { prepareBake } from './prepare-bake.ts';
import type { SnapshotBakes } from './snapshot-bakes.ts';

/** What baking needs of its neighbours. */
export interface BakeParts extends BakeSources {
  readonly pool: (host: string, signal: AbortSignal) => Promise<Pool>;
  readonly snapshots: SnapshotBakes;
  readonly declared: (project: string, dataset: string, signal: AbortSignal) => Promise<DatasetSource>;
  readonly now: () => number;
}

/** Which dataset an operation bakes. */
export interface BakeTarget {
  readonly stack: StackRef;
  readonly dataset: string;
}

const stages = ['nothing', 'prepared', 'filled', 'checked'] as const;
type Stage = (typeof stages)[number];

/** One bake as far as it is; only in memory, as nothing of a half-made one outlives its core. */
interface Bake {
  stage: Stage;
  readonly look: BakeLook;
  readonly source: DatasetSource;
  readonly pool: Pool;
  readonly folder: string;
  restored: RestoredSnapshot | undefined;
  files: Readonly<Record<string, string>>;
  databases: readonly CheckedDatabase[];
}

/** Where a bake is made, relative to the pool. */
export const bakeFolder = (operation: string, dataset: string): string => `work/${operation}/bake-${dataset}`;

export interface BakeRuns {
  /** Brings a bake as far as a stage; what a restart of the core has lost is made again from the beginning. */
  readonly reach: (
    target: BakeTarget,
    stage: 'prepared' | 'filled' | 'checked',
    context: StepContext,
  ) => Promise<void>;
  /** Gives the checked result its place; answers what is told of it. */
  readonly place: (
    target: BakeTarget,
    context: StepContext,
  ) => Promise<{ readonly tables: number; readonly rows: number }>;
  /** Takes away all that a bake has made and not placed. */
  readonly abandon: (
    target: BakeTarget & { readonly identity: StackIdentity },
    operation: string,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly isBaking: (target: BakeTarget) => boolean;
}

const runKey = (operation: string, { stack, dataset }: BakeTarget): string =>
  `${operation} ${stack.host} ${stack.project} ${dataset}`;

const sayOf = ({ progress, warning }: StepContext): Say => ({
  progress: (text) => progress(0, undefined, 'items', text),
  warning,
});

/** The bakes of a core. */
export function createBakeRuns(parts: BakeParts): BakeRuns {
  const runs = new Map<string, Bake>();

  const stackOf = ({ look, source, pool, folder }: Bake, dataset: string, fast: boolean): DesiredStack =>
    bakingStack(look, {
      dataset,
      jobs: source.kind === 'seed',
      fast,
      device: (volume) => `${pool.path}/${folder}/${volume}`,
    });

  const bakingOf = (bake: Bake, target: BakeTarget, operation: string, fast: boolean): BakingStack => ({
    engine: bake.look.engine,
    stack: stackOf(bake, target.dataset, fast),
    jobs: bake.look.part.jobs,
    operation,
  });

  const databases = (bake: Bake, { engine, stack }: BakingStack) =>
    databasesOf(bake.look).flatMap(({ service, user, database }) => {
      const desired = stack.services.find(({ name }) => name === service);
      return desired === undefined
        ? []
        : [{ engine, service, user, database, container: containerName(stack, desired, 1) }];
    });

  const prepare = async (bake: Bake, target: BakeTarget, context: StepContext): Promise<void> => {
    const { look, pool, folder, source } = bake;
    const { operation, signal, note } = context;
    const baking = bakingOf(bake, target, operation, true);
    await healDataset(pool, { project: look.identity.project, dataset: target.dataset }, signal);
    for (const { service, needs } of look.part.idle)
      note(`${service} is not started, as it needs ${needs}: its volumes are as its image fills them`);
    await prepareBake(
      { look, pool, folder, baking, databases: databases(bake, baking), jobs: source.kind === 'seed' },
      sayOf(context),
      context,
    );
  };

  const fill = async (bake: Bake, target: BakeTarget, context: StepContext): Promise<void> => {
    const baking = bakingOf(bake, target, context.operation, true);
    const filled = { baking, databases: databases(bake, baking), stateful: bake.look.part.stateful };
    switch (bake.source.kind) {
      case 'seed':
        bake.files = await fillFromSeeds(
          filled,
          { project: target.stack.project, paths: bake.source.files },
          context,
        );
        return;
      case 'snapshot':
        bake.restored = await fillFromSnapshot(
          filled,
          { ...target, project: target.stack.project },
          parts.snapshots,
          context,
        );
        return;
      case 'saved':
        return;
    }
  };

  const check = async (bake: Bake, target: BakeTarget, context: StepContext): Promise<void> => {
    const { look, pool, folder, restored, source, files } = bake;
    const snapshot = restored?.snapshot;
    const { operation, signal, progress } = context;
    const say = sayOf(context);
    const { stateful, jobs } = look.part;
    const postgres = databasesOf(look).map(({ service }) => service);
    const stopped = { names: [...stateful, ...jobs], mustEndWell: postgres };
    const disposable = bakingOf(bake, target, operation, true);
    const settled = bakingOf(bake, target, operation, false);
    if (source.kind === 'snapshot') {
      // A snapshot brings tables and no settings: what a seed may have done to the server needs no trial here.
      bake.databases = await checkBake(databases(bake, disposable), restored, say, signal);
      say.progress('stopping cleanly');
      await stopBake(disposable, stopped, say, signal);
    } else {
      say.progress('stopping the disposable servers');
      await stopBake(disposable, stopped, say, signal);
      say.progress('starting as it will run');
      await raiseBake(settled, stateful, say, signal);
      bake.databases = await checkBake(databases(bake, settled), undefined, say, signal);
      say.progress('stopping cleanly');
      await stopBake(settled, stopped, say, signal);
    }
    // What they wrote without waiting reaches the disk with the record, before the folder gets its place.
    await clearBake(look.engine, settled.stack.identity, signal);
    const images = [...look.images].map(([name, { id }]) => [name, id] as const);
    const part = source.kind === 'seed' ? look.part : { ...look.part, jobs: [] };
    const services = serviceInputs(look.stack, part);
    const record: DatasetRecord = {
      version: 1,
      name: target.dataset,
      source,
      inputs: {
        files,
        services,
        images: Object.fromEntries(images.filter(([name]) => name in services)),
        snapshot: snapshot?.id,
      },
      bakedAt: parts.now(),
      takenAt: snapshot?.takenAt,
      snapshot: snapshot?.id,
      operation,
      volumes: settled.stack.volumes.map(({ key }) => key),
      databases: [...bake.databases],
    };
    await writeRecord(pool, folder, record, signal);
    progress(1, 1, 'items', 'checked');
  };

  const begin = async (
    { stack, dataset }: BakeTarget,
    operation: string,
    signal: AbortSignal,
  ): Promise<Bake> => {
    const [look, source, pool] = await Promise.all([
      lookAtBake(parts, stack, signal),
      parts.declared(stack.project, dataset, signal),
      parts.pool(stack.host, signal),
    ]);
    const folder = bakeFolder(operation, dataset);
    return { stage: 'nothing', look, source, pool, folder, restored: undefined, files: {}, databases: [] };
  };

  const reach: BakeRuns['reach'] = async (target, stage, context) => {
    const key = runKey(context.operation, target);
    const bake = runs.get(key) ?? (await begin(target, context.operation, context.signal));
    runs.set(key, bake);
    const work = { prepared: prepare, filled: fill, checked: check };
    for (const next of ['prepared', 'filled', 'checked'] as const) {
      if (stages.indexOf(next) > stages.indexOf(stage)) return;
      if (stages.indexOf(next) <= stages.indexOf(bake.stage)) continue;
      try {
        await work[next](bake, target, context);
      } catch (error) {
        throw await explainFull(error, { pool: bake.pool, host: target.stack.host }, context.signal);
      }
      bake.stage = next;
    }
  };

  return {
    reach,
    async place(target, context) {
      const { stack, dataset } = target;
      const { operation, signal } = context;
      const identity = await parts.access.identity(stack, signal);
      const pool = await parts.pool(stack.host, signal);
      const { project } = identity;
      const from = bakeFolder(operation, dataset);
      const key = runKey(operation, target);
      const isPlaced = async (): Promise<boolean> =>
        (await listFrozen(pool, project, signal)).some(
          ({ name, record }) => name === dataset && record?.operation === operation,
        );
      // A core that was restarted in between knows only what lies in the pool.
      if (!(await isPlaced())) {
        const written = await pool.ask('if [ -e "$1/dataset.json" ]; then echo yes; fi', [from], signal);
        if (written.trim() !== 'yes') await reach(target, 'checked', context);
        await placeDataset(pool, { project, dataset, from }, signal);
        if (!(await isPlaced()))
          throw new BacklotError('bake-failed', `What was baked for ${dataset} has gone from the pool.`, {
            hint: 'Bake it again.',
            details: { dataset },
          });
      }
      await pool.ask('rmdir "work/$1" 2>/dev/null || true', [operation], signal);
      const tables = runs.get(key)?.databases.flatMap((one) => one.tables) ?? [];
      runs.delete(key);
      return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
    },
    async abandon(target, operation, signal) {
      runs.delete(runKey(operation, target));
      const { stack, dataset, identity } = target;
      const [engine, pool] = await Promise.all([
        parts.access.engine(stack.host, signal),
        parts.pool(stack.host, signal),
      ]);
      await clearBake(engine, identity, signal);
      await pool.remove(bakeFolder(operation, dataset), signal);
      await pool.ask('rmdir "work/$1" 2>/dev/null || true', [operation], signal);
      await healDataset(pool, { project: identity.project, dataset }, signal);
    },
    isBaking: ({ stack, dataset }) =>
      [...runs.keys()].some((key) => key.endsWith(` ${stack.host} ${stack.project} ${dataset}`)),
  };
}
