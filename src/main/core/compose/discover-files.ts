import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BacklotError } from '../../../shared/errors.ts';
import { baseNames, overrideNames } from '../project/compose-files.ts';
import type { LoadContext } from './load-context.ts';

async function present(folder: string, candidates: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of candidates) {
    const path = join(folder, name);
    const about = await stat(path).catch(() => undefined);
    if (about?.isFile()) found.push(path);
  }
  return found;
}

/** The first of several files that could be meant; a warning names the others. */
function choose(found: readonly string[], context: LoadContext): string | undefined {
  const [chosen, ...others] = found;
  if (chosen !== undefined && others.length > 0) {
    context.problems.unplaced({
      file: context.display(chosen),
      message: `There are several compose files; this one is read, not ${others.map(context.display).join(', ')}.`,
      hint: 'Keep one, or name the files with -f.',
      severity: 'warning',
    });
  }
  return chosen;
}

/** The compose file of a folder or of the nearest one above it, with its override file. Absolute paths. */
export async function discoverFiles(folder: string, context: LoadContext): Promise<readonly string[]> {
  for (let here = resolve(folder); ; here = dirname(here)) {
    context.signal.throwIfAborted();
    const main = choose(await present(here, baseNames), context);
    if (main !== undefined) {
      const override = choose(await present(here, overrideNames), context);
      return override === undefined ? [main] : [main, override];
    }
    if (dirname(here) === here) break;
  }
  throw new BacklotError('not-found', `There is no compose file in ${folder} or above it.`, {
    hint: `Write a compose.yaml, or name the file with -f.`,
    details: { folder },
  });
}
