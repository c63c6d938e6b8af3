import { existsSync, rmSync } from 'node:fs';
import { readCoreNote } from '../../src/main/core/home/core-note.ts';
import { ENGINE_STATE_DIRECTORY, recallEngine } from '../engine/engine-record.ts';
import { stopEngine } from '../engine/stop-engine.ts';
import { waitUntil } from '../process/wait-until.ts';
import type { DemoFolders } from './demo-folders.ts';

/** For whom the demo's engine is started. */
export const demoEngine = 'demo';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Ends the demo's own core, if one runs: it has written its pid into the demo's data directory. */
async function stopCore(home: string, signal: AbortSignal): Promise<boolean> {
  const note = readCoreNote(home);
  if (!note || !alive(note.pid)) return false;
  process.kill(note.pid, 'SIGINT');
  await waitUntil(() => !alive(note.pid), { timeoutMs: 15_000, signal });
  return true;
}

/** Whether the engine runs for demos alone: nobody else's is ever ended here. */
const isDemoEngine = (): boolean => recallEngine(ENGINE_STATE_DIRECTORY)?.startedFor === demoEngine;

/** Removes all that demos made here and says what it was; an engine that others started stays. */
export async function cleanDemo(folders: DemoFolders, signal: AbortSignal): Promise<readonly string[]> {
  const done: string[] = [];
  if (await stopCore(folders.home, signal)) done.push('Stopped the demo’s core');
  if (existsSync(folders.root)) {
    rmSync(folders.root, { recursive: true, force: true });
    done.push(`Removed ${folders.root}`);
  }
  if (isDemoEngine() && (await stopEngine({ signal })) === 'stopped') {
    done.push('Stopped the Docker engine that the demo started');
  }
  return done.length > 0 ? done : ['There was nothing to remove'];
}
