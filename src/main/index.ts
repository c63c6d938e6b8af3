import { join } from 'node:path';
import envPaths from 'env-paths';
import { startCore } from './core/app.ts';
import { runElectron } from './hosts/electron/run-electron.ts';

runElectron({
  home: process.env.BACKLOT_HOME || envPaths('backlot', { suffix: '' }).data,
  root: join(import.meta.dirname, '../..'),
  startCore,
});
