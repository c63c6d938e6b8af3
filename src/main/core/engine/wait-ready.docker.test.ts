import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../docker/containers.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { localContext } from './testing/local-engine.ts';
import { waitReady } from './wait-ready.ts';

const forever = new AbortController().signal;
const minute = 60e9;

async function start(script: string, more: object = {}, host: object = {}) {
  const engine = await connectEngine(localContext, forever);
  const { id } = await createContainer(
    engine,
    {
      name: `wait-${randomBytes(4).toString('hex')}`,
      body: {
        Image: 'debian:bookworm-slim',
        Cmd: ['sh', '-c', script],
        Labels: { [TEST_LABEL]: testRun },
        HostConfig: { Init: true, ...host },
        ...more,
      },
    },
    forever,
  );
  onTestFinished(async () => {
    await removeContainer(engine, id, forever, { force: true });
    engine.close();
  });
  await startContainer(engine, id, forever);
  const wait = (options: { job?: boolean; signal?: AbortSignal; progress?: (text: string) => void } = {}) =>
    waitReady(engine, { id, resource: 'web', job: false, ...options }, options.signal ?? forever);
  return { engine, id, wait };
}

const check = (...test: string[]) => ({ Healthcheck: { Test: test, Interval: minute } });

test('healthy is known soon after it is true, not an interval later', async () => {
  const { wait, engine, id } = await start(
    'sleep 0.5; touch /ok; date +%s%3N > /at; exec sleep infinity',
    check('CMD', 'test', '-e', '/ok'),
  );
  await wait();
  const known = Date.now();
  const { output } = await runInContainer(engine, id, { command: ['cat', '/at'] }, forever);
  // The benchmark holds it to 100 ms; a busy machine of tests gets more.
  expect(known - Number(output)).toBeLessThan(2000);
});

test('without a healthcheck, or with none wanted, running is ready', async () => {
  await (await start('exec sleep infinity')).wait();
  await (await start('exec sleep infinity', check('NONE'))).wait();
});

test('one that exits ends the wait at once, with its last lines', async () => {
  const { wait } = await start('echo one >&2; echo two >&2; sleep 0.3; exit 5', check('CMD', 'false'));
  const began = performance.now();
  await expect(wait()).rejects.toMatchObject({
    code: 'container-exited',
    message: 'web exited with code 5 before it was ready. Its last line: two',
    details: { exitCode: 5, lastLines: ['one', 'two'] },
  });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('one that exits again and again is given up', async () => {
  const { wait } = await start('exit 6', {}, { RestartPolicy: { Name: 'always' } });
  await expect(wait()).rejects.toMatchObject({ code: 'container-exited', details: { exitCode: 6 } });
});

test('one that comes back after a failure is waited for', async () => {
  const { wait } = await start(
    '[ -e /once ] && exec sleep infinity; touch /once; exit 1',
    {},
    {
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    },
  );
  await wait();
});

test('a job is done when it has completed, and has failed otherwise', async () => {
  await (await start('sleep 0.2')).wait({ job: true });
  await (await start('exit 0')).wait({ job: true });
  await expect((await start('echo no; exit 2')).wait({ job: true })).rejects.toMatchObject({
    code: 'container-exited',
    message: 'web exited with code 2 instead of completing. Its last line: no',
  });
});

test('a check that can not be run never passes, and its words are told', async () => {
  const { wait } = await start('exec sleep infinity', {
    Healthcheck: { Test: ['CMD', '/no/such/program'], Interval: 3e8, Retries: 2 },
  });
  await expect(wait()).rejects.toMatchObject({
    code: 'not-ready',
    message: expect.stringContaining('/no/such/program'),
  });
});

test('a check that hangs is cut off, and said to hang', async () => {
  const { wait } = await start('exec sleep infinity', {
    Healthcheck: { Test: ['CMD', 'sleep', '600'], Interval: 3e8, Timeout: 3e8, Retries: 2 },
  });
  await expect(wait()).rejects.toMatchObject({ code: 'not-ready' });
});

test('it can be cancelled', async () => {
  const { wait } = await start('exec sleep infinity', check('CMD', 'false'));
  const stop = new AbortController();
  const waiting = wait({ signal: stop.signal, progress: () => stop.abort() });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
});
