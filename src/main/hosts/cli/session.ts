import { resolve } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { platformHome, resolveHome } from '../../core/home/resolve-home.ts';
import type { CliWorld } from './cli-world.ts';
import type { Output } from './output.ts';
import { type Reached, reachCore } from './reach-core.ts';

/** One command line being run. */
export interface Session {
  readonly world: CliWorld;
  readonly out: Output;
  /** Sets where the command works: `-C`. */
  readonly enter: (directory: string) => void;
  /** An absolute path, from what was given or the directory the command works in. */
  readonly pathOf: (given?: string) => string;
  /** 0 to 255: an `ExitCode`, or that of a command which ran in a container. */
  readonly finish: (code: number) => void;
  readonly exitCode: () => number;
}

export function createSession(world: CliWorld, out: Output): Session {
  let directory = world.cwd;
  let code = 0;
  return {
    world,
    out,
    enter(given) {
      directory = resolve(world.cwd, given);
    },
    pathOf: (given = '.') => resolve(directory, given),
    finish(next) {
      code = next;
    },
    exitCode: () => code,
  };
}

/** Says one thing: the document for programs, the text for people. */
export function answer(session: Session, document: unknown, text: () => string): void {
  const { out } = session;
  if (out.json) out.document(document);
  else {
    const lines = text();
    if (lines) out.line(lines);
  }
}

export const homeOf = ({ env, cwd }: CliWorld): string =>
  resolveHome({ backlotHome: env.BACKLOT_HOME, cwd, platformHome: platformHome() });

/** Defects reach the user as `internal`; with BACKLOT_DEBUG=1 their stacks do too. */
export const defectNote =
  ({ world, out }: Session) =>
  (method: string, error: unknown): void => {
    if (world.env.BACKLOT_DEBUG !== '1') return;
    out.note(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };

/** What was found wrong with the data directory: a window shows it, a core of this command has none. */
function mentionNotices({ info, own }: Reached, { out }: Session): void {
  if (!own || out.quiet) return;
  for (const { title, text } of info.notices) out.note(`${title}. ${text}`);
}

async function mentionInterrupted({ client }: Reached, { out }: Session): Promise<void> {
  const [latest, ...others] = await client.operations.list({ states: ['interrupted'] });
  if (!latest || out.quiet) return;
  const more = others.length > 0 ? ` (and ${others.length} more: backlot ops list)` : '';
  out.note(`"${latest.title}" was interrupted; to take it up: backlot ops resume ${latest.id}${more}`);
}

/**
 * Runs `work` with the core, found or hosted here, and leaves it in order whatever happens.
 * Ctrl-C aborts the signal; another one, while an own core waits for other commands, stops waiting.
 */
export async function withCore<T>(
  session: Session,
  work: (reached: Reached, signal: AbortSignal) => Promise<T>,
  { mention = true }: { readonly mention?: boolean } = {},
): Promise<T> {
  const { world, out } = session;
  const stop = new AbortController();
  const leave = new AbortController();
  let closing = false;
  const unlisten = world.interrupts.listen((kind) => {
    stop.abort(new BacklotError('cancelled', 'Cancelled.'));
    if (closing || kind === 'terminate') leave.abort();
  });
  try {
    const { startCore, version } = world;
    const reached = await reachCore(
      { home: homeOf(world), version, startCore, onDefect: defectNote(session) },
      stop.signal,
    );
    try {
      mentionNotices(reached, session);
      if (reached.own && mention) await mentionInterrupted(reached, session);
      return await work(reached, stop.signal);
    } finally {
      closing = true;
      await reached.close(leave.signal, () =>
        out.note('Waiting for another backlot command that uses this core; Ctrl-C ends both.'),
      );
    }
  } finally {
    unlisten();
  }
}
