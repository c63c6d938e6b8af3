import { mkdtemp, rm } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, runInThisContext } from 'node:vm';
import { createElectron, type ElectronStandIn, type StandInOptions } from './electron-stand-in.ts';

declare global {
  /** The stand-in of each launch by its number, for the modules that take the place of `electron`. */
  var electronStandIns: Map<string, ElectronStandIn> | undefined;
}

const launchOf = (address: string | undefined): string | null =>
  address === undefined ? null : (URL.parse(address)?.searchParams.get('launch') ?? null);

const marked = (address: string, launch: string): string => {
  const url = new URL(address);
  url.searchParams.set('launch', launch);
  return url.href;
};

let standIns: Map<string, ElectronStandIn> | undefined;

/** Gives each launch modules of its own, and the stand-in wherever one of them imports `electron`. */
function hookOnce(): Map<string, ElectronStandIn> {
  if (standIns) return standIns;
  standIns = new Map();
  globalThis.electronStandIns = standIns;
  registerHooks({
    resolve(specifier, context, next) {
      const launch = launchOf(context.parentURL);
      if (launch === null) return next(specifier, context);
      if (specifier === 'electron') {
        return { url: `electron-stand-in:module?launch=${launch}`, format: 'module', shortCircuit: true };
      }
      const found = next(specifier, context);
      const own = found.url.startsWith('file:') && !found.url.includes('/node_modules/');
      return own ? { ...found, url: marked(found.url, launch) } : found;
    },
    load(address, context, next) {
      if (!address.startsWith('electron-stand-in:')) return next(address, context);
      const launch = launchOf(address) ?? '';
      const names = Object.keys(globalThis.electronStandIns?.get(launch)?.module ?? {});
      const source = `const { module } = globalThis.electronStandIns.get(${JSON.stringify(launch)});
export const { ${names.join(', ')} } = module;
export default module;`;
      return { format: 'module', source, shortCircuit: true };
    },
  });
  return standIns;
}

/** Node's own import: the test runner would transform what it imports, and this is to run as built. */
const importAsIs: (address: string) => Promise<unknown> = runInThisContext('(address) => import(address)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});

export interface LaunchOptions extends StandInOptions {
  /** The arguments of the start, without the program. */
  readonly args?: readonly string[];
  readonly home?: string;
}

export interface Launched extends ElectronStandIn {
  readonly home: string;
  /** Imports a module of this launch: what it imports as `electron` is the stand-in. */
  readonly load: (path: string) => Promise<unknown>;
  readonly dispose: () => Promise<void>;
}

let launches = 0;

/** A place to run the app's modules with a stand-in for `electron`; the app is not ready until `app.become()`. */
export async function launchApp(options: LaunchOptions): Promise<Launched> {
  const launch = String(++launches);
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'backlot höme ')));
  const electron = createElectron(options);
  hookOnce().set(launch, electron);
  const load = async (path: string): Promise<unknown> => {
    const { argv, env } = process;
    process.argv = [argv[0] ?? 'node', ...(options.packaged ? [] : ['.']), ...(options.args ?? [])];
    process.env = { ...env, BACKLOT_HOME: home };
    try {
      return await importAsIs(marked(pathToFileURL(path).href, launch));
    } finally {
      process.argv = argv;
      process.env = env;
    }
  };
  return {
    ...electron,
    home,
    load,
    async dispose() {
      for (const window of electron.record.windows) if (!window.gone) await window.shut();
      hookOnce().delete(launch);
      if (options.home === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}
