import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { CliWorld } from './cli-world.ts';
import { gentlePlan, harshPlan, logLineOf, sampleStack } from './testing/sample-stack.ts';
import { type SmallCoreSetup, smallCore } from './testing/small-core.ts';
import { KeptStream, type Trial, trial, typed } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli stacks-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

const tried = (
  argv: readonly string[],
  setup: SmallCoreSetup,
  changes: Partial<CliWorld> = {},
  stdout?: KeptStream,
): Trial => trial(home, argv, { startCore: smallCore({ version: '0.1.0', ...setup }), ...changes }, stdout);

async function ran(...given: Parameters<typeof tried>) {
  const one = tried(...given);
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const done = { operation: 'none' };

test('help shows what the words of a command are', async () => {
  const { out } = await ran(['help'], {});
  expect(out).toContain('  up [environment] [service...]  ');
  expect((await ran(['help', 'exec'], {})).out).toContain('exec [options] [environment] <service> [--]');
});

describe('plan', () => {
  test('prints the text; --json the document', async () => {
    const planUp = vi.fn(() => harshPlan);
    const setup = { stacks: { planUp } };
    expect(await ran(['plan'], setup)).toEqual({ code: 0, out: harshPlan.text, err: '' });
    const { out } = await ran(['plan', '--json'], setup);
    expect(JSON.parse(out)).toEqual(harshPlan);
  });

  test('hands on what was asked for', async () => {
    const planUp = vi.fn((_: object) => gentlePlan);
    const words = ['plan', 'qa', 'web', 'db', '--no-deps', '--recreate', 'always', '--remove-orphans'];
    await ran([...words, '--replace-volume', 'a', '--replace-volume', 'b'], { stacks: { planUp } });
    expect(planUp.mock.calls[0]?.[0]).toEqual({
      project: '/srv/shop',
      environment: 'qa',
      services: ['web', 'db'],
      dependencies: false,
      recreate: 'always',
      removeOrphans: true,
      replaceVolumes: ['a', 'b'],
    });
  });

  test('--down, and what does not go together', async () => {
    const planDown = vi.fn((_: object) => harshPlan);
    const setup = { stacks: { planDown } };
    expect((await ran(['plan', '--down', '--volumes'], setup)).code).toBe(0);
    expect(planDown.mock.calls[0]?.[0]).toEqual({ project: '/srv/shop', environment: 'dev', volumes: true });
    expect((await ran(['plan', '--volumes'], setup)).err).toContain('--volumes belongs to --down.');
    expect((await ran(['plan', '--down', 'web'], setup)).code).toBe(2);
  });
});

describe('up asks before it destroys', () => {
  const started = () => {
    const up = vi.fn((_: object) => {
      throw new BacklotError('docker-failed', 'It began.');
    });
    return { up, setup: { stacks: { up, planUp: () => harshPlan } } };
  };

  test('nobody to ask: 2, the plan, and the way out', async () => {
    const { up, setup } = started();
    const { code, err } = await ran(['up'], setup);
    expect([code, up.mock.calls.length]).toEqual([2, 0]);
    expect(err).toContain(harshPlan.text);
    expect(err).toContain('run it again with --yes');
  });

  test.each([
    ['y\n', 1, 1],
    ['YES\r\n', 1, 1],
    ['n\n', 130, 0],
    ['\n', 130, 0],
    ['', 130, 0],
  ])('the answer %j ends with %i', async (answer, expected, begun) => {
    const { up, setup } = started();
    const { code, err } = await ran(['up'], setup, { stdin: typed(answer, { raw: [] }) });
    expect([code, up.mock.calls.length]).toEqual([expected, begun]);
    expect(err).toContain('1 step removes or replaces something. Go on? [y/N] ');
  });

  test('--json asks nobody', async () => {
    const { setup } = started();
    const { code } = await ran(['up', '--json'], setup, { stdin: typed('y\n', { raw: [] }) });
    expect(code).toBe(2);
  });

  test('--yes asks for no plan at all', async () => {
    const planUp = vi.fn(() => harshPlan);
    const { up } = started();
    expect((await ran(['up', '--yes', 'web'], { stacks: { up, planUp } })).err).toContain('It began.');
    expect([planUp.mock.calls.length, up.mock.calls[0]?.[0]]).toEqual([
      0,
      { project: '/srv/shop', environment: 'dev', services: ['web'] },
    ]);
  });

  test('a plan that destroys nothing is not asked about', async () => {
    const { up } = started();
    await ran(['up'], { stacks: { up, planUp: () => gentlePlan } });
    // What was looked at is what is started.
    expect(up.mock.calls).toEqual([[expect.objectContaining({ plan: 'gentle' }), expect.anything()]]);
  });
});

test('down asks too, and says what it is about', async () => {
  const down = vi.fn((_: object) => done);
  const setup = { stacks: { down, planDown: () => harshPlan } };
  expect((await ran(['down', 'qa', '--volumes'], setup)).code).toBe(2);
  await ran(['down', 'qa', '--volumes', '--yes'], setup);
  expect(down.mock.calls.map(([input]) => input)).toEqual([
    { project: '/srv/shop', environment: 'qa', volumes: true },
  ]);
});

test.each(['stop', 'restart'] as const)('%s of some services', async (verb) => {
  const start = vi.fn((_: object) => done);
  await ran([verb, 'staging', 'web'], { stacks: { [verb]: start } });
  expect(start.mock.calls[0]?.[0]).toEqual({
    project: '/srv/shop',
    environment: 'staging',
    services: ['web'],
  });
});

test('ps is a table, or the whole state as JSON', async () => {
  const setup = { stacks: { show: () => sampleStack } };
  const { code, out } = await ran(['ps'], setup);
  expect([code, out.split('\n').length]).toEqual([0, 7]);
  expect(JSON.parse((await ran(['ps', '--json'], setup)).out)).toEqual(sampleStack);
});

describe('open', () => {
  const setup = { stacks: { show: () => sampleStack } };
  test('the first web page is opened', async () => {
    const openUrl = vi.fn(() => Promise.resolve(true));
    const { code, out, err } = await ran(['open'], setup, { openUrl });
    expect({ code, out, err }).toEqual({ code: 0, out: 'http://localhost:8080/\n', err: '' });
    expect(openUrl).toHaveBeenCalledWith('http://localhost:8080/');
  });
  test('the shop before the inbox, which is named', async () => {
    const page = (port: number) => [
      { target: 80, protocol: 'tcp', host: 'localhost', port, url: `http://localhost:${port}/` },
    ];
    const [db, web] = sampleStack.services;
    const services = [db, web].flatMap((one, i) =>
      one ? [{ ...one, name: ['mail', 'web'][i] ?? '', addresses: page(8025 + i) }] : [],
    );
    const { out, err } = await ran(['open'], { stacks: { show: () => ({ ...sampleStack, services }) } });
    expect(out).toBe('http://localhost:8026/\n');
    expect(err).toContain('Also: mail  http://localhost:8025/');
  });
  test('what is no web page is printed', async () => {
    expect(JSON.parse((await ran(['open', 'db', '--json'], setup)).out)).toEqual({
      service: 'db',
      url: null,
      address: 'localhost:5433->5432',
      opened: false,
    });
  });
  test.each([
    ['worker', 'worker has no published port'],
    ['nothing', 'There is no service or environment "nothing".'],
  ])('%s: %s', async (service, message) => {
    const { code, err } = await ran(['open', service], setup);
    expect([code, err.includes(message)]).toEqual([2, true]);
  });
});

describe('logs', () => {
  const lines = [
    logLineOf(1, 'web', 'GET /', { level: 'info' }),
    logLineOf(2, 'worker', 'oh no', { from: 'stderr', level: 'error' }),
  ];
  const setupOf = (asked: (params: object) => void = () => {}) => ({
    stacks: { show: () => sampleStack },
    live: {
      async *logs(params: { readonly follow: boolean }, { signal }: { readonly signal: AbortSignal }) {
        asked(params);
        yield { cursor: 1, value: { lines, dropped: { web: 4 } } };
        if (!params.follow) return;
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    },
  });

  test('plain lines in a pipe, and what was left out on stderr', async () => {
    expect(await ran(['logs'], setupOf())).toEqual({
      code: 0,
      out: 'web    | GET /\nworker | oh no\n',
      err: '4 lines of web were left out: they came faster than they can be shown.\n',
    });
  });

  test('colours on a terminal', async () => {
    const { out } = await ran(['logs'], setupOf(), {}, new KeptStream({ columns: 80, rows: 24 }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colour is what is looked at
    expect(out).toMatch(/^\u001B\[38;5;\d+mweb {4}\| \u001B\[39mGET \/\n/);
  });

  test('--json is a line for each', async () => {
    const { out } = await ran(['logs', '--json'], setupOf());
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(lines);
  });

  test('hands on every filter', async () => {
    const asked = vi.fn();
    const now = () => 10_000_000;
    const words = ['logs', 'qa', 'web', '--tail', '5', '--since', '10m', '--level', 'warn', '--grep', 'GET'];
    await ran(words, setupOf(asked), { now });
    expect(asked).toHaveBeenCalledWith({
      project: '/srv/shop',
      environment: 'qa',
      follow: false,
      services: ['web'],
      levels: ['error', 'warn'],
      match: 'GET',
      since: 9_400_000,
      tail: 5,
    });
  });

  test('Ctrl-C ends following with 0', async () => {
    const one = tried(['logs', '-f'], setupOf());
    const ended = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('oh no'));
    one.press();
    expect(await ended).toBe(0);
  });

  test.each([
    [['logs', '--since', 'soon'], 'It is a time ago, such as 10m'],
    [['logs', '--level', 'loud'], 'Allowed choices are error, warn, info, debug'],
    [['logs', 'wbe'], 'There is no service or environment "wbe".'],
  ])('%j ends with 2', async (argv, message) => {
    const { code, err } = await ran(argv, setupOf());
    expect([code, err.includes(message)]).toEqual([2, true]);
  });
});
