import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../process/run-command.ts';

const root = join(import.meta.dirname, '../..');
// Inside the repository, so that the fixtures find vitest.
const directory = join(root, 'node_modules/.backlot-record-reporter-test', String(process.pid));

beforeAll(() => {
  mkdirSync(directory, { recursive: true });
  const put = (name: string, text: string) => writeFileSync(join(directory, name), text);
  put('vitest.config.mjs', "export default { test: { name: 'docker', include: ['*.case.mjs'] } };");
  put(
    'each.case.mjs',
    `import { test } from 'vitest';
test('passes', () => {});
test('fails', () => { throw new Error('no'); });
test('is skipped', (context) => context.skip('for a reason'));
test.skip('is skipped without a reason', () => {});
test.todo('is to do');`,
  );
  put(
    'hook.case.mjs',
    "import { beforeAll, test } from 'vitest';\nbeforeAll(() => { throw new Error('hook'); });\ntest('is not reached', () => {});",
  );
  put('broken.case.mjs', "import './not-there.mjs';");
});

afterAll(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

async function record(env: Readonly<Record<string, string>>): Promise<unknown> {
  const path = join(directory, 'record.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporter = join(root, 'scripts/testing/record-reporter.ts');
  const { code } = await runCommand(process.execPath, [vitest, 'run', `--reporter=${reporter}`], {
    signal: AbortSignal.timeout(30_000),
    cwd: directory,
    env: { ...process.env, ...env, BACKLOT_TEST_RECORD: path },
  });
  expect(code).toBe(1);
  return JSON.parse(readFileSync(path, 'utf8'));
}

test('every result is recorded, with the reasons of skips and the failures outside tests', {
  timeout: 40_000,
}, async () => {
  expect(await record({ BACKLOT_NO_ENGINE: 'no engine at all' })).toEqual({
    tests: expect.arrayContaining([
      { name: 'docker each.case.mjs > passes', state: 'passed' },
      { name: 'docker each.case.mjs > fails', state: 'failed' },
      { name: 'docker each.case.mjs > is skipped', state: 'skipped', reason: 'for a reason' },
      {
        name: 'docker each.case.mjs > is skipped without a reason',
        state: 'skipped',
        reason: 'no engine at all',
      },
      { name: 'docker each.case.mjs > is to do', state: 'skipped', reason: 'no engine at all' },
      { name: 'docker hook.case.mjs > is not reached', state: 'skipped', reason: 'no engine at all' },
    ]),
    errors: expect.arrayContaining([
      expect.stringMatching(/^hook\.case\.mjs: hook$/),
      expect.stringMatching(/^broken\.case\.mjs: .*not-there\.mjs/),
    ]),
  });
});
