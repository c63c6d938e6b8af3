import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import type { CliWorld } from './cli-world.ts';
import { sampleNow, sampleReceipt, sampleSnapshot } from './testing/sample-data.ts';
import { type SmallCoreSetup, smallCore } from './testing/small-core.ts';
import { trial, typed } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli snapshot-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

async function ran(argv: readonly string[], setup: SmallCoreSetup, changes: Partial<CliWorld> = {}) {
  const startCore = smallCore({ version: '0.1.0', ...setup });
  const one = trial(home, argv, { startCore, now: () => sampleNow, ...changes });
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const project = '/srv/shop';
const list = () => [sampleSnapshot];

describe('pull', () => {
  test('hands on what was asked for', async () => {
    const pull = vi.fn((_: object): { operation: string } => {
      throw new BacklotError('source-unreachable', 'It began.');
    });
    const { code } = await ran(['snapshot', 'pull', 'staging', '--percent', '5%'], { snapshots: { pull } });
    const url = 'postgresql://a:b@c/d';
    await ran(['snapshot', 'pull', 'staging', '--url', url], { snapshots: { pull } });
    await ran(['snapshot', 'pull', 'staging', '--placement', 'core'], { snapshots: { pull } });
    expect([code, ...pull.mock.calls.map(([input]) => input)]).toEqual([
      3,
      { project, dataset: 'staging', percent: 5 },
      { project, dataset: 'staging', url },
      { project, dataset: 'staging', placement: 'core' },
    ]);
  });

  test('a place that there is not ends with 2, and names those that there are', async () => {
    const { code, err } = await ran(['snapshot', 'pull', 'staging', '--placement', 'moon'], {});
    expect([code, err]).toEqual([2, expect.stringContaining('auto, source, core')]);
  });

  test('ends with the snapshot and the way to its receipt', async () => {
    const { code, out } = await ran(['snapshot', 'pull', 'staging'], {
      withOperations: (start) => ({ snapshots: { pull: () => start(), list } }),
    });
    expect([code, out.trimEnd().split('\n').slice(-2)]).toEqual([
      0,
      [
        'Snapshot s1f00 of staging: 1 204 311 rows of 2 tables, 212 MB stored, 1 of 3 columns masked, verdict findings.',
        'Receipt: backlot snapshot inspect s1f00',
      ],
    ]);
  });

  test.each(['0', '101', 'some', '-5', '1e1'])('--percent=%s ends with 2', async (share) => {
    const { code, err } = await ran(['snapshot', 'pull', 'staging', `--percent=${share}`], {});
    expect([code, err]).toEqual([2, expect.stringContaining('a share in percent')]);
  });
});

test('list, and that of one dataset', async () => {
  const listed = vi.fn((_: object) => [sampleSnapshot]);
  const { out } = await ran(['snapshot', 'list', 'staging'], { snapshots: { list: listed } });
  expect(out.split('\n')[1]).toMatch(/^s1f00 {2}staging/);
  expect(listed.mock.calls[0]?.[0]).toEqual({ project, dataset: 'staging' });
  const { out: json } = await ran(['snapshot', 'list', '--json'], { snapshots: { list } });
  expect(JSON.parse(json)).toEqual([sampleSnapshot]);
});

test('verify names the snapshot whole', async () => {
  const verify = vi.fn((_: object): { operation: string } => {
    throw new BacklotError('snapshot-corrupt', 'chunks/ab is damaged.');
  });
  const { code, err } = await ran(['snapshot', 'verify', 's1'], { snapshots: { list, verify } });
  expect([code, err, verify.mock.calls[0]?.[0]]).toEqual([
    1,
    'error: chunks/ab is damaged.\n',
    { project, id: 's1f00' },
  ]);
});

describe('inspect', () => {
  const snapshots = {
    list,
    inspect: () => sampleReceipt,
    receipt: () => ({ markdown: '# Receipt\n\nclean\u001B[2J\n' }),
  };
  test('by the name of its dataset', async () => {
    const { out } = await ran(['snapshot', 'inspect', 'staging'], { snapshots });
    expect(out).toContain('verdict   findings');
    expect(JSON.parse((await ran(['snapshot', 'inspect', 's1', '--json'], { snapshots })).out)).toEqual(
      sampleReceipt,
    );
  });
  test('--markdown', async () => {
    const { out } = await ran(['snapshot', 'inspect', 's1', '--markdown'], { snapshots });
    expect(out).toBe('# Receipt\n\nclean\n');
  });
  test('one that is not there', async () => {
    const { code, err } = await ran(['snapshot', 'inspect', 'zz'], { snapshots });
    expect([code, err]).toEqual([
      1,
      'error: There is no snapshot "zz".\nhint: There are: s1f00 (staging).\n',
    ]);
  });
});

test('remove asks, or --yes', async () => {
  const remove = vi.fn((_: object) => ({}));
  const setup = { snapshots: { list, remove } };
  const refused = await ran(['snapshot', 'remove', 's1'], setup);
  expect([refused.code, remove.mock.calls.length]).toEqual([2, 0]);
  expect(refused.err).toContain('A dataset that was baked from it stays.');
  const agreed = await ran(['snapshot', 'remove', 's1'], setup, { stdin: typed('y\n', { raw: [] }) });
  expect([agreed.code, agreed.out]).toEqual([0, 'Removed s1f00.\n']);
  const { out } = await ran(['snapshot', 'remove', 's1', '--yes', '--json'], setup);
  expect(JSON.parse(out)).toEqual({ removed: 's1f00' });
  expect(remove.mock.calls.map(([input]) => input)).toEqual(Array(2).fill({ project, id: 's1f00' }));
});
