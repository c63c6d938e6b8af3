import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { operationEvent } from '../../../../shared/contract/operations.ts';
import type { OperationEvent } from '../../../../shared/model/operation.ts';
import { openStore } from '../../store/open-store.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { planText } from '../plan-text.ts';
import { collect } from '../testing/collect.ts';
import { testCore } from '../testing/test-core.ts';
import { createRehearsal, planRehearsal } from './rehearsal.ts';

const never = new AbortController().signal;

function rehearsalCore(home: string = tempHome()) {
  const core = testCore({ kinds: [createRehearsal({ home })] }, home);
  const files = (id: string): readonly string[] => {
    const folder = join(home, 'scratch', 'rehearsal', id);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  };
  return { ...core, files };
}

test('its plan has lanes as wide as was asked for', () => {
  const plan = planRehearsal({ steps: 4, stepMs: 1, width: 2, environment: 'rehearsal', failAt: undefined });
  expect(planText(plan)).toBe(`Rehearse with 4 steps
1. rehearse step 1: a rehearsal was asked for
2. rehearse step 2: a rehearsal was asked for
3. rehearse step 3: a rehearsal was asked for (after 1)
4. rehearse step 4: a rehearsal was asked for (after 2)
`);
});

test('each step leaves one file, tells its bytes, and the command it stands for', async () => {
  const { operations, files, home } = rehearsalCore();
  const id = operations.start('rehearsal', { steps: 5, stepMs: 20, width: 3 });
  const done = await operations.wait(id, never);
  expect(done).toMatchObject({
    state: 'succeeded',
    locks: ['default/rehearsal'],
    title: 'Rehearse with 5 steps',
  });
  expect(files(id)).toEqual(['step-1', 'step-2', 'step-3', 'step-4', 'step-5']);
  expect(readFileSync(join(home, 'scratch', 'rehearsal', id, 'step-2'), 'utf8')).toBe(`${id}/step-2\n`);
  const events = (await collect(operations.events({ operation: id }, { signal: never, after: 0 }))).map(
    ({ value }) => value,
  );
  expect(events.filter(({ status }) => status === 'command')).toHaveLength(5);
  const last = events.filter(({ status, parent }) => status === 'progress' && parent === 'step-1').at(-1);
  expect(last).toMatchObject({ unit: 'bytes', current: last?.total });
});

test('asked to fail, it fails, and leaves nothing', async () => {
  const { operations, files } = rehearsalCore();
  const done = await operations.wait(
    operations.start('rehearsal', { steps: 4, stepMs: 2, width: 2, failAt: 3 }),
    never,
  );
  expect(done).toMatchObject({
    state: 'failed',
    error: { code: 'step-failed', hint: 'Rehearse again without a failing step.' },
  });
  expect(files(done.id)).toEqual([]);
});

test('cancelled, it leaves nothing', async () => {
  const { operations, files } = rehearsalCore();
  const id = operations.start('rehearsal', { steps: 3, stepMs: 60_000, width: 1 });
  await collect(
    operations.events({ operation: id }, { signal: never, after: 0 }),
    ({ value }) => value.status === 'command',
  );
  operations.cancel(id);
  expect((await operations.wait(id, never)).state).toBe('cancelled');
  expect(files(id)).toEqual([]);
});

/** Runs a process until it ends, or until it has seen some events of a status and is killed. */
async function runChild(
  home: string,
  input: object,
  ...death: readonly [status: string, count: number] | []
) {
  const script = join(import.meta.dirname, 'rehearse-child.ts');
  const args = [script, home, JSON.stringify(input), ...death.map(String)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? code)),
  );
  const events: OperationEvent[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    events.push(operationEvent.parse(JSON.parse(line)));
  }
  return { events, ended: await ended };
}

test.each([
  ['when the first step begins', 'started', 1],
  ['when some steps are done', 'done', 3],
  ['when all but the last are done', 'done', 7],
])(
  'killed for real %s, the next process brings it to its end',
  { timeout: 30_000 },
  async (_, status, count) => {
    const home = tempHome();
    const input = { steps: 8, stepMs: 15, width: 2 };
    expect((await runChild(home, input, status, count)).ended).toBe('SIGKILL');
    const store = openStore({ home });
    const [left] = store.operations.list({ limit: 5 });
    const id = left?.id ?? '';
    const doneBefore = store.operations.get(id)?.steps.filter(({ state }) => state === 'done') ?? [];
    store.close();
    expect(left?.state).toBe('running');

    const second = await runChild(home, input);
    expect(second.ended).toBe(0);
    expect(second.events.at(-1)).toMatchObject({ status: 'done', operation: id });
    expect(second.events.map(({ seq }) => seq)).toEqual(second.events.map((__, index) => index + 1));
    const startsOf = (step: string): number =>
      second.events.filter((event) => event.parent === step && event.status === 'started').length;
    expect(doneBefore.map((step) => startsOf(step.id))).toEqual(doneBefore.map(() => 1));
    expect(readdirSync(join(home, 'scratch', 'rehearsal', id))).toHaveLength(8);
  },
);

test('killed for real while a failure is taken back, the next process takes the rest back', {
  timeout: 30_000,
}, async () => {
  const home = tempHome();
  const input = { steps: 6, stepMs: 10, width: 2, failAt: 6 };
  const first = await runChild(home, input, 'undone', 1);
  expect(first.ended).toBe('SIGKILL');
  const id = first.events[0]?.operation ?? '';
  const second = await runChild(home, input);
  expect(second.events.at(-1)).toMatchObject({ status: 'failed', operation: id });
  expect(existsSync(join(home, 'scratch', 'rehearsal', id))).toBe(false);
});
