import type { Engine } from '../../docker/connect-engine.ts';
import type { DockerContext } from '../../docker/contexts.ts';
import { whileRunning } from './container-source.ts';
import { openPrograms } from './postgres-programs.ts';
import { readCopy, readRows } from './read-session.ts';
import type { ReaderPlace } from './reader-place.ts';
import type { RowReader } from './row-reader.ts';
import { wireReader } from './wire-reader.ts';

/** Opens what a place names; `connect` is asked for an engine only where the programs are needed. */
export async function openReader(
  place: ReaderPlace,
  connect: (context: DockerContext, signal: AbortSignal) => Promise<Engine>,
  signal: AbortSignal,
): Promise<RowReader> {
  switch (place.kind) {
    case 'wire':
      return wireReader(place.address);
    case 'programs': {
      const engine = await connect(place.programs.context, signal);
      const programs = whileRunning(openPrograms(engine, place.programs));
      const ways = { name: programs.name, programs };
      return {
        query: (sql, own, options) => readRows(ways, sql, options, own),
        copyOut: (copy, own, options) => readCopy(ways, copy, options, own),
        close: engine.close,
      };
    }
  }
}
