import { BacklotError } from '../../../../shared/errors.ts';
import { removeContainer } from '../../docker/containers.ts';
import { addressBeside } from '../postgres/wire/find-wire.ts';
import type { RowsRequest } from '../snapshots/pull-ports.ts';
import { startMaskerContainer } from './masker-container.ts';
import { ensureMaskerImage } from './masker-image.ts';
import { createRowSide, type RowSide } from './row-side.ts';
import { startBeside } from './start-beside.ts';
import { beginOf, sessionsOf } from './thread-rows.ts';

/**
 * Reads and masks in a container beside the source, on its engine: only masked rows come over.
 * @throws BacklotError `source-unsupported` where nobody knows how to log in, and as `ensureMaskerImage` does
 */
export async function besideRows(request: RowsRequest, signal: AbortSignal): Promise<RowSide> {
  const { source } = request.opened;
  const { beside } = source;
  if (!beside) throw new BacklotError('internal', `${source.name} has no container.`);
  const { engine } = beside;
  const address = await addressBeside(beside, signal);
  if (!address)
    throw new BacklotError(
      'source-unsupported',
      `How to log in to ${source.name} is in files that only its container has.`,
      {
        hint: 'With --placement core its rows come to this machine, in memory alone, and are masked here.',
        details: { source: source.name },
      },
    );
  const image = await ensureMaskerImage(engine, signal);
  const container = await startMaskerContainer(engine, image, beside.container, request.operation, signal);
  const side = createRowSide({
    start: startBeside(engine, container, image.command),
    sessions: sessionsOf(request),
    begin: beginOf(request, { kind: 'wire', address }),
  });
  return {
    ...side,
    async close() {
      try {
        await side.close();
      } finally {
        await removeContainer(engine, container, AbortSignal.timeout(60_000), { force: true });
      }
    },
  };
}
