import { BacklotError } from '../../../../shared/errors.ts';
import type { ReaderPlace } from '../postgres/reader-place.ts';
import type { RowsRequest } from '../snapshots/pull-ports.ts';
import { createRowSide, type RowSide, type RowSideParts } from './row-side.ts';
import { startThread } from './start-thread.ts';

/** Sessions of a pull unless said otherwise. */
const usualSessions = 2;

export const sessionsOf = ({ limits }: RowsRequest): number => limits.sessions ?? usualSessions;

/** What a program is told first. */
export function beginOf(request: RowsRequest, place: ReaderPlace): RowSideParts['begin'] {
  const { tables, moment, subset, limits } = request;
  const { bytesPerSecond } = limits;
  return {
    place,
    snapshot: moment.id,
    tables,
    subset: subset?.handle,
    bytesPerSecond: bytesPerSecond === undefined ? undefined : bytesPerSecond / sessionsOf(request),
  };
}

/** Reads and masks in threads of the core, a session each. */
export async function threadRows(request: RowsRequest): Promise<RowSide> {
  const { source } = request.opened;
  if (!source.reader) throw new BacklotError('internal', `${source.name} can't be read by another thread.`);
  return createRowSide({
    start: startThread(),
    sessions: sessionsOf(request),
    begin: beginOf(request, source.reader),
  });
}
