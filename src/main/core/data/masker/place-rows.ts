import type { RowsRequest } from '../snapshots/pull-ports.ts';
import type { RowSide } from './row-side.ts';
import { threadRows } from './thread-rows.ts';

/** Opens the raw side where it was decided to be. */
export async function placeRows(request: RowsRequest, signal: AbortSignal): Promise<RowSide> {
  if (request.at === 'core') return threadRows(request);
  const { besideRows } = await import('./beside-rows.ts');
  return besideRows(request, signal);
}
