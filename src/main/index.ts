import { join } from 'node:path';
import { toBacklotError } from '../shared/errors.ts';
import { platformHome, resolveHome } from './core/home/resolve-home.ts';
import { startCore } from './handlers/start-core.ts';
import { runElectron } from './hosts/electron/run-electron.ts';
import { hostCore, type StartCore } from './hosts/socket/host-core.ts';

interface Start {
  readonly home: string;
  readonly startCore: StartCore;
}

/** A data directory that can't be one is shown in the window, as every failed start is. */
function chooseStart(): Start {
  const platform = platformHome();
  try {
    const choice = { backlotHome: process.env.BACKLOT_HOME, cwd: process.cwd(), platformHome: platform };
    return { home: resolveHome(choice), startCore: (options) => hostCore(startCore, options) };
  } catch (error) {
    return { home: platform, startCore: () => Promise.reject(toBacklotError(error)) };
  }
}

runElectron({ ...chooseStart(), root: join(import.meta.dirname, '../..') });
