import { isAbsolute, resolve } from 'node:path';
import envPaths from 'env-paths';
import { BacklotError } from '../../../shared/errors.ts';

/** Where the platform keeps an application's data: XDG_DATA_HOME, Application Support, Local AppData. */
export const platformHome = (): string => envPaths('backlot', { suffix: '' }).data;

export interface HomeChoice {
  /** The value of BACKLOT_HOME; unset and empty mean the platform's place. */
  readonly backlotHome: string | undefined;
  readonly cwd: string;
  readonly platformHome: string;
}

/**
 * The absolute path of the data directory; touches nothing. A relative BACKLOT_HOME is refused: it would
 * name another directory, and so another core, in each folder a command is run from.
 * @throws BacklotError `home-invalid`
 */
export function resolveHome({ backlotHome, cwd, platformHome }: HomeChoice): string {
  if (backlotHome === undefined || backlotHome === '') return platformHome;
  if (backlotHome.includes('\0')) {
    throw new BacklotError('home-invalid', 'BACKLOT_HOME contains a NUL character.', {
      hint: 'Set BACKLOT_HOME to an absolute path.',
    });
  }
  if (!isAbsolute(backlotHome)) {
    throw new BacklotError('home-invalid', `BACKLOT_HOME is not an absolute path: ${backlotHome}`, {
      hint: `Set it to a full path, such as ${resolve(cwd, backlotHome)}.`,
      details: { home: backlotHome },
    });
  }
  return resolve(backlotHome);
}
