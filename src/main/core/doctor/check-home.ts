import { randomUUID } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSystemOf, isNetworkFileSystem } from './file-system.ts';
import type { Examiner, Finding } from './finding.ts';
import { quote } from './how-to.ts';
import type { Machine } from './observe-machine.ts';

/** What was seen of the data directory. */
export interface HomeFacts {
  readonly home: string;
  /** `missing`, `not-a-directory`, or the system's code for why nothing can be written ("EROFS"). */
  readonly error?: string | undefined;
  readonly mode: number;
  /** True when it belongs to the user, who alone can change its mode. */
  readonly own: boolean;
  readonly fileSystem: string | undefined;
}

const elsewhere = 'Or set BACKLOT_HOME to a folder of your own.';

function judgeError(home: string, error: string, machine: Machine): Finding {
  const path = quote(home, machine.platform);
  const windows = machine.platform === 'win32';
  const fail = (problem: string, command: string | undefined, ...steps: string[]): Finding => ({
    status: 'fail',
    found: home,
    problem,
    howTo: { command, steps },
  });
  switch (error) {
    case 'missing':
      return fail(
        `The data directory ${home} does not exist.`,
        windows ? `mkdir ${path}` : `mkdir -p -m 700 ${path}`,
      );
    case 'not-a-directory':
      return fail(`The data directory ${home} is a file.`, undefined, 'Move the file away.', elsewhere);
    case 'EROFS':
      return fail(
        `The data directory ${home} is on a file system that is mounted read-only.`,
        undefined,
        'Mount the file system for writing.',
        elsewhere,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        `The disk of the data directory ${home} is full.`,
        undefined,
        'Free some space on it.',
        'Or set BACKLOT_HOME to a folder on a larger disk.',
      );
    case 'EACCES':
    case 'EPERM':
      return fail(
        `You may not write into the data directory ${home}.`,
        windows ? undefined : `sudo chown -R "$USER" ${path} && chmod 700 ${path}`,
        elsewhere,
      );
    default:
      return fail(`Nothing can be written into the data directory ${home} (${error}).`, undefined, elsewhere);
  }
}

/** What the state of the data directory means. */
export function judgeHome(facts: HomeFacts, machine: Machine): Finding {
  const { home, error, mode, own, fileSystem } = facts;
  if (error !== undefined) return judgeError(home, error, machine);
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  const on = fileSystem === undefined ? '' : `, on ${fileSystem}`;
  const found = machine.platform === 'win32' ? `${home}${on}` : `${home}, mode ${bits}${on}`;
  if (machine.platform !== 'win32' && (mode & 0o777) !== 0o700) {
    const command = `chmod 700 ${quote(home, machine.platform)}`;
    return {
      status: 'warn',
      found,
      problem:
        'The data directory should be open to you alone: other users of this machine may look into it.',
      howTo: { command: own || machine.root ? command : `sudo ${command}`, steps: [] },
      mend: own ? { kind: 'chmod', path: home, mode: 0o700 } : undefined,
    };
  }
  if (isNetworkFileSystem(fileSystem))
    return {
      status: 'warn',
      found,
      problem:
        'The data directory is on another machine, where the database and its locks can not be relied on.',
      howTo: { steps: ['Set BACKLOT_HOME to a folder on a disk of this machine.'] },
    };
  return { status: 'ok', found };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** Root may write where the mode forbids it, and a mode allows what a read-only mount does not: so, try. */
async function writeError(home: string): Promise<string | undefined> {
  const file = join(home, `.doctor-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile('doctor');
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

async function observeHome(home: string, machine: Machine): Promise<HomeFacts> {
  const nothing = { home, mode: 0, own: false, fileSystem: undefined };
  try {
    const stats = await stat(home);
    if (!stats.isDirectory()) return { ...nothing, error: 'not-a-directory' };
    const fileSystem = await fileSystemOf(home, machine.platform);
    const own = process.getuid === undefined || stats.uid === process.getuid();
    return { home, mode: stats.mode, own, fileSystem, error: await writeError(home) };
  } catch (error) {
    const code = codeOf(error);
    return { ...nothing, error: code === 'ENOENT' ? 'missing' : code };
  }
}

/** Whether the data directory can be written, by its owner alone, on a disk of this machine. */
export const checkHome: Examiner = {
  id: 'home',
  group: 'storage',
  title: 'Data directory',
  examine: async ({ home, machine }) => judgeHome(await observeHome(home, machine), machine),
};
