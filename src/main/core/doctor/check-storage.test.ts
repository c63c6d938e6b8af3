import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { type FakeEngine, refuse, startFakeEngine } from '../docker/fake-engine.ts';
import { checkCloning, judgeCloning } from './check-cloning.ts';
import { judgeDockerConfiguration } from './check-docker-configuration.ts';
import { checkEngineDisk } from './check-engine-disk.ts';
import { checkHomeDisk } from './check-home-disk.ts';
import { judgeInotify } from './check-inotify.ts';
import { debian, examination, usualInfo } from './examination.fixture.ts';

const signal = new AbortController().signal;
let folder: string;
let fake: FakeEngine | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-storage-'));
});

afterEach(async () => {
  await fake?.stop();
  fake = undefined;
  await rm(folder, { recursive: true });
});

const away = async (): Promise<never> => {
  throw new BacklotError('docker-unreachable', 'Away.');
};

const here = { ...usualInfo, name: hostname(), kernel: release() };

test('the disk of an engine on this machine is measured', async () => {
  fake = await startFakeEngine(folder);
  const inspect = async () => ({ ...here, rootDirectory: folder });
  const { found } = await checkEngineDisk(fake.context).examine(examination({ inspect }), signal);
  if (process.platform === 'linux')
    expect(found).toMatch(/^[\d.]+ .B of [\d.]+ .B free at .*backlot-storage-.*, 1\.0 kB used by Docker$/);
});

test('the free space of an engine in a VM is not made up', async () => {
  fake = await startFakeEngine(folder);
  expect(await checkEngineDisk(fake.context).examine(examination({}), signal)).toEqual({
    status: 'skipped',
    found:
      "1.0 kB used by Docker; free space can't be seen from here, the engine keeps its data on another machine or in a VM",
  });
});

test('an engine that does not count its disk usage is not a failure', async () => {
  fake = await startFakeEngine(folder, { '/system/df': refuse(500, 'busy') });
  expect(await checkEngineDisk(fake.context).examine(examination({}), signal)).toMatchObject({
    status: 'skipped',
  });
});

test('without an engine nothing is known of its disk and its cloning', async () => {
  const { contexts } = examination({}).contexts;
  const skipped = { status: 'skipped', found: 'not known while the engine does not answer' };
  for (const context of contexts)
    for (const examiner of [checkEngineDisk(context), checkCloning(context)])
      expect(await examiner.examine(examination({ inspect: away }), signal)).toEqual(skipped);
});

test('the disk of the data directory is measured', async () => {
  const { found } = await checkHomeDisk.examine(examination({ home: folder }), signal);
  expect(found).toContain(`free at ${folder}`);
});

test('the cloning tier of an engine in a VM is only likely', async () => {
  const [context] = examination({}).contexts.contexts;
  if (context === undefined) throw new Error('no context');
  expect(await checkCloning(context).examine(examination({}), signal)).toEqual({
    status: 'ok',
    found: "tier 2 likely, a pool that shares blocks: extfs can't share blocks; a pool can be tried",
  });
  const inspect = async () => ({ ...usualInfo, rootless: true });
  expect(await checkCloning(context).examine(examination({ inspect }), signal)).toMatchObject({
    status: 'warn',
  });
});

test('once there is a pool, the tier is the one that it really has', async () => {
  const facts = { tier: 'copy', cause: 'loop devices are not allowed here', uuid: 'x' };
  const Labels = { 'dev.backlot.pool': JSON.stringify(facts) };
  fake = await startFakeEngine(folder, {
    '/volumes/backlot-pool': { Name: 'backlot-pool', Driver: 'local', Labels },
  });
  expect(await checkCloning(fake.context).examine(examination({}), signal)).toMatchObject({
    status: 'warn',
    found:
      'tier 3, full copies, with a spare made ready in the background: loop devices are not allowed here',
  });
});

test('full copies are a warning', () => {
  expect(judgeCloning({ tier: 3, certain: true, why: 'so it is' })).toMatchObject({
    status: 'warn',
    found: 'tier 3, full copies, with a spare made ready in the background: so it is',
  });
});

test('the limit on watched files', () => {
  expect(judgeInotify(65_536, debian).status).toBe('ok');
  expect(judgeInotify(8192, debian)).toMatchObject({
    status: 'warn',
    found: '8192 files may be watched',
    howTo: {
      command:
        'echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60-backlot.conf && sudo sysctl --system',
    },
  });
});

test("a broken configuration of Docker's CLI is named", () => {
  const { contexts } = examination({}).contexts;
  expect(judgeDockerConfiguration({ contexts, problems: [] })).toEqual({
    status: 'ok',
    found: '1 context, default is current',
  });
  const broken = new BacklotError('config-invalid', "config.json can't be read.", { hint: 'Correct it.' });
  expect(judgeDockerConfiguration({ contexts, problems: [broken] })).toMatchObject({
    status: 'warn',
    problem: "config.json can't be read.",
    howTo: { steps: ['Correct it.'] },
  });
});
