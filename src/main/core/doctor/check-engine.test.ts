import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import type { DockerContext } from '../docker/contexts.ts';
import type { EngineInfo } from '../docker/engine-info.ts';
import { socketContext, startFakeEngine } from '../docker/fake-engine.ts';
import { parseEndpoint } from '../docker/parse-endpoint.ts';
import { asNobody } from '../testing/as-nobody.ts';
import { checkEngine, judgeEngine, judgeEngineError } from './check-engine.ts';
import { debian, examination, usualInfo } from './examination.fixture.ts';

const signal = new AbortController().signal;

const contextAt = (address: string, current: boolean): DockerContext => ({
  name: 'box',
  address,
  endpoint: parseEndpoint(address, 'the context "box"'),
  current,
});

test('an engine in good order is described', () => {
  expect(judgeEngine(usualInfo, debian)).toEqual({
    status: 'ok',
    found: '20.10.24, API 1.41, overlay2 on extfs, cgroup v2, Debian GNU/Linux 12 (bookworm)',
  });
});

const judged: readonly [some: Partial<EngineInfo>, status: string, problem: string][] = [
  [{ osType: 'windows' }, 'fail', 'This engine runs windows containers; Backlot needs Linux containers.'],
  [
    { storageDriver: 'vfs' },
    'warn',
    'The storage driver vfs copies each layer in full, which is slow and takes much space.',
  ],
  [
    { rootless: true, cgroupDriver: 'none' },
    'warn',
    'This rootless engine has no cgroups, so limits on memory and CPU have no effect.',
  ],
];

test.each(judged)('an engine with %j: %s', (some, status, problem) => {
  expect(judgeEngine({ ...usualInfo, ...some }, debian)).toMatchObject({ status, problem });
});

const errors: readonly [code: BacklotError['code'], command: string | undefined][] = [
  ['docker-missing', 'sudo apt-get update && sudo apt-get install -y docker.io'],
  ['docker-unreachable', 'sudo systemctl start docker'],
  ['docker-permission', 'sudo usermod -aG docker "$USER"'],
  ['docker-too-old', 'sudo apt-get update && sudo apt-get install -y docker.io'],
  ['docker-context-unknown', 'docker context use default'],
  ['docker-failed', undefined],
];

test.each(errors)('%s of the current context fails, with what mends it', (code, command) => {
  const error = new BacklotError(code, 'Words.', { hint: 'The next step.' });
  const finding = judgeEngineError(error, socketContext('/var/run/docker.sock'), debian);
  expect(finding).toMatchObject({ status: 'fail', found: 'unix:///var/run/docker.sock', problem: 'Words.' });
  expect(finding.howTo?.command).toBe(command);
  expect(finding.howTo?.command ?? finding.howTo?.steps[0]).toBeTruthy();
  expect(judgeEngineError(error, socketContext('/var/run/docker.sock', false), debian).status).toBe('warn');
});

test('a stopped engine is started on a click where no password is needed', () => {
  const error = new BacklotError('docker-unreachable', 'Words.');
  const finding = judgeEngineError(error, socketContext('/var/run/docker.sock'), { ...debian, root: true });
  expect(finding.mend).toEqual({ kind: 'start-engine', program: 'systemctl', args: ['start', 'docker'] });
});

test('an engine on another machine is not started here', () => {
  const error = new BacklotError('docker-unreachable', 'Words.', { hint: 'Start Docker on that host.' });
  const finding = judgeEngineError(error, contextAt('tcp://10.0.0.7:2375', true), { ...debian, root: true });
  expect(finding).toMatchObject({ status: 'fail', howTo: { steps: ['Start Docker on that host.'] } });
  expect(finding.mend).toBeUndefined();
});

const examine = (context: DockerContext): ReturnType<ReturnType<typeof checkEngine>['examine']> =>
  checkEngine(context).examine(
    examination({
      inspect: async () => {
        (await connectEngine(context, signal)).close();
        return usualInfo;
      },
    }),
    signal,
  );

test('what is wrong with an ssh host is mended there, and only the current one is a failure', () => {
  const address = 'ssh://anna@box.example';
  const error = new BacklotError('docker-missing', 'The host has no Docker.', { hint: 'Install it there.' });
  const judge = (current: boolean) => judgeEngineError(error, contextAt(address, current), debian);
  expect(judge(false)).toEqual({
    status: 'warn',
    found: address,
    problem: 'The host has no Docker.',
    howTo: { steps: ['Install it there.'] },
  });
  expect(judge(true).status).toBe('fail');
});

test('a malformed address is named', async () => {
  expect(await examine(contextAt('what://is/this', true))).toMatchObject({
    status: 'fail',
    found: 'what://is/this',
    problem: 'The context "box" holds "what://is/this", whose kind "what" no Docker client knows.',
  });
});

test('a socket without permission', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-check-engine-'));
  const fake = await startFakeEngine(folder);
  try {
    expect(await examine(fake.context)).toMatchObject({ status: 'ok' });
    await chmod(folder, 0o755);
    await chmod(fake.socket, 0o000);
    expect(await asNobody(() => examine(fake.context))).toMatchObject({
      status: 'fail',
      problem: `You may not use Docker's socket ${fake.context.address}.`,
      howTo: {
        command: 'sudo usermod -aG docker "$USER"',
        steps: ['Log out and in again, so that the new group counts.'],
      },
    });
  } finally {
    await fake.stop();
    await rm(folder, { recursive: true });
  }
});

test('an engine that is too old', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-check-engine-'));
  const fake = await startFakeEngine(folder, { '/version': { Version: '18.09.1', ApiVersion: '1.39' } });
  try {
    expect(await examine(fake.context)).toMatchObject({
      status: 'fail',
      problem:
        'Docker 18.09.1 (context default) is too old: it speaks API 1.39, Backlot needs 1.41 or newer.',
    });
  } finally {
    await fake.stop();
    await rm(folder, { recursive: true });
  }
});
