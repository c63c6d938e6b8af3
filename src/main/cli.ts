import { fileURLToPath } from 'node:url';
import { BacklotError } from '../shared/errors.ts';
import { version } from './core/version.ts';
import { main } from './hosts/cli/main.ts';

const missing = (what: string): BacklotError => new BacklotError('unsupported', `This build has no ${what}.`);

await main({
  version,
  packageRoot: fileURLToPath(new URL('../..', import.meta.url)),
  startCore: () => Promise.reject(missing('core')),
  serveWeb: () => Promise.reject(missing('web host')),
});
