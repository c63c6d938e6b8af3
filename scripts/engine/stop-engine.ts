import { runCommand } from '../process/run-command.ts';
import { waitUntil } from '../process/wait-until.ts';
import { ENGINE_STATE_DIRECTORY, forgetEngine, readStartTicks, recallEngine } from './engine-record.ts';

/** What became of the engine: ended, not ours to end, or still there after every try. */
export type StopResult = 'stopped' | 'not-ours' | 'still-running';

/** Ends the engine these scripts started, by its pid; an engine started by anyone else is left alone. */
export async function stopEngine(options: {
  readonly signal: AbortSignal;
  readonly stateDirectory?: string;
  readonly timeoutMs?: number;
}): Promise<StopResult> {
  const directory = options.stateDirectory ?? ENGINE_STATE_DIRECTORY;
  const record = recallEngine(directory);
  if (record === undefined) {
    forgetEngine(directory);
    return 'not-ours';
  }
  const { signal } = options;
  const timeoutMs = options.timeoutMs ?? 30_000;
  const gone = () => readStartTicks(record.pid) !== record.startTicks;
  if (record.how === 'systemd') {
    await runCommand('systemctl', ['stop', 'docker.socket', 'docker.service'], { signal });
  } else {
    process.kill(record.pid, 'SIGTERM');
  }
  if ((await waitUntil(gone, { timeoutMs, signal })) === undefined) return 'still-running';
  forgetEngine(directory);
  return 'stopped';
}

if (import.meta.main) console.log(await stopEngine({ signal: AbortSignal.timeout(60_000) }));
