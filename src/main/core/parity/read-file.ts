import type { Engine } from '../docker/connect-engine.ts';
import { wasRefused } from '../docker/refused.ts';

const block = 512;
const regular = new Set(['0', '\0']);

/** The one file of an archive with one entry; undefined where it is a link or a folder. */
export function fileInTar(tar: Buffer): string | undefined {
  let at = 0;
  while (at + block <= tar.length) {
    const kind = String.fromCharCode(tar[at + 156] ?? 0);
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136).replaceAll('\0', ''), 8) || 0;
    if (regular.has(kind)) return tar.toString('utf8', at + block, at + block + size);
    // Long names and attributes have an entry of their own in front.
    if (kind !== 'x' && kind !== 'g' && kind !== 'L') return undefined;
    at += block + Math.ceil(size / block) * block;
  }
  return undefined;
}

/**
 * A text file in a container, whether it runs or not, without a program in it; undefined where there is none.
 * @throws BacklotError as `Engine.call` does.
 */
export async function readFileIn(
  engine: Engine,
  container: string,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const body = await engine.stream(
      { method: 'GET', path: `/containers/${encodeURIComponent(container)}/archive`, query: { path } },
      signal,
      { withinMs: 30_000 },
    );
    const chunks: Buffer[] = [];
    for await (const chunk of body) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    return fileInTar(Buffer.concat(chunks));
  } catch (error) {
    signal.throwIfAborted();
    if (wasRefused(error, 404)) return undefined;
    throw await engine.mapError(error);
  }
}
