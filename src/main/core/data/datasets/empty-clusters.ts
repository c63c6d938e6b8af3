import { BacklotError } from '../../../../shared/errors.ts';
import { fingerprint } from '../../engine/fingerprint.ts';
import type { Pool } from '../pool/pool.ts';
import { type BakeDatabase, runScript } from './bake-database.ts';
import { serviceInputs } from './dataset-inputs.ts';
import { type BakeLook, databasesOf } from './look-at-bake.ts';

/** What a database service has on its volumes after its first start, kept in the pool for the next bake. */
export interface EmptyCluster {
  readonly service: string;
  /** Keys of the service's volumes; each is a folder in `folder`. */
  readonly volumes: readonly string[];
  /** Relative to the pool; named by all that decides what a first start makes. */
  readonly folder: string;
}

/** So many are kept on a host: those that were used last. */
const keep = 6;

/**
 * The database services of a bake whose first start makes the same each time: their definition and image say
 * it all. Left out is who mounts a file or folder of the machine, which may say something else the next time, who runs
 * hooks, and who shares a volume. Pure.
 */
export function emptyClusters(look: Pick<BakeLook, 'stack' | 'part' | 'images'>): readonly EmptyCluster[] {
  const inputs = serviceInputs(look.stack, look.part);
  return databasesOf(look).flatMap(({ service: name }) => {
    const one = look.stack.services.find((service) => service.name === name);
    const image = look.images.get(name);
    if (one === undefined || image === undefined || one.volumes.length === 0) return [];
    const { volumes = [], post_start = [], secrets = [], configs = [] } = one.service;
    const { fileObjects } = look.stack;
    const files = [
      ...secrets.map(({ source }) => fileObjects.secrets[source]),
      ...configs.map(({ source }) => fileObjects.configs[source]),
    ];
    const others = look.stack.services.filter((service) => service !== one);
    const plain =
      post_start.length === 0 &&
      files.every((file) => file?.kind === 'text') &&
      volumes.every(({ type }) => type === 'volume' || type === 'tmpfs') &&
      !others.some((other) => other.volumes.some((key) => one.volumes.includes(key)));
    const key = fingerprint({ format: 1, image: image.id, service: inputs[name], volumes: one.volumes });
    return plain ? [{ service: name, volumes: one.volumes, folder: `clusters/${key}` }] : [];
  });
}

/** Those of them that the pool has. */
export async function keptClusters(
  pool: Pool,
  clusters: readonly EmptyCluster[],
  signal: AbortSignal,
): Promise<readonly EmptyCluster[]> {
  if (clusters.length === 0) return [];
  const script = 'for folder; do if [ -d "$folder" ]; then touch "$folder"; echo "$folder"; fi; done';
  const said = await pool.ask(
    script,
    clusters.map(({ folder }) => folder),
    signal,
  );
  const there = said.split('\n');
  return clusters.filter(({ folder }) => there.includes(folder));
}

/** Gives a bake its own copy, one folder per volume in `into`, where there must be none yet. */
export async function takeCluster(
  pool: Pool,
  { folder, volumes }: EmptyCluster,
  into: string,
  signal: AbortSignal,
): Promise<void> {
  for (const key of volumes) await pool.clone(`${folder}/${key}`, `${into}/${key}`, signal);
}

export const dropCluster = (pool: Pool, { folder }: EmptyCluster, signal: AbortSignal): Promise<void> =>
  pool.remove(folder, signal);

/**
 * True when the first start is over: an image may make its cluster with a server that is not the container's
 * own yet, and that one must not be taken for it.
 */
export async function isSettled(database: BakeDatabase, signal: AbortSignal): Promise<boolean> {
  const sql = String.raw`select pg_catalog.split_part(pg_catalog.pg_read_file('postmaster.pid'), E'\n', 1);`;
  try {
    return (await runScript(database, sql, signal)).trim() === '1';
  } catch (error) {
    // Who may not read it has a cluster all the same: it is just not kept.
    if (!(error instanceof BacklotError) || error.code !== 'bake-failed') throw error;
    return false;
  }
}

const place = `sync -f "$1"
mkdir -p clusters
if [ -e "$2" ]; then rm -rf "$1"; else mv -T "$1" "$2"; fi
ls -1t clusters | tail -n +$(($3 + 1)) | while read -r old; do rm -rf "clusters/$old"; done`;

/** Keeps what lies in `from` after a clean stop; whole on disk, or not at all. */
export async function keepCluster(
  pool: Pool,
  { service, folder, volumes }: EmptyCluster,
  from: string,
  signal: AbortSignal,
): Promise<void> {
  // In the bake's own folder, so that whatever ends the bake takes it away.
  const draft = `${from}/.cluster-${service}`;
  for (const key of volumes) await pool.clone(`${from}/${key}`, `${draft}/${key}`, signal);
  await pool.run(place, [draft, folder, String(keep)], signal);
}
