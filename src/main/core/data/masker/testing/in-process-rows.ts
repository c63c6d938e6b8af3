import type { PullPorts } from '../../snapshots/pull-ports.ts';
import type { ProgramLink } from '../program-link.ts';
import { createRowProgram, type ProgramParts } from '../row-program.ts';
import type { ProgramAnswer } from '../row-program-messages.ts';
import { createRowSide } from '../row-side.ts';

/** For tests: a program in this thread. */
export function linkTo(parts: Omit<ProgramParts, 'send'>): ProgramLink {
  let listener: (answer: ProgramAnswer) => void = () => {};
  // Later, as from another thread.
  const program = createRowProgram({ ...parts, send: (answer) => void setImmediate(() => listener(answer)) });
  return {
    post: (request) => void setImmediate(() => program.take(request)),
    onAnswer: (own) => {
      listener = own;
    },
    onLost: () => {},
    close: async () => program.close(),
  };
}

const nowhere = { name: '', host: '', port: 0, user: '', database: '', password: '' };

/** For tests: rows of a source in memory, through the real program and a masker of the test's own. */
export const inProcessRows =
  (masker: ProgramParts['masker']): PullPorts['rows'] =>
  async ({ opened: { source }, tables, moment, limits }) =>
    createRowSide({
      sessions: limits.sessions ?? 2,
      begin: { place: { kind: 'wire', address: nowhere }, snapshot: moment.id, tables },
      start: async () =>
        linkTo({
          openReader: async () => ({ query: source.query, copyOut: source.copyOut, close: () => {} }),
          masker,
          openSubset: () => ({ filter: () => undefined, close: () => {} }),
        }),
    });
