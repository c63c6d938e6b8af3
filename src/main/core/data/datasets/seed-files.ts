import { readdir, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { BacklotError } from '../../../../shared/errors.ts';

/** What a seed file is, by its name's end. */
export type SeedKind = 'sql' | 'dump' | 'script';

export interface SeedFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly kind: SeedKind;
  readonly packed: 'gzip' | 'zstd' | undefined;
  /** The service that its name gives: "demo.cache.sh". */
  readonly service: string | undefined;
}

const kinds: Readonly<Record<string, SeedKind>> = { sql: 'sql', dump: 'dump', sh: 'script' };
const packers: Readonly<Record<string, SeedFile['packed']>> = { gz: 'gzip', zst: 'zstd' };

/**
 * What a seed file is by its name: `<anything>[.<service>].sql|dump|sh`, the first two also with `.gz` or
 * `.zst`. Undefined for any other.
 */
export function seedFile(path: string, services: readonly string[]): SeedFile | undefined {
  const parts = posix.basename(path).split('.');
  const packed = packers[parts.at(-1) ?? ''];
  if (packed !== undefined) parts.pop();
  const kind = kinds[parts.pop() ?? ''];
  if (kind === undefined || parts.join('') === '' || (packed !== undefined && kind === 'script'))
    return undefined;
  const service = parts.length > 1 ? parts.at(-1) : undefined;
  return { path, kind, packed, service: services.find((name) => name === service) };
}

const missing = (path: string): BacklotError =>
  new BacklotError('bake-failed', `The seed ${path} is not there.`, {
    hint: 'Add it, or correct its path under "datasets" in backlot.yaml.',
    details: { file: path },
  });

const unknownKind = (path: string): BacklotError =>
  new BacklotError('bake-failed', `The seed ${path} is of no known kind.`, {
    hint: 'A seed ends in .sql, .sql.gz, .sql.zst, .dump (of pg_dump -Fc) or .sh, or is a folder of such files.',
    details: { file: path },
  });

/**
 * The files of a seed in the order in which they are applied; those of a folder by name, as
 * /docker-entrypoint-initdb.d has it.
 * @throws BacklotError `bake-failed` for one that is not there or of no known kind.
 */
export async function listSeedFiles(
  project: string,
  paths: readonly string[],
  services: readonly string[],
  signal: AbortSignal,
): Promise<readonly SeedFile[]> {
  const files: SeedFile[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    const found = await stat(join(project, path)).catch(() => undefined);
    if (found?.isDirectory()) {
      const names = (await readdir(join(project, path))).sort();
      // Others (a README, a folder) are none of the data, as in the convention that this follows.
      files.push(...names.flatMap((name) => seedFile(posix.join(path, name), services) ?? []));
      continue;
    }
    if (!found?.isFile()) throw missing(path);
    const file = seedFile(path, services);
    if (file === undefined) throw unknownKind(path);
    files.push(file);
  }
  return files;
}
