import { expect, test } from 'vitest';
import type { Check } from '../../../shared/model/check.ts';
import { examination } from './examination.fixture.ts';
import type { Examiner, Finding } from './finding.ts';
import { runChecks } from './run-checks.ts';

const signal = new AbortController().signal;

const examiner = (id: string, examine: Examiner['examine']): Examiner => ({
  id,
  group: 'git',
  title: `The ${id}`,
  examine,
});

const ok: Finding = { status: 'ok', found: 'fine' };
const silent = (): Promise<Finding> => new Promise(() => {});

async function run(examiners: readonly Examiner[], stop = signal, before: readonly Check[] = []) {
  const lists: (readonly Check[])[] = [];
  const options = { withinMs: 30, before, publish: (checks: readonly Check[]) => lists.push(checks) };
  const examined = await runChecks(examiners, examination({}), options, stop);
  return { lists, examined };
}

test('the whole list is shown in its order from the start, and at each end', async () => {
  const last = Promise.withResolvers<Finding>();
  const { lists } = await run([
    examiner('a', () => last.promise),
    examiner('b', async () => {
      queueMicrotask(() => setImmediate(() => last.resolve(ok)));
      return ok;
    }),
  ]);
  expect(lists.map((list) => list.map(({ id, status }) => `${id} ${status}`).join(', '))).toEqual([
    'a running, b running',
    'a running, b ok',
    'a ok, b ok',
  ]);
});

test('what was found before is shown while a check runs again', async () => {
  const before: Check = {
    id: 'a',
    group: 'git',
    title: 'The a',
    status: 'warn',
    found: 'old',
    problem: 'Bad.',
  };
  const { lists } = await run([examiner('a', async () => ok)], signal, [before]);
  expect(lists[0]).toEqual([{ id: 'a', group: 'git', title: 'The a', status: 'running', found: 'old' }]);
});

test('a check that hangs fails in words, and the others go on', async () => {
  const { examined } = await run([examiner('hangs', silent), examiner('works', async () => ok)]);
  expect(examined.map(({ check }) => check)).toMatchObject([
    { status: 'fail', problem: 'The check did not end within 0.03 s.' },
    { status: 'ok' },
  ]);
});

test('a check that throws fails in words, and the others go on', async () => {
  const { examined } = await run([
    examiner('throws', async () => {
      throw new Error('Boom.');
    }),
    examiner('works', async () => ok),
  ]);
  expect(examined.map(({ check }) => check)).toMatchObject([
    { status: 'fail', found: 'the check itself failed', problem: 'Boom.' },
    { status: 'ok' },
  ]);
});

test('a check is told when its time is over', async () => {
  const told = Promise.withResolvers<void>();
  await run([
    examiner('hangs', (_examination, own) => {
      own.addEventListener('abort', () => told.resolve());
      return silent();
    }),
  ]);
  await told.promise;
});

test('an aborted run is cancelled', async () => {
  const stop = new AbortController();
  const running = run([examiner('hangs', silent)], stop.signal);
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});

test('a fix is automatic exactly when something can do it', async () => {
  const howTo = { command: 'chmod 600 key', steps: [] };
  const mend = { kind: 'chmod', path: 'key', mode: 0o600 } as const;
  const { examined } = await run([
    examiner('a', async () => ({ status: 'fail', found: '', howTo, mend })),
    examiner('b', async () => ({ status: 'fail', found: '', howTo })),
  ]);
  expect(examined.map(({ check }) => check.fix?.automatic)).toEqual([true, false]);
});
