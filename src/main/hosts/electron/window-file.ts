import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshWindow, type WindowState, windowState } from './window-state.ts';
import { writeFileWhole } from './write-file-whole.ts';

const fileIn = (home: string): string => join(home, 'window.json');

/** What was kept of the window; a missing or damaged file is a first start, not an error. */
export function readWindowFile(home: string): WindowState {
  try {
    return windowState.parse(JSON.parse(readFileSync(fileIn(home), 'utf8')));
  } catch {
    return freshWindow;
  }
}

/** Keeps the window's state for the next start. */
export const writeWindowFile = (home: string, state: WindowState): Promise<void> =>
  writeFileWhole(fileIn(home), `${JSON.stringify(state, null, 2)}\n`, 0o600);
