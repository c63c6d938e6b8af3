import { BacklotError } from '../../../../shared/errors.ts';
import type { PullPorts } from '../snapshots/pull-ports.ts';
import { createRowSide } from './row-side.ts';
import { startThread } from './start-thread.ts';

/** Sessions of a pull unless said otherwise. */
const usualSessions = 2;

/** Reads and masks in threads of the core, a session each. */
export const threadRows: PullPorts['rows'] = ({ source }, tables, { moment, subset, limits }) => {
  const { sessions = usualSessions, bytesPerSecond } = limits;
  if (!source.reader) throw new BacklotError('internal', `${source.name} can't be read by another thread.`);
  return createRowSide({
    start: startThread(),
    sessions,
    begin: {
      place: source.reader,
      snapshot: moment.id,
      tables,
      subset: subset?.handle,
      bytesPerSecond: bytesPerSecond === undefined ? undefined : bytesPerSecond / sessions,
    },
  });
};
