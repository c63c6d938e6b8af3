import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileTime } from './file-time.ts';
import type { Database } from './sqlite.ts';

const keep = 5;
const ours = /^backlot-v\d+-\d{8}T\d{9}Z\.db$/;

/**
 * Writes a whole, compact copy of a database into `folder` as `backlot-v<version>-<time>.db`, then
 * drops all but the newest five. Answers the copy's path.
 * @throws BacklotError `disk-full`; the half-written copy is removed.
 */
export function backUp(db: Database, folder: string, version: number, now: number): string {
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `backlot-v${version}-${fileTime(now)}.db`);
  rmSync(target, { force: true });
  try {
    db.prepare('VACUUM INTO :target').run({ target });
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
  const copies = readdirSync(folder).filter((name) => ours.test(name));
  const byTime = (name: string): string => name.slice(name.lastIndexOf('-') + 1);
  copies.sort((a, b) => (byTime(a) < byTime(b) ? 1 : -1));
  for (const name of copies.slice(keep)) rmSync(join(folder, name), { force: true });
  return target;
}
