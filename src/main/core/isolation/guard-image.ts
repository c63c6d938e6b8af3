import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import type { GuardImage } from './isolation-rules.ts';

const recipe = join('resources', 'images', 'guard', 'Dockerfile');
const programs = ['guard.mjs', 'ask.mjs'] as const;

/** The installation's own folder, wherever this runs from: sources, a build or a package. */
function ownFolder(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder))
    if (existsSync(join(folder, recipe)) && existsSync(join(folder, 'out', 'guard', programs[0])))
      return folder;
  throw new BacklotError('internal', `The installation has no ${recipe}, or no program for it.`, {
    hint: 'Install Backlot again; in a clone of its sources: npm run build.',
  });
}

/** The image of the guard, named by its content: another program is another image. */
export async function guardImage(signal: AbortSignal): Promise<GuardImage> {
  const folder = ownFolder();
  const context = join(folder, 'out', 'guard');
  const files = await Promise.all(
    [join(folder, recipe), ...programs.map((name) => join(context, name))].map((path) =>
      readFile(path, { encoding: 'utf8', signal }),
    ),
  );
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.length}\n${file}`);
  return {
    name: `backlot-guard:${hash.digest('hex').slice(0, 12)}`,
    build: { context, dockerfile_inline: files[0] },
  };
}
