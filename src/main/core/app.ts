import { mkdir } from 'node:fs/promises';
import type { z } from 'zod';
import { type Preferences, preferences } from '../../shared/contract/app.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { Handlers, TopicEvent } from '../../shared/contract/define.ts';
import type { operationWithSteps } from '../../shared/contract/operations.ts';
import { BacklotError } from '../../shared/errors.ts';
import { methodTable } from '../../shared/rpc/serve.ts';
import type { Core, CoreOptions } from './core.ts';
import { createLive } from './live.ts';

type OperationWithSteps = z.output<typeof operationWithSteps>;

const later = (): never => {
  throw new BacklotError(
    'unsupported',
    'This core keeps preferences and rehearses operations, in memory alone.',
  );
};

/**
 * Starts a core that holds nothing but preferences and rehearsed operations, in memory: enough for a door to
 * be driven end to end.
 */
export async function startCore({ home, host }: CoreOptions): Promise<Core> {
  await mkdir(home, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new BacklotError('home-invalid', `${home} can not be the data directory.`, {
      hint: 'Set BACKLOT_HOME to a folder that you can write to.',
      cause,
    });
  });
  const stop = new AbortController();
  const startedAt = Date.now();
  const kept = createLive<Preferences>(preferences.parse({}));
  const last = createLive<OperationWithSteps | undefined>(undefined);
  let count = 0;

  async function* changes(
    signal: AbortSignal,
    after?: number,
  ): AsyncGenerator<TopicEvent<OperationWithSteps>> {
    for await (const { cursor, value } of last.follow(signal, after)) if (value) yield { cursor, value };
  }

  const rehearse = (stepMs: number, fails: boolean): string => {
    count += 1;
    const id = `rehearsal-${count}`;
    const running: OperationWithSteps = {
      id,
      kind: 'rehearsal',
      title: 'Rehearse',
      state: 'running',
      cancelling: false,
      locks: [],
      createdAt: Date.now(),
      progress: 0,
      steps: [],
    };
    last.set(running);
    const error = { code: 'step-failed', message: 'A step failed.', details: {}, retryable: false } as const;
    const end: Partial<OperationWithSteps> = fails
      ? { state: 'failed', error }
      : { state: 'succeeded', progress: 1 };
    const timer = setTimeout(() => last.set({ ...running, ...end }), stepMs);
    stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    return id;
  };

  const handlers: Handlers<typeof contract> = {
    app: {
      info: () => ({
        version: '0.1.0',
        home,
        host,
        platform: process.platform,
        node: process.versions.node,
        pid: process.pid,
        startedAt,
        notices: [],
      }),
      preferences: (_, { signal, after }) => kept.follow(signal, after),
      setPreferences(change) {
        kept.set(preferences.parse({ ...kept.get(), ...change }));
        return kept.get();
      },
    },
    doctor: { run: () => [], checks: later, refresh: later, fix: later },
    operations: {
      list: () => [],
      get: later,
      cancel: later,
      resume: later,
      events: later,
      changes: (_, { signal, after }) => changes(signal, after),
    },
    projects: {
      recent: () => [],
      open: later,
      show: later,
      forget: later,
      watch: later,
      init: later,
      browse: later,
    },
    rehearsal: { start: ({ stepMs, failAt }) => ({ operation: rehearse(stepMs, failAt !== undefined) }) },
  };

  return { home, methods: methodTable(contract, handlers), stop: async () => stop.abort() };
}
