import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from './core/version.ts';
import type { ServeWeb } from './hosts/cli/cli-world.ts';
import { main } from './hosts/cli/main.ts';

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The web host, with its signals left to the command line: there Ctrl-C means one thing for all verbs. */
const serveWeb: ServeWeb = async (options) => {
  const web = await import('./web.ts');
  const signals = { on: () => {}, off: () => {} };
  const rendererDir = join(packageRoot, 'out', 'renderer');
  const { host, stop, stopped } = await web.serveWeb({ ...options, rendererDir, signals });
  const { url, origin, warnings, newUrl } = host;
  return { url, origin, warnings, newUrl, close: stop, done: stopped };
};

await main({
  version,
  packageRoot,
  startCore: async (options) => (await import('./handlers/start-core.ts')).startCore(options),
  serveWeb,
});
