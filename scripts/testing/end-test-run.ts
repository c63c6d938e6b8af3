import { ENGINE_STATE_DIRECTORY, recallEngine } from '../engine/engine-record.ts';
import { findEngine } from '../engine/find-engine.ts';
import { type StopResult, stopEngine } from '../engine/stop-engine.ts';
import { freeLostLoops } from './free-lost-loops.ts';
import { removeTestObjects } from './remove-test-objects.ts';

/**
 * Ends what one test run left: Docker objects with its label (counted in `removed`), loop devices of pools that were
 * removed under them, and the engine if that
 * run started it (`engine` is undefined when it did not).
 */
export async function endTestRun(
  run: string,
  signal: AbortSignal,
): Promise<{ readonly removed: number; readonly engine: StopResult | undefined }> {
  const engine = await findEngine(signal);
  const removed = engine.state === 'answering' ? await removeTestObjects(engine.endpoint, run, signal) : 0;
  await freeLostLoops(signal);
  const started = recallEngine(ENGINE_STATE_DIRECTORY)?.startedFor === run;
  return { removed, engine: started ? await stopEngine({ signal }) : undefined };
}

if (import.meta.main) {
  const run = process.argv[2];
  if (!run) throw new Error('Usage: node scripts/testing/end-test-run.ts RUN');
  await endTestRun(run, AbortSignal.timeout(120_000));
}
