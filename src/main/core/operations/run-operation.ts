import { z } from 'zod';
import { BacklotError, errorToWire, type WireError } from '../../../shared/errors.ts';
import type { OperationState, PlannedStep } from '../../../shared/model/operation.ts';
import type { StepRecord } from '../store/operation-record.ts';
import { attempt } from './attempt.ts';
import { findPlanProblem } from './check-plan.ts';
import type { PreparedOperation } from './define-operation.ts';
import type { NewEvent } from './journal.ts';
import type { LockRequest } from './locks.ts';
import { runSteps } from './run-steps.ts';
import type { Runner } from './runner.ts';
import { settleWithin } from './settle-within.ts';
import { plainJson, stepError } from './step-error.ts';
import { undoSteps } from './undo-steps.ts';
import { whenAborted } from './when-aborted.ts';

const keptArgs = z.record(z.string(), z.unknown());

const asPending = ({
  id,
  after,
  verb,
  resource,
  cause,
  weight,
  destructive,
  args,
}: PlannedStep): StepRecord => ({
  ...{ id, after, verb, resource, cause, weight, destructive },
  // As the journal keeps them: what can't be kept can't be shown either.
  args: keptArgs.parse(plainJson(args)),
  state: 'pending',
});

/** The end of an operation with its last event; steps that were never run, or stopped, are skipped. */
function finish(
  runner: Runner,
  state: Extract<OperationState, 'succeeded' | 'failed' | 'cancelled'>,
  { error, result }: { error?: unknown; result?: unknown } = {},
): void {
  const { tracked, now, budget } = runner;
  const before = tracked.operation();
  const wire = error === undefined ? before.error : errorToWire(error);
  const steps = new Map<string, Partial<StepRecord>>();
  for (const step of tracked.steps()) {
    if (step.state === 'pending') steps.set(step.id, { state: 'skipped' });
    if (step.state === 'running')
      steps.set(step.id, { state: 'skipped', text: 'stopped', finishedAt: now() });
  }
  const texts = { succeeded: 'Done', cancelled: 'Cancelled', failed: wire?.message ?? 'Failed' };
  const statuses = { succeeded: 'done', cancelled: 'cancelled', failed: 'failed' } as const;
  const dropped = budget.dropped();
  const events: NewEvent[] = [
    ...(dropped > 0 ? [droppedWarning(tracked.id, dropped)] : []),
    { operation: tracked.id, status: statuses[state], text: texts[state] },
  ];
  tracked.apply({
    operation: {
      state,
      finishedAt: now(),
      cancelling: false,
      ...(state === 'failed' ? { error: wire } : { error: undefined }),
      ...(result === undefined ? {} : { result }),
    },
    steps,
    events,
  });
}

export const droppedWarning = (operation: string, dropped: number): NewEvent => ({
  operation,
  status: 'warning',
  text: `${dropped} lines were not kept: the steps said more than the journal holds of one operation.`,
});

/** Turns the operation round: what was done is taken back, and it ends as failed. */
const turnRound = ({ tracked }: Runner, error: WireError): void =>
  tracked.apply({ operation: { phase: 'undo', ending: 'failed', error }, events: [] });

async function makePlan(runner: Runner, prepare: () => PreparedOperation): Promise<void> {
  const { tracked, kind, control, now, abortMs } = runner;
  if (tracked.operation().startedAt !== undefined) setRunning(runner);
  else {
    tracked.apply({
      operation: { state: 'running', startedAt: now() },
      events: [{ operation: tracked.id, status: 'started', text: tracked.operation().title }],
    });
  }
  const outcome = await attempt(async () => {
    const plan = await settleWithin(prepare().plan(control.work), control.work, abortMs);
    const problem = findPlanProblem(plan, kind.verbs);
    if (problem === undefined) return plan;
    throw new BacklotError('internal', `The plan "${plan.title}" cannot run: ${problem}.`, {
      hint: 'Nothing was changed. This is a defect: please report it.',
    });
  });
  if (control.work.aborted) return;
  if (!outcome.ok) {
    turnRound(runner, stepError('Planning', outcome.error));
    return;
  }
  const { title, steps, notes = [] } = outcome.value;
  const events = notes.map(
    ({ level, resource, text }): NewEvent => ({ operation: tracked.id, resource, status: level, text }),
  );
  tracked.apply({ operation: { phase: 'run', title }, plan: steps.map(asPending), events });
}

async function makeResult(runner: Runner): Promise<void> {
  const { tracked, kind, control, abortMs } = runner;
  const outcome = await attempt(async () => {
    if (!kind.result) return undefined;
    const context = {
      operation: tracked.id,
      signal: control.work,
      output: (step: string) => tracked.step(step)?.output,
    };
    const made = Promise.resolve().then(() => kind.result?.(context));
    return plainJson(await settleWithin(made, control.work, abortMs));
  });
  // A cancel may have come while the result was made: then the phase says so.
  if (control.work.aborted) return;
  if (outcome.ok) finish(runner, 'succeeded', { result: outcome.value });
  else turnRound(runner, stepError('The result', outcome.error));
}

async function takeBack(runner: Runner): Promise<void> {
  const { tracked, kind, control } = runner;
  const { ending = 'failed', error } = tracked.operation();
  const keeps = ending === 'failed' && kind.onFailure === 'keep';
  const left = keeps ? [] : await undoSteps(runner);
  if (control.stop.aborted) return;
  if (left.length === 0) {
    finish(runner, ending);
    return;
  }
  const names = left.map((resource) => `"${resource}"`).join(', ');
  const why = error ? error.message : 'The operation was cancelled.';
  finish(runner, 'failed', {
    error: new BacklotError(error?.code ?? 'step-failed', `${why} Taking back ${names} failed too.`, {
      hint: error?.hint ?? 'The events of these steps say why; what they made is still there.',
      details: { ...error?.details, left },
    }),
  });
}

function setRunning({ tracked }: Runner): void {
  if (tracked.operation().state !== 'running') tracked.apply({ operation: { state: 'running' }, events: [] });
}

/**
 * Takes an operation from where its journal says it is to its end, or to an interruption. Resolves when
 * nothing of it runs any more. Throws only when the journal can't be written.
 */
export async function runOperation(
  runner: Runner,
  prepare: () => PreparedOperation,
  lock: LockRequest,
): Promise<void> {
  const { tracked, control } = runner;
  const stopped = (): boolean => control.stop.aborted;
  const phase = () => tracked.operation().phase;

  const hasEffects = tracked.steps().some(({ state }) => state !== 'pending');
  if (!lock.granted()) {
    // What may have effects must hold its locks to take them back; what has none can leave the line.
    const leaving = whenAborted(hasEffects ? control.stop : control.work);
    await Promise.race([lock.ready, leaving.promise]);
    leaving.forget();
  }
  if (stopped()) return;

  if (phase() === 'plan') await makePlan(runner, prepare);
  if (stopped()) return;

  if (phase() === 'run') {
    setRunning(runner);
    await runSteps(runner);
    if (stopped()) return;
  }
  if (phase() === 'run') await makeResult(runner);
  if (stopped() || phase() !== 'undo') return;

  if (tracked.steps().length > 0) setRunning(runner);
  await takeBack(runner);
}
