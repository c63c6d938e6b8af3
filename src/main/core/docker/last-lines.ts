import { buffer } from 'node:stream/consumers';
import type { Engine } from './connect-engine.ts';
import { createDemux } from './demux.ts';

/** The last lines that a container wrote, both streams, oldest first. */
export async function lastLines(
  engine: Engine,
  id: string,
  { count, tty }: { readonly count: number; readonly tty: boolean },
  signal: AbortSignal,
): Promise<readonly string[]> {
  const body = await engine.stream(
    {
      method: 'GET',
      path: `/containers/${encodeURIComponent(id)}/logs`,
      query: { stdout: true, stderr: true, tail: count },
    },
    signal,
    { withinMs: 30_000 },
  );
  const bytes = await buffer(body).catch(async (error: unknown) => {
    throw await engine.mapError(error);
  });
  const said = tty ? bytes : Buffer.concat(createDemux()(bytes).map((frame) => frame.bytes));
  return said
    .toString('utf8')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-count);
}
