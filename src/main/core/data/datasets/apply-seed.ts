import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { putArchive } from '../../docker/containers.ts';
import { packTar } from '../../docker/pack-tar.ts';
import { type BakeDatabase, clientEnv, psql, psqlError } from './bake-database.ts';
import { type FeedResult, feedContainer } from './feed-container.ts';
import type { SeedFile } from './seed-files.ts';

/** Where a seed is applied: a database, or a service whose container runs the script. */
export type SeedTarget =
  | { readonly kind: 'database'; readonly database: BakeDatabase }
  | {
      readonly kind: 'container';
      readonly engine: Engine;
      readonly service: string;
      readonly container: string;
    };

const failed = (path: string, line: number | undefined, message: string): BacklotError => {
  const place = line === undefined ? path : `${path}:${line}`;
  return new BacklotError('bake-failed', `${place}: ${message}${/[.!?]$/.test(message) ? '' : '.'}`, {
    hint: 'Correct the seed and bake again; the former dataset is as it was.',
    details: { file: path, ...(line === undefined ? {} : { line }) },
  });
};

async function* hashed(file: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of file) {
    hash.update(chunk);
    yield chunk;
  }
}

async function* unpacked(
  path: string,
  bytes: AsyncIterable<Buffer>,
  by: 'gzip' | 'zstd',
): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(bytes, { objectMode: false });
  const unpacker = by === 'gzip' ? createGunzip() : createZstdDecompress();
  source.on('error', (error) => unpacker.destroy(error));
  try {
    yield* source.pipe(unpacker);
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^(Z_|ZSTD_)/.test(String(error.code)))
      throw failed(path, undefined, `it can't be unpacked: ${error.message}`);
    throw error;
  } finally {
    source.destroy();
  }
}

const scriptFolder = 'backlot-seed';

/** The last line of a script that is no row: psql puts those behind such words. */
const lastWords = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !/^(DETAIL|CONTEXT|HINT|LOCATION|LINE \d+|COPY \S+, line|\s)/.test(line))
    .map((line) => (/\b(ERROR|FATAL):/.test(line) ? line.replace(/: "[^"]*"$/, '') : line))
    .at(-1) ?? '';

async function runSeedScript(
  project: string,
  { path }: SeedFile,
  { engine, container }: { readonly engine: Engine; readonly container: string },
  signal: AbortSignal,
): Promise<{ readonly result: FeedResult; readonly digest: string }> {
  const content = await readFile(join(project, path), { signal });
  const name = posix.basename(path);
  const shebang = /^#!\s*(\S+)/.exec(content.subarray(0, 200).toString('latin1'))?.[1];
  const tar = packTar([{ path: `${scriptFolder}/${name}`, content, uid: 0, gid: 0, mode: 0o755 }]);
  await putArchive(engine, container, '/tmp', tar, signal);
  const file = `/tmp/${scriptFolder}/${name}`;
  const command = shebang === undefined ? ['sh', file] : [file];
  const result = await feedContainer(engine, container, { command }, signal);
  return { result, digest: createHash('sha256').update(content).digest('hex') };
}

/**
 * Applies one seed file; answers the SHA-256 (hex) of the bytes that were applied.
 * @throws BacklotError `bake-failed` with file and line.
 */
export async function applySeed(
  project: string,
  seed: SeedFile,
  target: SeedTarget,
  signal: AbortSignal,
): Promise<string> {
  const { path, kind, packed } = seed;
  if (kind === 'script') {
    const place = target.kind === 'database' ? target.database : target;
    const { result, digest } = await runSeedScript(project, seed, place, signal);
    if (result.exitCode === 0) return digest;
    const said = lastWords(result.stderr.trim() || result.stdout.trim());
    throw failed(
      path,
      undefined,
      `it ended with exit code ${result.exitCode}${said === '' ? '' : `: ${said}`}`,
    );
  }
  if (target.kind !== 'database')
    throw failed(
      path,
      undefined,
      `${target.service} is not a PostgreSQL database, so only a script (.sh) can fill it`,
    );
  const { engine, container, ...access } = target.database;
  const hash = createHash('sha256');
  const file = createReadStream(join(project, path), { highWaterMark: 256 * 1024 });
  const bytes = hashed(file, hash);
  const command =
    kind === 'sql'
      ? psql(access)
      : [
          'pg_restore',
          `--username=${access.user}`,
          `--dbname=${access.database}`,
          '--clean',
          '--if-exists',
          '--no-owner',
          '--exit-on-error',
        ];
  const options = {
    command,
    env: clientEnv,
    input: packed === undefined ? bytes : unpacked(path, bytes, packed),
  };
  try {
    const { exitCode, stderr } = await feedContainer(engine, container, options, signal);
    if (exitCode === 0) return hash.digest('hex');
    const { line, message } = psqlError(stderr);
    throw failed(path, line, message);
  } finally {
    file.destroy();
  }
}

/**
 * Which service a seed goes to: the one that its name gives, else the only PostgreSQL there is, else the only
 * stateful service. Undefined where that is not clear. Pure.
 */
export function seedService(
  { service }: Pick<SeedFile, 'service'>,
  { stateful, databases }: { readonly stateful: readonly string[]; readonly databases: readonly string[] },
): string | undefined {
  if (service !== undefined) return stateful.includes(service) ? service : undefined;
  if (databases.length > 0) return databases.length === 1 ? databases[0] : undefined;
  return stateful.length === 1 ? stateful[0] : undefined;
}
