import { BacklotError, toBacklotError } from '../../../../shared/errors.ts';
import type { Snapshot } from '../../../../shared/model/snapshot.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { SnapshotManifest } from './manifest.ts';
import { createSnapshotReader, readManifest, type SnapshotReader } from './read-snapshot.ts';
import { isSnapshotId, makeOwnFolder, namesIn, removeFolder, snapshotPaths } from './store-files.ts';
import { loadStoreKeys, type StoreKeys } from './store-key.ts';
import { createSnapshotWriter, type SnapshotWriter } from './write-snapshot.ts';

export interface SnapshotStoreOptions {
  /** `<home>/snapshots`, for its owner alone; made when it is not there. */
  readonly folder: string;
  readonly secrets: Secrets;
}

/** One snapshot of the list; `manifest` is absent for one that can't be read or is still being pulled. */
export interface ListedSnapshot {
  readonly snapshot: Snapshot;
  readonly project: string | undefined;
  /** Why it is broken. */
  readonly error?: BacklotError | undefined;
}

/** The snapshots in the data directory. Its files are the truth: there is no other record of them. */
export interface SnapshotStore {
  /** Begins one; what an earlier try left under this id goes first. `about` is what a list shows meanwhile. */
  readonly create: (
    id: string,
    about: { readonly project: string; readonly snapshot: Snapshot },
    signal: AbortSignal,
  ) => Promise<SnapshotWriter>;
  /** Removes one that was begun and not finished; one that is complete stays. */
  readonly abandon: (id: string) => Promise<void>;
  /** @throws BacklotError `snapshot-missing`, `snapshot-corrupt`, `store-newer`, `secrets-unavailable` */
  readonly open: (id: string, signal: AbortSignal) => Promise<SnapshotReader>;
  /** Newest first; broken ones are among them. */
  readonly list: (signal: AbortSignal) => Promise<readonly ListedSnapshot[]>;
  /** The id that begins so. @throws BacklotError `snapshot-missing`, `invalid-input` when several do */
  readonly find: (beginning: string) => Promise<string>;
  /** Its folder goes; chunks that others share stay with them. */
  readonly remove: (id: string) => Promise<void>;
  /** Removes what writers that died have left. Answers with their ids. */
  readonly sweep: (signal: AbortSignal) => Promise<readonly string[]>;
}

const missing = (id: string): BacklotError =>
  new BacklotError('snapshot-missing', `There is no snapshot "${id}".`, {
    hint: 'List the snapshots to see which there are.',
    details: { snapshot: id },
  });

const brokenSnapshot = (id: string): Snapshot => ({
  id,
  dataset: '',
  source: '',
  service: '',
  state: 'broken',
  takenAt: 0,
  engine: '',
  tables: 0,
  rows: 0,
  bytes: 0,
  storedBytes: 0,
  maskedColumns: 0,
  keptColumns: 0,
  verdict: 'unchecked',
});

/** The store of snapshots in a folder, sealed with one key that `secrets` keeps. */
export function createSnapshotStore({ folder, secrets }: SnapshotStoreOptions): SnapshotStore {
  const making = new Map<string, { readonly project: string; readonly snapshot: Snapshot }>();
  let loading: Promise<StoreKeys> | undefined;

  const hasManifest = async (id: string): Promise<boolean> =>
    (await namesIn(snapshotPaths(folder, id).folder)).includes('manifest');

  const ids = async (): Promise<readonly string[]> => (await namesIn(folder)).filter(isSnapshotId);

  const complete = async (): Promise<readonly string[]> => {
    const all = await ids();
    const there = await Promise.all(all.map(hasManifest));
    return all.filter((_, index) => there[index]);
  };

  /** Two at once would each make a key; a failure is tried again. */
  const keys = (signal: AbortSignal): Promise<StoreKeys> => {
    loading ??= loadStoreKeys(secrets, async () => (await complete()).length > 0, signal).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const requireComplete = async (id: string): Promise<void> => {
    if (!isSnapshotId(id) || !(await hasManifest(id))) throw missing(id);
  };

  const manifestOf = async (id: string, signal: AbortSignal): Promise<SnapshotManifest> =>
    readManifest(folder, id, await keys(signal), signal);

  /** Where chunks of complete snapshots lie, by name. */
  async function knownChunks(): Promise<ReadonlyMap<string, string>> {
    const known = new Map<string, string>();
    for (const id of await complete()) {
      const paths = snapshotPaths(folder, id);
      for (const name of await namesIn(paths.folder)) {
        if (name.endsWith('.chunk')) known.set(name.slice(0, -'.chunk'.length), `${paths.folder}/${name}`);
      }
    }
    return known;
  }

  return {
    async create(id, about, signal) {
      if (!isSnapshotId(id)) throw new BacklotError('invalid-input', `"${id}" is no id of a snapshot.`);
      if (await hasManifest(id))
        throw new BacklotError('invalid-input', `The snapshot "${id}" is there already.`);
      await makeOwnFolder(folder);
      const sealed = await keys(signal);
      const paths = snapshotPaths(folder, id);
      await removeFolder(paths.folder);
      await makeOwnFolder(paths.folder);
      const known = await knownChunks();
      making.set(id, about);
      const writer = createSnapshotWriter(folder, id, sealed, (name) => known.get(name));
      return {
        ...writer,
        async finish(manifest, ending) {
          await writer.finish(manifest, ending);
          making.delete(id);
        },
      };
    },
    async abandon(id) {
      making.delete(id);
      if (isSnapshotId(id) && !(await hasManifest(id))) await removeFolder(snapshotPaths(folder, id).folder);
    },
    async open(id, signal) {
      await requireComplete(id);
      const manifest = await manifestOf(id, signal);
      return createSnapshotReader(folder, manifest, await keys(signal));
    },
    async list(signal) {
      const listed: ListedSnapshot[] = [...making.values()];
      for (const id of await complete()) {
        try {
          const { receipt, project } = await manifestOf(id, signal);
          listed.push({ snapshot: receipt.snapshot, project });
        } catch (error) {
          signal.throwIfAborted();
          listed.push({ snapshot: brokenSnapshot(id), project: undefined, error: toBacklotError(error) });
        }
      }
      return listed.sort((a, b) => b.snapshot.takenAt - a.snapshot.takenAt);
    },
    async find(beginning) {
      const found = (await complete()).filter((id) => id.startsWith(beginning));
      const [first, second] = found;
      if (first === undefined || beginning === '') throw missing(beginning);
      if (second === undefined) return first;
      throw new BacklotError('invalid-input', `Several snapshots begin with "${beginning}".`, {
        hint: `Write more of the id: ${found.join(', ')}.`,
      });
    },
    async remove(id) {
      await requireComplete(id);
      await removeFolder(snapshotPaths(folder, id).folder);
    },
    async sweep(signal) {
      const left: string[] = [];
      for (const id of await ids()) {
        signal.throwIfAborted();
        if (making.has(id) || (await hasManifest(id))) continue;
        await removeFolder(snapshotPaths(folder, id).folder);
        left.push(id);
      }
      return left;
    },
  };
}
