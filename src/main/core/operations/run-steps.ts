import { isCancelled } from '../../../shared/errors.ts';
import type { StepRecord } from '../store/operation-record.ts';
import { attempt, type Outcome } from './attempt.ts';
import { otherStepFailed } from './control.ts';
import { forwardOrder } from './plan-order.ts';
import { runDag } from './run-dag.ts';
import type { Runner } from './runner.ts';
import { settleWithin } from './settle-within.ts';
import { plainJson, stepError } from './step-error.ts';

/**
 * Runs the steps that are not done, journaled before and after each. Returns when none runs any more:
 * all are done, or the operation's phase says that it is to be taken back, or it was interrupted.
 * Throws only when the journal can't be written.
 */
export async function runSteps(runner: Runner): Promise<void> {
  const { tracked, kind, control, now, abortMs } = runner;

  const runVerb = (step: StepRecord): Promise<Outcome<unknown>> => {
    const context = runner.openContext(step, control.work);
    return attempt(async () => {
      const verb = kind.verbs.get(step.verb);
      if (!verb) throw new Error(`there is no code for the verb "${step.verb}"`);
      return plainJson(await settleWithin(verb.run(context), control.work, abortMs));
    }).finally(context.close);
  };

  const runStep = async (id: string): Promise<void> => {
    const step = tracked.step(id);
    if (!step) return;
    const about = { operation: tracked.id, resource: step.resource, parent: id };
    tracked.apply({
      steps: new Map([
        [id, { state: 'running', startedAt: now(), progress: undefined, text: undefined, error: undefined }],
      ]),
      events: [{ ...about, status: 'started', text: step.cause }],
    });
    const outcome = await runVerb(step);

    if (outcome.ok) {
      tracked.apply({
        steps: new Map([[id, { state: 'done', finishedAt: now(), output: outcome.value }]]),
        events: [{ ...about, status: 'done', text: tracked.step(id)?.text ?? '' }],
      });
      return;
    }

    if (control.work.aborted) {
      // It was told to stop; the journal goes on saying "running", so that it is taken back or repeated.
      if (!isCancelled(outcome.error) && outcome.error !== control.work.reason) {
        const { message } = stepError(step.resource, outcome.error);
        runner.journal.append({ ...about, status: 'warning', text: message });
      }
      return;
    }

    const error = stepError(step.resource, outcome.error);
    // With the step's failure the whole operation turns round, in one transaction: a crash between the
    // two would leave an operation with a failed step that still means to go forward.
    tracked.apply({
      operation: { phase: 'undo', ending: 'failed', error },
      steps: new Map([[id, { state: 'failed', finishedAt: now(), error }]]),
      events: [{ ...about, status: 'failed', text: error.message }],
    });
    control.endWork(otherStepFailed(step.resource));
  };

  await runDag({
    waitsFor: forwardOrder(tracked.steps()),
    settled: new Set(
      tracked
        .steps()
        .filter(({ state }) => state === 'done')
        .map(({ id }) => id),
    ),
    limit: kind.parallel ?? runner.maxParallel,
    signal: control.work,
    run: (id) => runStep(id).catch(runner.loseJournal),
  });
}
