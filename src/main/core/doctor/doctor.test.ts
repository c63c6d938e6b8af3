import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Check } from '../../../shared/model/check.ts';
import { type FakeEngine, startFakeEngine } from '../docker/fake-engine.ts';
import { createDoctor, type Doctor, type DoctorSettings } from './doctor.ts';
import { emptySecrets } from './examination.fixture.ts';
import type { Finding } from './finding.ts';

const signal = new AbortController().signal;
let folder: string;
let home: string;
let fake: FakeEngine | undefined;
let doctor: Doctor;

const make = (parts: Partial<DoctorSettings> = {}): Doctor => {
  doctor = createDoctor({
    home,
    homedir: folder,
    env: { PATH: process.env.PATH, DOCKER_HOST: `unix://${join(folder, 'docker.sock')}` },
    secrets: emptySecrets(`key file ${join(folder, 'secrets.key')}`),
    probeEveryMs: 5,
    ...parts,
  });
  return doctor;
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot doctor ü '));
  home = join(folder, 'home');
  await mkdir(home, { mode: 0o700 });
});

afterEach(async () => {
  await doctor.stop();
  await fake?.stop();
  fake = undefined;
  await rm(folder, { recursive: true });
});

const statusOf = (checks: readonly Check[], id: string): string | undefined =>
  checks.find((check) => check.id === id)?.status;

/** Follows until a list fits, and answers all lists up to it. */
async function followUntil(
  fits: (checks: readonly Check[]) => boolean,
): Promise<readonly (readonly Check[])[]> {
  const stop = new AbortController();
  const lists: (readonly Check[])[] = [];
  for await (const { value } of doctor.follow(stop.signal)) {
    lists.push(value);
    if (fits(value)) stop.abort();
  }
  return lists;
}

const ended = (checks: readonly Check[]): boolean => checks.every(({ status }) => status !== 'running');

/** One check that ends when it is told to, and counts its runs. */
function gate() {
  let runs = 0;
  const opened = Promise.withResolvers<void>();
  const examine = async (): Promise<Finding> => {
    runs += 1;
    await opened.promise;
    return { status: 'ok', found: String(runs) };
  };
  return {
    open: opened.resolve,
    runs: () => runs,
    examiners: () => [{ id: 'gate', group: 'git', title: 'Gate', examine }] as const,
  };
}

test('all checks run, in their order', async () => {
  fake = await startFakeEngine(folder);
  const checks = await make().run(signal);
  const ids = ['docker:default', 'docker-configuration', 'disk:docker', 'cloning', 'git', 'ports', 'secrets'];
  expect(checks.map(({ id }) => id).slice(0, 9)).toEqual([...ids, 'home', 'disk:home']);
  expect(statusOf(checks, 'docker:default')).toBe('ok');
  expect(statusOf(checks, 'home')).toBe('ok');
  for (const check of checks) {
    expect(check.ms).toBeGreaterThanOrEqual(0);
    if (check.status !== 'ok' && check.status !== 'skipped')
      expect(check.fix?.command ?? check.fix?.steps[0], check.id).toBeTruthy();
  }
});

test('without Docker it says so, and the rest is checked', async () => {
  const checks = await make().run(signal);
  expect(checks.find(({ id }) => id === 'docker:default')).toMatchObject({ status: 'fail', group: 'docker' });
  expect(statusOf(checks, 'cloning')).toBe('skipped');
  expect(statusOf(checks, 'home')).toBe('ok');
});

test('a malformed DOCKER_HOST is named', async () => {
  const checks = await make({ env: { PATH: process.env.PATH, DOCKER_HOST: 'what://is/this' } }).run(signal);
  expect(checks[0]).toMatchObject({
    id: 'docker:default',
    status: 'fail',
    problem: 'DOCKER_HOST holds "what://is/this", whose kind "what" no Docker client knows.',
  });
});

test('a broken context file is a check of its own, and the others go on', async () => {
  fake = await startFakeEngine(folder);
  const meta = join(folder, '.docker', 'contexts', 'meta', 'abcdef0123456789');
  await mkdir(meta, { recursive: true });
  await writeFile(join(meta, 'meta.json'), '{"Name":');
  const checks = await make().run(signal);
  expect(statusOf(checks, 'docker:default')).toBe('ok');
  expect(checks.find(({ id }) => id === 'docker:abcdef012345')).toMatchObject({
    status: 'warn',
    problem: expect.stringContaining(join(meta, 'meta.json')),
  });
});

test('a second run joins the first, and leaving it does not end it', async () => {
  const { open, runs, examiners } = gate();
  make({ examiners });
  const leaving = new AbortController();
  const left = doctor.run(leaving.signal);
  const first = doctor.run(signal);
  const second = doctor.run(signal);
  doctor.refresh();
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: 'cancelled' });
  open();
  expect(await first).toEqual(await second);
  expect(runs()).toBe(1);
  await doctor.run(signal);
  expect(runs()).toBe(2);
});

test('nothing runs until somebody follows; then the whole list is there at once', async () => {
  const { open, runs, examiners } = gate();
  make({ examiners });
  expect(runs()).toBe(0);
  open();
  const lists = await followUntil(ended);
  expect(lists[0]?.map(({ id, status }) => [id, status])).toEqual([['gate', 'running']]);
  expect(runs()).toBe(1);
});

test('an engine that comes up is seen by itself while somebody follows', async () => {
  make();
  const lists = await followUntil((checks) => {
    if (fake === undefined && ended(checks)) {
      expect(statusOf(checks, 'docker:default')).toBe('fail');
      startFakeEngine(folder).then((started) => {
        fake = started;
      });
    }
    return ended(checks) && statusOf(checks, 'docker:default') === 'ok';
  });
  expect(statusOf(lists.at(-1) ?? [], 'cloning')).toBe('ok');
});

/** An environment without Docker that counts how often a doctor looks where Docker is. */
function countedEnv() {
  let looks = 0;
  const env = {
    PATH: process.env.PATH,
    get DOCKER_HOST(): string {
      looks += 1;
      return `unix://${join(folder, 'docker.sock')}`;
    },
  };
  return { env, looks: () => looks };
}

test('an engine that is away is not looked for when nobody follows', async () => {
  const alone = countedEnv();
  const watched = countedEnv();
  const other = make({ env: watched.env, probeEveryMs: 1 });
  make({ env: alone.env, probeEveryMs: 1 });
  await followUntil(ended);
  const before = alone.looks();
  const stop = new AbortController();
  const following = (async () => {
    for await (const _ of other.follow(stop.signal));
  })();
  const once = watched.looks();
  await vi.waitUntil(() => watched.looks() > once + 20);
  expect(alone.looks()).toBe(before);
  stop.abort();
  await following;
  await other.stop();
});

test('a key file that others can read is mended on a click', async () => {
  const key = join(folder, 'secrets.key');
  await writeFile(key, 'x');
  await chmod(key, 0o644);
  make();
  expect((await doctor.run(signal)).find(({ id }) => id === 'secrets')).toMatchObject({
    status: 'fail',
    fix: { command: `chmod 600 '${key}'`, automatic: true },
  });
  expect(await doctor.fix('secrets', signal)).toMatchObject({ id: 'secrets', status: 'ok' });
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  // A second click finds nothing to do.
  expect(await doctor.fix('secrets', signal)).toMatchObject({ status: 'ok' });
});

test('what is not there or not automatic is not fixed', async () => {
  make();
  await expect(doctor.fix('nothing', signal)).rejects.toMatchObject({ code: 'not-found' });
  await expect(doctor.fix('docker:default', signal)).rejects.toMatchObject({
    code: 'unsupported',
    message: 'Backlot can\'t mend "Docker engine (context default, current)" by itself.',
    hint: expect.stringMatching(/./),
  });
});

test('a stop ends runs and followers', async () => {
  const { examiners } = gate();
  make({ examiners });
  const running = doctor.run(signal);
  const following = followUntil(() => false);
  await doctor.stop();
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await following;
  await expect(doctor.run(signal)).rejects.toMatchObject({ code: 'cancelled' });
});
