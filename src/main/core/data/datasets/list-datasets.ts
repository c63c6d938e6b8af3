import type { Dataset, DatasetSource } from '../../../../shared/model/data.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { Pool } from '../pool/pool.ts';
import { type DatasetInputs, hashSeed, serviceInputs } from './dataset-inputs.ts';
import { type FoundDataset, listFrozen } from './dataset-record.ts';
import { type DatasetFacts, describeDataset } from './dataset-state.ts';
import type { DeclaredDatasets } from './declared-datasets.ts';
import { type BakeLook, type BakeSources, lookAtBake } from './look-at-bake.ts';
import { listSeedFiles } from './seed-files.ts';
import type { SnapshotBakes } from './snapshot-bakes.ts';

export interface RegistryParts extends BakeSources {
  /** The pool of a host where there is one: looking makes none. */
  readonly pool: (host: string, signal: AbortSignal) => Promise<Pool | undefined>;
  readonly snapshots: Pick<SnapshotBakes, 'latest'>;
  readonly declared: (project: string, signal: AbortSignal) => Promise<DeclaredDatasets>;
  readonly isBaking: (target: { readonly stack: StackRef; readonly dataset: string }) => boolean;
}

/** One dataset with what lies in the pool of it. */
export interface KnownDataset {
  readonly dataset: Dataset;
  readonly found: FoundDataset | undefined;
}

type Now = Pick<DatasetFacts, 'inputs' | 'missing' | 'unpulled'>;

/** What a dataset would be made from now. */
async function inputsNow(
  { snapshots }: Pick<RegistryParts, 'snapshots'>,
  {
    project,
    name,
    source,
    look,
  }: {
    readonly project: string;
    readonly name: string;
    readonly source: DatasetSource;
    readonly look: BakeLook;
  },
  signal: AbortSignal,
): Promise<Now> {
  const part = source.kind === 'seed' ? look.part : { ...look.part, jobs: [] };
  const services = serviceInputs(look.stack, part);
  const images: DatasetInputs['images'] = Object.fromEntries(
    [...look.images].flatMap(([service, { id }]) => (service in services ? [[service, id]] : [])),
  );
  switch (source.kind) {
    case 'saved':
      return { inputs: undefined, missing: undefined };
    case 'snapshot': {
      const latest = await snapshots.latest(project, name, signal);
      if (latest === undefined)
        return { inputs: undefined, missing: 'no snapshot was pulled for it yet', unpulled: true };
      return { inputs: { files: {}, services, images, snapshot: latest.id }, missing: undefined };
    }
    case 'seed': {
      const names = look.stack.services.map((one) => one.name);
      try {
        const listed = await listSeedFiles(project, source.files, names, signal);
        const files: Record<string, string> = {};
        for (const { path } of listed) files[path] = (await hashSeed(project, path, signal)) ?? '';
        return { inputs: { files, services, images }, missing: undefined };
      } catch (error) {
        signal.throwIfAborted();
        const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
        return { inputs: undefined, missing: why.charAt(0).toLowerCase() + why.slice(1) };
      }
    }
  }
}

/** All datasets that a project declares or has on a host: declared ones in their order, then the others by name. */
export async function listKnown(
  parts: RegistryParts,
  place: StackRef,
  signal: AbortSignal,
): Promise<readonly KnownDataset[]> {
  const [declared, look, pool] = await Promise.all([
    parts.declared(place.project, signal),
    lookAtBake(parts, place, signal),
    parts.pool(place.host, signal),
  ]);
  const frozen = pool === undefined ? [] : await listFrozen(pool, look.identity.project, signal);
  const names = [...new Set([...declared.keys(), ...frozen.map(({ name }) => name).sort()])];
  return Promise.all(
    names.map(async (name): Promise<KnownDataset> => {
      const source = declared.get(name);
      const found = frozen.find((one) => one.name === name);
      const now: Now =
        source === undefined
          ? { inputs: undefined, missing: undefined }
          : await inputsNow(parts, { project: place.project, name, source, look }, signal);
      const baking = parts.isBaking({ stack: place, dataset: name });
      return { dataset: describeDataset({ name, declared: source, found, baking, ...now }), found };
    }),
  );
}
