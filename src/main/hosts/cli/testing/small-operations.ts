import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { DomainHandlers } from '../../../../shared/contract/define.ts';
import {
  operationEvent,
  type operations,
  operationWithSteps,
} from '../../../../shared/contract/operations.ts';
import type { rehearsal } from '../../../../shared/contract/rehearsal.ts';
import { BacklotError, errorToWire } from '../../../../shared/errors.ts';
import {
  isFinished,
  type OperationEvent,
  type OperationState,
  type OperationWithSteps,
  type Step,
} from '../../../../shared/model/operation.ts';
import { createLive } from '../../../core/live.ts';

const journal = z.object({ operations: z.array(operationWithSteps), events: z.array(operationEvent) });

export interface SmallOperations {
  readonly operations: DomainHandlers<typeof operations>;
  readonly rehearsal: DomainHandlers<typeof rehearsal>;
  /** Starts an operation of one short step; with an error it fails with that. */
  readonly start: (error?: BacklotError) => { operation: string };
  readonly stop: () => Promise<void>;
}

/**
 * Just enough of operations to test a door with: steps one after another, events, cancel, interruption.
 * The journal is one JSON file, written when the core stops.
 */
export function smallOperations(file: string, deafToCancel = false): SmallOperations {
  const kept = existsSync(file)
    ? journal.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { operations: [], events: [] };
  const all = new Map<string, OperationWithSteps>(kept.operations.map((one) => [one.id, one]));
  const events: OperationEvent[] = [...kept.events];
  const version = createLive(events.length);
  const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  const failWith = new Map<string, BacklotError>();
  const stopping = new AbortController();

  const find = (id: string): OperationWithSteps => {
    const found = [...all.values()].filter((one) => one.id.startsWith(id));
    const [only] = found;
    if (found.length === 1 && only) return only;
    throw new BacklotError('not-found', `There is no operation ${id}.`, { hint: 'See: backlot ops list' });
  };

  const emit = (event: Omit<OperationEvent, 'seq' | 'at'>): void => {
    events.push({ ...event, seq: events.length + 1, at: Date.now() });
    version.set(events.length);
  };

  const change = (id: string, next: Partial<OperationWithSteps>): void => {
    all.set(id, { ...find(id), ...next });
  };

  const changeStep = (id: string, step: string, next: Partial<Step>): void =>
    change(id, { steps: find(id).steps.map((one) => (one.id === step ? { ...one, ...next } : one)) });

  async function runSteps(id: string, stepMs: number, failAt: number, signal: AbortSignal): Promise<void> {
    for (const [index, step] of find(id).steps.entries()) {
      if (step.state === 'done') continue;
      const about = { operation: id, resource: step.resource, parent: step.id };
      changeStep(id, step.id, { state: 'running' });
      emit({ ...about, status: 'started', text: step.cause });
      emit({ ...about, status: 'progress', text: '', current: 50, total: 100, unit: 'items' });
      await wait(stepMs, undefined, { signal });
      if (index + 1 === failAt) {
        changeStep(id, step.id, { state: 'failed' });
        emit({ ...about, status: 'failed', text: 'Told to fail.' });
        throw (
          failWith.get(id) ??
          new BacklotError('step-failed', `${step.resource} was told to fail.`, {
            hint: 'Run it without --fail-at.',
          })
        );
      }
      changeStep(id, step.id, { state: 'done' });
      emit({ ...about, status: 'done', text: '' });
    }
  }

  async function run(id: string, stepMs: number, failAt: number, signal: AbortSignal): Promise<void> {
    const end = (state: OperationState, status: OperationEvent['status'], text: string): void => {
      change(id, { state, finishedAt: Date.now() });
      emit({ operation: id, status, text });
    };
    change(id, { state: 'running', startedAt: Date.now() });
    emit({ operation: id, status: 'started', text: find(id).title });
    try {
      await runSteps(id, stepMs, failAt, signal);
      change(id, { result: { steps: find(id).steps.length } });
      end('succeeded', 'done', '');
    } catch (error) {
      if (stopping.signal.aborted) {
        change(id, { cancelling: false });
        end('interrupted', 'interrupted', '');
      } else if (signal.aborted) end('cancelled', 'cancelled', '');
      else {
        change(id, { error: errorToWire(error) });
        end('failed', 'failed', error instanceof Error ? error.message : '');
      }
    }
  }

  const launch = (id: string, stepMs: number, failAt: number): void => {
    const stop = new AbortController();
    const ended = run(id, stepMs, failAt, AbortSignal.any([stop.signal, stopping.signal]));
    running.set(id, { stop, ended: ended.finally(() => running.delete(id)) });
  };

  const begin = (steps: number, stepMs: number, failAt: number, lock: string): { operation: string } => {
    const id = `op${all.size + 1}-${process.pid}`;
    all.set(id, {
      id,
      kind: 'rehearsal',
      title: `Rehearse ${steps} steps`,
      state: 'queued',
      cancelling: false,
      locks: [lock],
      createdAt: Date.now(),
      progress: 0,
      steps: Array.from({ length: steps }, (_, i) => ({
        id: `s${i + 1}`,
        after: [],
        verb: 'write',
        resource: `step ${i + 1}`,
        cause: 'part of the rehearsal',
        weight: 1,
        destructive: false,
        args: {},
        state: 'pending',
      })),
    });
    launch(id, stepMs, failAt);
    return { operation: id };
  };

  return {
    start(error) {
      const started = begin(1, 1, error ? 1 : 0, 'default/dev');
      if (error) failWith.set(started.operation, error);
      return started;
    },
    rehearsal: {
      start: ({ steps, stepMs, failAt, environment }) =>
        begin(steps, stepMs, failAt ?? 0, `default/${environment}`),
    },
    operations: {
      list: ({ limit, states }) =>
        [...all.values()]
          .filter(({ state }) => !states || states.includes(state))
          .reverse()
          .slice(0, limit),
      get: ({ id }) => find(id),
      cancel({ id }) {
        const { id: whole, title, state } = find(id);
        if (isFinished(state)) throw new BacklotError('operation-finished', `${title} has already ended.`);
        change(whole, { cancelling: true });
        if (!deafToCancel) running.get(whole)?.stop.abort();
        return {};
      },
      resume({ id }) {
        const { id: whole } = find(id);
        launch(whole, 1, 0);
        return { operation: whole };
      },
      async *events({ operation }, { signal, after = 0 }) {
        let seen = after;
        for await (const _ of version.follow(signal)) {
          for (const event of events.slice(seen)) {
            seen = event.seq;
            if (operation === undefined || event.operation === operation)
              yield { cursor: event.seq, value: event };
          }
          if (operation !== undefined && !running.has(operation)) return;
        }
      },
      async *changes() {},
    },
    async stop() {
      stopping.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
      writeFileSync(file, JSON.stringify({ operations: [...all.values()], events }));
    },
  };
}
