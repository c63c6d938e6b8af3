import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import type { CliWorld } from './cli-world.ts';
import { sampleData, sampleNow } from './testing/sample-data.ts';
import { type SmallCoreSetup, smallCore } from './testing/small-core.ts';
import { trial, typed } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli data-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

async function ran(argv: readonly string[], setup: SmallCoreSetup, changes: Partial<CliWorld> = {}) {
  const one = trial(home, argv, {
    startCore: smallCore({ version: '0.1.0', ...setup }),
    now: () => sampleNow,
    ...changes,
  });
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const place = { project: '/srv/shop', environment: 'dev' };
/** Asked, and not begun: what was asked is what is looked at. */
const asked = () =>
  vi.fn((_: object): { operation: string } => {
    throw new BacklotError('pool-failed', 'It began.');
  });
const show = () => sampleData;

test.each([
  [['dataset', 'use', 'demo'], 'use', { ...place, dataset: 'demo' }],
  [['dataset', 'use', 'demo', '-e', 'qa'], 'use', { ...place, environment: 'qa', dataset: 'demo' }],
  [
    ['dataset', 'save', 'mine', '--environment', 'qa'],
    'save',
    { ...place, environment: 'qa', dataset: 'mine' },
  ],
  [['dataset', 'bake', 'demo'], 'bake', { ...place, dataset: 'demo' }],
  [['dataset', 'bake', 'demo', '--again'], 'bake', { ...place, dataset: 'demo', again: true }],
  [['dataset', 'bake', 'staging', '--pull'], 'bake', { ...place, dataset: 'staging', pull: true }],
  [['dataset', 'use', 'staging', '--pull'], 'use', { ...place, dataset: 'staging', pull: true }],
  [['dataset', 'remove', 'demo', '--yes'], 'removeDataset', { ...place, dataset: 'demo' }],
  [['undo'], 'undo', place],
  [['redo', 'qa'], 'redo', { ...place, environment: 'qa' }],
  [['undo', '-e', 'qa'], 'undo', { ...place, environment: 'qa' }],
  [['checkpoint', 'save'], 'saveCheckpoint', place],
  [['checkpoint', 'save', 'before-import'], 'saveCheckpoint', { ...place, name: 'before-import' }],
  [['checkpoint', 'restore', 'ab1'], 'restore', { ...place, checkpoint: 'ab1' }],
  [['checkpoint', 'remove', 'ab1', '-y'], 'removeCheckpoint', { ...place, checkpoint: 'ab1' }],
] as const)('%j asks for %s', async (argv, method, request) => {
  const start = asked();
  const { code, err } = await ran(argv, { data: { [method]: start } });
  expect([code, err]).toEqual([1, 'error: It began.\n']);
  expect(start.mock.calls.map(([input]) => input)).toEqual([request]);
});

describe('lists', () => {
  test('datasets', async () => {
    const { code, out } = await ran(['dataset', 'list'], { data: { show } });
    expect([code, out.split('\n')[1]]).toEqual([0, expect.stringMatching(/^\* demo {5}✓ ready/)]);
    expect(JSON.parse((await ran(['dataset', 'list', '--json'], { data: { show } })).out)).toEqual(
      sampleData.datasets,
    );
  });

  test('checkpoints, the newest first', async () => {
    const { out } = await ran(['checkpoint', 'list'], { data: { show } });
    expect(out.split('\n').map((line) => line.slice(0, 8))).toEqual(['ID      ', 'ab99ee00', 'ab12cd34', '']);
    const { out: json } = await ran(['checkpoint', 'list', '--json'], { data: { show } });
    expect(JSON.parse(json)).toEqual(sampleData.checkpoints.toReversed());
  });
});

describe('an operation to its end', () => {
  const setupOf = (method: 'use' | 'undo' | 'restore') => (rehearse: () => { operation: string }) => ({
    data: { [method]: rehearse },
  });

  test.each([
    ['use', ['dataset', 'use', 'demo'], 'dev holds demo. To go back: backlot undo'],
    ['undo', ['undo'], 'To go forward again: backlot redo'],
    ['restore', ['checkpoint', 'restore', 'ab1'], 'To go back: backlot undo'],
  ] as const)('%s: events, then what to do next', async (method, argv, next) => {
    const { code, out } = await ran(argv, { withOperations: (start) => setupOf(method)(() => start()) });
    expect([code, out.trimEnd().split('\n').at(-1)]).toEqual([0, next]);
  });

  test('--json: a line for each event, then the result', async () => {
    const { out } = await ran(['undo', '--json'], {
      withOperations: (start) => setupOf('undo')(() => start()),
    });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toEqual({
      operation: expect.any(String),
      state: 'succeeded',
      result: { steps: 1 },
    });
    expect(lines[0]).toMatchObject({ seq: 1, status: 'started' });
  });
});

describe('what cannot be', () => {
  const refusing =
    (code: 'dataset-unknown' | 'checkpoint-unknown' | 'nothing-to-undo' | 'unsupported') => () => {
      throw new BacklotError(code, 'The core says no.', { hint: 'As it says.' });
    };

  test('a dataset that is not there: those there are, and the nearest', async () => {
    const { code, err } = await ran(['dataset', 'use', 'dmeo'], {
      data: { show, use: refusing('dataset-unknown') },
    });
    expect([code, err]).toEqual([
      2,
      'error: There is no dataset "dmeo".\nhint: Did you mean "demo"? There are: demo, empty, staging, mine.\n',
    ]);
  });

  test('a checkpoint that is not there, or is two', async () => {
    const setup = { data: { show, restore: refusing('checkpoint-unknown') } };
    const ambiguous = await ran(['checkpoint', 'restore', 'ab'], setup);
    expect([ambiguous.code, ambiguous.err]).toEqual([
      2,
      expect.stringContaining('2 checkpoints begin with "ab"'),
    ]);
    const { out } = await ran(['checkpoint', 'restore', 'zz', '--json'], setup);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'checkpoint-unknown' } });
  });

  test('an operation that was refused says the same, in its last line too', async () => {
    const setup = {
      withOperations: (start: (error: BacklotError) => { operation: string }) => ({
        data: { show, use: () => start(new BacklotError('dataset-unknown', 'The core says no.')) },
      }),
    };
    const { code, err } = await ran(['dataset', 'use', 'dmeo'], setup);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "demo"?')]);
    const { out } = await ran(['dataset', 'use', 'dmeo', '--json'], setup);
    expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      state: 'failed',
      error: { code: 'dataset-unknown', details: { datasets: ['demo', 'empty', 'staging', 'mine'] } },
    });
  });

  test('nothing to undo: as the core says', async () => {
    const { code, err } = await ran(['undo'], { data: { show, undo: refusing('nothing-to-undo') } });
    expect([code, err]).toEqual([1, 'error: The core says no.\nhint: As it says.\n']);
  });

  test.each([
    [['undo'], 'nothing-to-undo'],
    [['dataset', 'use', 'demo'], 'unsupported'],
    [['checkpoint', 'save'], 'unsupported'],
  ] as const)('%j where no service is stateful', async (argv, refusal) => {
    const refuse = refusing(refusal);
    const setup = {
      data: {
        show: () => ({ ...sampleData, services: [], datasets: [] }),
        undo: refuse,
        use: refuse,
        saveCheckpoint: refuse,
      },
    };
    const { code, err } = await ran(argv, setup);
    expect([code, err]).toEqual([2, expect.stringContaining('dev has no stateful service')]);
    expect((await ran(['dataset', 'list'], setup)).code).toBe(2);
  });

  test('when what there is cannot be seen either, the first error stands', async () => {
    const { err } = await ran(['dataset', 'use', 'x'], { data: { use: refusing('dataset-unknown') } });
    expect(err).toContain('The core says no.');
  });
});

describe('what removes asks before', () => {
  const cases = [
    [['dataset', 'remove', 'mine'], 'removeDataset', 'It was made by hand and cannot be made again.'],
    [['checkpoint', 'remove', 'before-import'], 'removeCheckpoint', '12.0 MB are freed.'],
  ] as const;

  test.each(cases)('%j: nobody to ask, or --json', async (argv, method, about) => {
    const start = asked();
    const setup = { data: { show, [method]: start } };
    const { code, err } = await ran(argv, setup);
    expect([code, start.mock.calls.length]).toEqual([2, 0]);
    expect(err).toContain(about);
    expect(err).toContain('run it again with --yes');
    const tty = { stdin: typed('y\n', { raw: [] }) };
    expect((await ran([...argv, '--json'], setup, tty)).code).toBe(2);
  });

  test.each(cases)('%j: yes and no', async (argv, method) => {
    const start = asked();
    const setup = { data: { show, [method]: start } };
    expect((await ran(argv, setup, { stdin: typed('n\n', { raw: [] }) })).code).toBe(130);
    expect(start).not.toHaveBeenCalled();
    const { err } = await ran(argv, setup, { stdin: typed('y\n', { raw: [] }) });
    expect(err).toContain('Go on? [y/N] ');
    expect(start).toHaveBeenCalledOnce();
  });

  test('the checkpoint that was asked about goes, by its whole id', async () => {
    const start = asked();
    await ran(
      ['checkpoint', 'remove', 'ab1'],
      { data: { show, removeCheckpoint: start } },
      { stdin: typed('y\n', { raw: [] }) },
    );
    expect(start.mock.calls[0]?.[0]).toEqual({ ...place, checkpoint: 'ab12cd34' });
  });
});

describe('the pool of a host', () => {
  const pool = {
    ...{ host: 'box', tier: 'pool' as const, tierCause: 'it clones', size: 2e9, free: 1e9, volumes: [] },
    datasets: ['shop/demo'],
    checkpoints: [{ environment: 'shop-dev', count: 2, named: ['mine'] }],
  };

  test('it is shown with what lies in it; where there is none, that is told', async () => {
    const shown = await ran(['pool', 'show', '--host', 'box'], { data: { pool: () => ({ pool }) } });
    expect(shown.out).toBe(`Clones by pool: it clones.
Size: 2.0 GB, 1.0 GB free.
In use by volumes: none
Datasets: shop/demo
Checkpoints: shop-dev 2 (mine)
`);
    const none = await ran(['pool', 'show'], { data: { pool: () => ({}) } });
    expect(none.out).toBe('default has no pool yet; it is made when the first dataset is.\n');
    const json = await ran(['pool', 'show', '--json'], { data: { pool: () => ({}) } });
    expect(JSON.parse(json.out)).toBe(null);
  });

  test('what goes with it is named before it is removed; one in use is left to the refusal', async () => {
    const start = asked();
    const setup = { data: { pool: () => ({ pool }), removePool: start } };
    const argv = ['pool', 'remove', '-H', 'box'];
    const refused = await ran(argv, setup);
    expect([refused.code, start.mock.calls.length]).toEqual([2, 0]);
    expect(refused.err).toContain('Datasets: shop/demo\nCheckpoints: shop-dev 2 (mine)');
    await ran([...argv, '--yes'], setup);
    expect(start.mock.calls.map(([input]) => input)).toEqual([{ host: 'box' }]);
    const used = { ...setup.data, pool: () => ({ pool: { ...pool, volumes: ['shop_db'] } }) };
    await ran(argv, { data: used });
    expect(start).toHaveBeenCalledTimes(2);
  });
});
