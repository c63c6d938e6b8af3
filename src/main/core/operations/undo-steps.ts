import type { StepRecord } from '../store/operation-record.ts';
import { attempt } from './attempt.ts';
import { backwardOrder } from './plan-order.ts';
import { runDag } from './run-dag.ts';
import type { Runner } from './runner.ts';
import { settleWithin } from './settle-within.ts';
import { stepError } from './step-error.ts';

/**
 * Steps whose effect may be there: also those that failed or were stopped half-way. What was taken back before a
 * crash is not taken back again: steps before it are by now, and its compensation would undo theirs.
 */
const mayHaveEffect = ({ state, takenBack }: StepRecord): boolean =>
  takenBack === undefined && (state === 'running' || state === 'done' || state === 'failed');

/**
 * Takes back what was begun, the last steps first, each under its own time limit. Goes on past a
 * compensation that fails; answers the resources that could not be taken back.
 * Throws only when the journal can't be written.
 */
export async function undoSteps(runner: Runner): Promise<readonly string[]> {
  const { tracked, kind, control, now, undoMs } = runner;
  const left = tracked
    .steps()
    .filter(({ takenBack }) => takenBack === 'failed')
    .map(({ resource }) => resource);

  const undoStep = async (id: string): Promise<void> => {
    const step = tracked.step(id);
    const undo = step && kind.verbs.get(step.verb)?.undo;
    if (!undo || !mayHaveEffect(step)) return;
    const about = { operation: tracked.id, resource: step.resource, parent: id };
    const signal = AbortSignal.any([AbortSignal.timeout(undoMs), control.stop]);
    const context = runner.openContext(step, signal);
    // Past its limit it gets one more second to end by itself before it is left alone.
    const outcome = await attempt(() => settleWithin(undo(context), signal, 1_000));
    context.close();
    if (!outcome.ok) {
      if (control.stop.aborted) return;
      const error = stepError(step.resource, outcome.error);
      left.push(step.resource);
      tracked.apply({
        steps: new Map([[id, { state: 'failed', finishedAt: now(), error, takenBack: 'failed' }]]),
        events: [{ ...about, status: 'failed', text: `Taking it back failed: ${error.message}` }],
      });
      return;
    }
    const state = step.state === 'failed' ? 'failed' : 'undone';
    tracked.apply({
      steps: new Map([[id, { state, finishedAt: now(), takenBack: 'whole' }]]),
      events: [{ ...about, status: 'undone', text: '' }],
    });
  };

  await runDag({
    waitsFor: backwardOrder(tracked.steps()),
    settled: new Set(),
    limit: kind.parallel ?? runner.maxParallel,
    signal: control.stop,
    run: (id) => undoStep(id).catch(runner.loseJournal),
  });
  return left;
}
