import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { BacklotError, errorFromWire, errorToWire } from '../../../shared/errors.ts';
import { isFinished, type Operation, type OperationWithSteps } from '../../../shared/model/operation.ts';
import type { JournaledOperation } from '../store/operation-record.ts';
import { createChanges } from './changes.ts';
import { cancelled, interrupted } from './control.ts';
import type { OperationKind, PreparedOperation } from './define-operation.ts';
import { findOperation } from './find-operation.ts';
import { followChanges } from './follow-changes.ts';
import { followEvents } from './follow-events.ts';
import { createJournal } from './journal.ts';
import { type ActiveOperation, launchOperation } from './launch-operation.ts';
import { createLocks, type LockRequest } from './locks.ts';
import type { Operations, OperationsOptions } from './operations.ts';
import { pruneOperations } from './prune-operations.ts';
import { asLeft, cannotTakeUp, heldByInterrupted, takeUpChange, whyNotTakeUp } from './take-up.ts';
import { viewOperation } from './track-operation.ts';
import { whenAborted } from './when-aborted.ts';

const day = 24 * 60 * 60 * 1000;

export function createOperations({
  store,
  kinds: kindList,
  now = Date.now,
  newId = () => randomBytes(8).toString('hex'),
  maxParallel = 4,
  undoMs = 30_000,
  abortMs = 30_000,
  stopMs = 5_000,
  keepLines = 5_000,
}: OperationsOptions): Operations {
  const kinds = new Map(kindList.map((kind) => [kind.kind, kind]));
  const journal = createJournal(store, now);
  const changes = createChanges();
  const locks = createLocks();
  const active = new Map<string, ActiveOperation>();
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;

  const find = (id: string): string => findOperation(store.operations, id);

  const view = (id: string): OperationWithSteps | undefined => {
    const entry = active.get(id);
    if (entry) return entry.tracked.view();
    const record = store.operations.get(id);
    return record && viewOperation(asLeft(record));
  };

  const hasEnded = (id: string): boolean => {
    const state = active.get(id)?.tracked.operation().state ?? store.operations.get(id)?.state;
    return state === undefined || isFinished(state);
  };

  const refuseWhenStopped = (): void => {
    if (stopped) throw new BacklotError('operation-interrupted', 'Backlot is stopping.', { retryable: true });
  };

  const launch = (
    record: JournaledOperation,
    kind: OperationKind,
    prepare: () => PreparedOperation,
    lock: LockRequest,
  ): void => {
    const { id } = record;
    const limits = { maxParallel, undoMs, abortMs };
    const launched = launchOperation({
      record,
      kind,
      prepare,
      lock,
      limits,
      keepLines,
      store,
      journal,
      changes,
      now,
    });
    active.set(id, launched);
    launched.ended.finally(() => {
      active.delete(id);
      lock.release();
      changes.changed(id);
    });
    changes.changed(id);
  };

  const waitingText = (id: string): string => {
    const [first] = locks.inFront(id);
    if (!first) return 'Queued';
    const title = active.get(first.holder)?.tracked.operation().title ?? first.holder;
    return `Waiting for ${first.lock}, behind "${title}" (${first.holder})`;
  };

  const takeUp = (record: JournaledOperation, cancel: boolean): void => {
    const kind = kinds.get(record.kind);
    const why = whyNotTakeUp(record, kinds);
    if (!kind || why !== undefined) throw cannotTakeUp(record, why ?? 'its kind is not known');
    const { id } = record;
    const lock = locks.request(id, record.locks);
    const begun = record.startedAt !== undefined && lock.granted();
    const next: JournaledOperation = {
      ...record,
      ...takeUpChange(record, kind, cancel),
      state: begun ? 'running' : 'queued',
    };
    const text = `Taken up after an interruption. ${begun ? '' : waitingText(id)}`.trimEnd();
    try {
      journal.transition(() => store.operations.update(next), [{ operation: id, status: 'note', text }]);
      launch(next, kind, () => kind.prepare(record.input), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  };

  /** Those the journal knows as not ended and that nobody works on. */
  const leftBehind = (): readonly JournaledOperation[] =>
    store.operations.unfinished().flatMap((id) => {
      const record = active.has(id) ? undefined : store.operations.get(id);
      return record ? [asLeft(record)] : [];
    });

  const prune = async (signal: AbortSignal): Promise<readonly string[]> => {
    const keepDays = store.preferences.read().keepOperationsDays;
    const dropped = await pruneOperations(store, { now: now(), keepDays, signal });
    for (const id of dropped) changes.forget(id);
    return dropped;
  };

  const pruneDaily = async (): Promise<void> => {
    const { signal } = stopping;
    while (!signal.aborted) {
      // A store in trouble says so to whoever needs it; retention can wait for tomorrow.
      await prune(signal).catch(() => {});
      await delay(day, undefined, { signal, ref: false }).catch(() => {});
    }
  };

  const markInterrupted = (record: JournaledOperation): void => {
    const why = whyNotTakeUp(record, kinds);
    const error =
      why === undefined || record.phase === 'undo' ? record.error : errorToWire(cannotTakeUp(record, why));
    const text =
      why === undefined ? 'Interrupted: Backlot stopped.' : `Interrupted, and cannot go on: ${why}.`;
    const next = { ...record, error, state: 'interrupted' } as const;
    journal.transition(
      () => store.operations.update(next),
      [{ operation: record.id, status: 'interrupted', text }],
    );
    changes.changed(record.id);
  };

  /** Ends one that nobody can take up, where there is nothing to take back. */
  const dropUnbegun = (record: JournaledOperation): void => {
    const next = { ...record, state: 'cancelled', finishedAt: now(), error: undefined } as const;
    journal.transition(
      () => store.operations.update(next),
      [{ operation: record.id, status: 'cancelled', text: 'Cancelled' }],
    );
    changes.changed(record.id);
  };

  const finishedError = ({ id, title, state }: Operation): BacklotError =>
    new BacklotError('operation-finished', `"${title}" (${id}) has ended already: ${state}.`);

  /** The journaled record of one that nobody works on and that has not ended. */
  const interruptedRecord = (id: string): JournaledOperation => {
    const record = store.operations.get(id);
    if (!record) throw new BacklotError('not-found', `There is no operation "${id}".`);
    if (isFinished(record.state)) throw finishedError(record);
    return asLeft(record);
  };

  const cancel = (idOrPrefix: string): void => {
    refuseWhenStopped();
    const id = find(idOrPrefix);
    const entry = active.get(id);
    if (!entry) {
      const record = interruptedRecord(id);
      if (whyNotTakeUp(record, kinds) === undefined) takeUp(record, true);
      else if (record.steps.every(({ state }) => state === 'pending')) dropUnbegun(record);
      else takeUp(record, true);
      return;
    }
    const operation = entry.tracked.operation();
    if (isFinished(operation.state)) throw finishedError(operation);
    // After a failure, or a cancel before this one, it is being taken back already.
    if (operation.phase === 'undo') return;
    entry.tracked.apply({
      operation: { cancelling: true, phase: 'undo', ending: 'cancelled' },
      events: [{ operation: id, status: 'note', text: 'Cancelling: what was done is being taken back.' }],
    });
    entry.control.endWork(cancelled());
  };

  const start: Operations['start'] = (kindName, input, { signal } = {}) => {
    refuseWhenStopped();
    if (signal?.aborted) throw cancelled();
    const kind = kinds.get(kindName);
    if (!kind) throw new BacklotError('invalid-input', `There is no kind of operation "${kindName}".`);
    const prepared = kind.prepare(input);
    for (const record of leftBehind()) {
      if (!record.locks.some((lock) => prepared.locks.includes(lock))) continue;
      const why = whyNotTakeUp(record, kinds);
      if (why !== undefined) throw heldByInterrupted(record, why);
      takeUp(record, false);
    }
    const id = newId();
    const record: JournaledOperation = {
      id,
      kind: kindName,
      title: prepared.title,
      state: 'queued',
      cancelling: false,
      phase: 'plan',
      locks: prepared.locks,
      project: prepared.project,
      input,
      createdAt: now(),
      progress: 0,
      steps: [],
    };
    const lock = locks.request(id, prepared.locks);
    try {
      const text = waitingText(id);
      journal.transition(() => store.operations.insert(record), [{ operation: id, status: 'queued', text }]);
      launch(record, kind, () => prepared, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
    if (signal) {
      const abort = (): void => {
        if (!hasEnded(id)) cancel(id);
      };
      signal.addEventListener('abort', abort, { once: true });
      active.get(id)?.ended.finally(() => signal.removeEventListener('abort', abort));
    }
    return id;
  };

  const stop = async (): Promise<void> => {
    stopping.abort();
    const entries = [...active.values()];
    for (const { control, tracked } of entries) control.interrupt(interrupted(tracked.operation().title));
    const ended = Promise.allSettled(entries.map((entry) => entry.ended));
    const patience = new AbortController();
    await Promise.race([ended, delay(stopMs, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    for (const entry of active.values()) entry.leave();
    journal.close();
    changes.close();
  };

  const follow = (operation: string | undefined): string | undefined =>
    operation === undefined ? undefined : find(operation);

  return {
    start,
    cancel,
    prune,
    active: () => active.size,
    get: (idOrPrefix) => {
      const id = find(idOrPrefix);
      const found = view(id);
      if (!found) throw new BacklotError('not-found', `There is no operation "${id}".`);
      return found;
    },
    list: (options) =>
      store.operations.list(options).map((record) => {
        const entry = active.get(record.id);
        const { steps, ...listed } = entry
          ? entry.tracked.view()
          : viewOperation({ ...asLeft(record), steps: [] });
        return listed;
      }),
    resume(idOrPrefix) {
      refuseWhenStopped();
      const id = find(idOrPrefix);
      if (!active.has(id)) takeUp(interruptedRecord(id), false);
      return id;
    },
    recover({ takeUp: go = true } = {}) {
      const left = leftBehind();
      for (const record of left) {
        if (store.operations.get(record.id)?.state !== 'interrupted') markInterrupted(record);
      }
      void pruneDaily();
      if (!go) return [];
      // Those that had begun held their locks: they come before those that waited for them.
      const begun = left.filter(({ startedAt }) => startedAt !== undefined);
      const waiting = left.filter(({ startedAt }) => startedAt === undefined);
      const able = [...begun, ...waiting].filter((record) => whyNotTakeUp(record, kinds) === undefined);
      for (const { id } of able) takeUp(interruptedRecord(id), false);
      return able.map(({ id }) => id);
    },
    async *events({ operation }, options) {
      const id = follow(operation);
      yield* followEvents(journal, id, () => id === undefined || hasEnded(id), options);
    },
    async *changes({ operation }, options) {
      const { unfinished, lastFinished } = store.operations;
      yield* followChanges({ changes, view, unfinished, lastFinished }, follow(operation), options);
    },
    async wait(idOrPrefix, signal) {
      const id = find(idOrPrefix);
      const entry = active.get(id);
      const leaving = whenAborted(signal);
      if (entry) await Promise.race([entry.ended, leaving.promise]);
      leaving.forget();
      if (signal.aborted) throw cancelled();
      const seen = entry?.tracked.view() ?? view(id);
      if (!seen) throw new BacklotError('not-found', `There is no operation "${id}".`);
      if (isFinished(seen.state)) return seen;
      throw seen.error ? errorFromWire(seen.error) : interrupted(seen.title);
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
