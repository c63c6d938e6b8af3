import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { waitFor } from '../../../../scripts/testing/wait-for.ts';
import { hostCore } from '../socket/host-core.ts';
import type { CliWorld } from './cli-world.ts';
import { sampleProject } from './testing/samples.ts';
import { smallCore } from './testing/small-core.ts';
import { KeptStream, type Trial, trial } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli ü-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function ran(argv: readonly string[], changes: Partial<CliWorld> = {}): Promise<Ran> {
  const one = trial(home, argv, changes);
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const documents = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const lastingCore = async (): Promise<void> => {
  const core = await hostCore(smallCore({ version: '0.1.0' }), { home, host: 'web' });
  onTestFinished(core.stop);
};

describe('usage', () => {
  test.each([[[]], [['help']], [['--help']], [['-h']]])('%j shows the verbs', async (argv) => {
    const { code, out, err } = await ran(argv);
    expect([code, err]).toEqual([0, '']);
    for (const verb of ['init', 'doctor', 'graph', 'env', 'ops', 'rehearse', 'serve', 'app', 'projects']) {
      expect(out).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
    }
    expect(out).not.toMatch(/^ {2}complete\b/m);
  });

  test('help of a command lists the global options too', async () => {
    const { out } = await ran(['help', 'rehearse']);
    expect(out).toContain('--fail-at <n>');
    expect(out).toContain('-C, --project <dir>');
  });

  test('the version', async () => {
    expect(await ran(['--version'])).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });

  test.each([
    [['nothing'], "unknown command 'nothing'", 'backlot --help'],
    [['graph', '--nothing'], "unknown option '--nothing'", 'backlot graph --help'],
    [['ops'], 'A command is missing', 'backlot ops --help'],
    [['ops', 'show'], "missing required argument 'id'", 'backlot ops show --help'],
    [['graph', 'extra'], 'too many arguments', 'backlot graph --help'],
    [['rehearse', '--steps', 'many'], 'It must be a whole number from 1 to 500', 'backlot rehearse --help'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish, powershell', 'backlot completion --help'],
  ])('%j ends with 2 and says where to look', async (argv, message, help) => {
    const { code, out, err } = await ran(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(`hint: See: ${help}`);
    expect(err).not.toContain('    at ');
  });

  test('a usage error with --json is a document on stdout and words on stderr', async () => {
    const { code, out, err } = await ran(['graph', '--nothing', '--json']);
    expect(code).toBe(2);
    expect(documents(out)).toEqual([
      {
        error: {
          code: 'invalid-input',
          message: "unknown option '--nothing'.",
          hint: 'See: backlot graph --help',
          details: {},
        },
      },
    ]);
    expect(err).toMatch(/^error: unknown option/);
  });
});

describe('queries', () => {
  test('graph: tree, then table', async () => {
    const { code, out, err } = await ran(['graph']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^shop {2}\/srv\/shop\n\ndev\n├─ deploy > test\.\*\n/);
    expect(out).toMatch(/\n\nENVIRONMENT +KIND/);
  });

  test('global options work before and after the verb', async () => {
    const [before, after] = [await ran(['--json', 'graph']), await ran(['graph', '--json'])];
    expect(before).toEqual(after);
    expect(documents(before.out)).toMatchObject([{ project: 'shop', nodes: { length: 7 } }]);
  });

  test('env list and show', async () => {
    expect((await ran(['env', 'list'])).out).toMatch(/^production-copy +production-copy/m);
    expect((await ran(['env', 'show', 'staging'])).out).toContain('from     qa (cut)');
    const { out } = await ran(['env', 'show', 'staging', '--json']);
    expect(documents(out)).toMatchObject([{ name: 'staging', flows: { length: 3 } }]);
    const wrong = await ran(['env', 'show', 'stagging']);
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toContain('hint: There are: dev, test.*, qa');
  });

  test('a broken backlot.yaml ends with 2 and points at the place', async () => {
    const problem = {
      file: 'backlot.yaml',
      line: 3,
      column: 1,
      message: 'unknown key "naem"',
      excerpt: '  3 | naem: shop\n    | ^^^^',
      severity: 'error',
    } as const;
    const project = { ...sampleProject, state: 'broken', problems: [problem] } as const;
    const startCore = smallCore({ version: '0.1.0', project });
    const { code, out, err } = await ran(['graph'], { startCore });
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      'error: The configuration of shop has 1 problem.\nbacklot.yaml:3:1: unknown key "naem"\n  3 | naem: shop\n    | ^^^^\nhint: Correct it at the place shown, then run this again.\n',
    );
    const json = await ran(['graph', '--json'], { startCore });
    expect(documents(json.out)).toMatchObject([
      { error: { code: 'config-invalid', details: { problems: [problem] } } },
    ]);
  });

  test('-C moves where a command works', async () => {
    const { out } = await ran(['-C', 'sub dir', 'init', '--dry-run', '--json']);
    expect(documents(out)).toMatchObject([{ file: '/srv/shop/sub dir/backlot.yaml', written: false }]);
    const { out: here } = await ran(['init', 'other']);
    expect(here).toBe('Wrote /srv/shop/other/backlot.yaml\n  found compose.yaml\n');
  });

  test('doctor ends with 3 while something fails; --fix mends what it can', async () => {
    const found = await ran(['doctor']);
    expect(found.code).toBe(3);
    expect(found.out).toContain('1 failed, 1 to look at.');
    const mended = await ran(['doctor', '--fix', '--json']);
    expect(mended.err).toBe('Mending: Data directory\n');
    expect(documents(mended.out)).toMatchObject([[{ status: 'ok' }, { status: 'fail' }, { status: 'ok' }]]);
  });

  test('preferences', async () => {
    await lastingCore();
    expect((await ran(['preferences', 'set', 'theme', 'dark'])).code).toBe(0);
    expect((await ran(['preferences', 'get', 'theme'])).out).toBe('dark\n');
    expect(documents((await ran(['preferences', 'get', '--json'])).out)).toEqual([
      { theme: 'dark', notifications: true, keepOperationsDays: 30 },
    ]);
    expect(await ran(['preferences', 'set', 'theme', 'pink'])).toMatchObject({ code: 2, out: '' });
  });

  test('projects', async () => {
    expect((await ran(['projects', 'list'])).out).toMatch(/^shop .*\/srv\/shop$/m);
    expect((await ran(['projects', 'forget', '.'])).out).toBe('Forgot /srv/shop\n');
  });
});

describe('operations', () => {
  const rehearse = ['rehearse', '--steps', '2', '--step-ms', '1'];

  test('plain lines, then how it ended', async () => {
    const { code, out, err } = await ran(rehearse);
    expect([code, err]).toEqual([0, '']);
    expect(out.replace(/ in \d+(\.\d+)? m?s$/gm, ' in T').replace(/op1-\d+/, 'ID')).toBe(
      `
Rehearse 2 steps started (ID)
step 1 started: part of the rehearsal
step 1 done in T
step 2 started: part of the rehearsal
step 2 done in T
Rehearse 2 steps done in T
`.trimStart(),
    );
  });

  test('--json: events, then the result', async () => {
    const { code, out } = await ran([...rehearse, '--json']);
    const lines = documents(out);
    expect(code).toBe(0);
    expect(lines.slice(0, -1)).toMatchObject(
      Array.from({ length: lines.length - 1 }, (_, i) => ({ seq: i + 1 })),
    );
    expect(lines.at(-1)).toEqual({
      operation: expect.stringMatching(/^op1-/),
      state: 'succeeded',
      result: { steps: 2 },
    });
  });

  test('--quiet says nothing when all is well, and the error when not', async () => {
    expect(await ran([...rehearse, '-q'])).toEqual({ code: 0, out: '', err: '' });
    const failed = await ran([...rehearse, '-q', '--fail-at', '1']);
    expect([failed.code, failed.out]).toEqual([1, '']);
    expect(failed.err).toBe('error: step 1 was told to fail.\nhint: Run it without --fail-at.\n');
  });

  test('a failure with --json has its error in the last line', async () => {
    const { code, out } = await ran([...rehearse, '--json', '--fail-at', '2']);
    expect(code).toBe(1);
    expect(documents(out).at(-1)).toMatchObject({
      state: 'failed',
      result: null,
      error: { code: 'step-failed', hint: 'Run it without --fail-at.' },
    });
  });

  async function pressing(one: Trial, presses: number): Promise<number> {
    const running = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('step 1'));
    for (let i = 0; i < presses; i++) one.press();
    return running;
  }

  const slow = ['rehearse', '--step-ms', '60000'];

  test('Ctrl-C cancels', async () => {
    const one = trial(home, slow);
    expect(await pressing(one, 1)).toBe(130);
    expect(one.stderr.text).toBe('Cancelling…; press Ctrl-C again to leave it running\n');
    expect(one.stdout.text).toMatch(/Rehearse 6 steps cancelled in .*\n$/);
  });

  test('a second Ctrl-C leaves it interrupted in an own core, and says exactly that', async () => {
    const startCore = smallCore({ version: '0.1.0', deafToCancel: true });
    const one = trial(home, slow, { startCore });
    expect(await pressing(one, 2)).toBe(130);
    const id = /\((op1-\d+)\)/.exec(one.stdout.text)?.[1] ?? '';
    expect(one.stdout.text).toMatch(/Rehearse 6 steps interrupted\n$/);
    expect(one.stderr.text).toBe(
      `Cancelling…; press Ctrl-C again to leave it running\nIt is left interrupted and the next start takes it up; at once: backlot ops resume ${id}\n`,
    );
    expect((await ran(['ops', 'show', id])).out).toMatch(/^state +interrupted/m);
  });

  test('an interrupted operation is mentioned in one line, and taken up', async () => {
    const one = trial(home, slow);
    const running = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('step 1'));
    one.world.interrupts.press('terminate');
    expect(await running).toBe(130);
    const id = /\((op1-\d+)\)/.exec(one.stdout.text)?.[1] ?? '';

    const next = await ran(['env', 'list']);
    expect(next.err).toBe(`"Rehearse 6 steps" was interrupted; to take it up: backlot ops resume ${id}\n`);
    expect((await ran(['ops', 'list'])).err).toBe('');
    expect((await ran(['ops', 'show', id])).out).toContain(`resume     backlot ops resume ${id}`);

    const resumed = await ran(['ops', 'resume', id]);
    expect([resumed.code, resumed.err]).toEqual([0, '']);
    expect(resumed.out).not.toContain('interrupted');
    expect(resumed.out).toMatch(/Rehearse 6 steps done/);
  });

  test('with a core elsewhere a second Ctrl-C leaves it running', async () => {
    await lastingCore();
    const one = trial(home, [...slow, '--json']);
    const running = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('step 1'));
    one.world.interrupts.press('terminate');
    expect(await running).toBe(130);
    expect(one.stderr.text).toMatch(/It goes on in backlot serve 0\.1\.0 \(pid \d+\)/);
    const { operation } = JSON.parse(one.stdout.text.trimEnd().split('\n').at(-1) ?? '');
    expect((await ran(['ops', 'show', operation])).out).toMatch(/^state +running/m);
    expect(await ran(['ops', 'cancel', operation])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Cancell(ing|ed) op1-\d+\.\n$/),
    });
  });

  test('--detach prints the id with a core elsewhere, and is refused without one', async () => {
    const refused = await ran([...slow, '--detach']);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('hint: Open the app or run `backlot serve` first');
    await lastingCore();
    const { code, out } = await ran([...slow, '--detach']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^op1-\d+\n$/)]);
    const follower = trial(home, ['ops', 'show', out.trim(), '--follow']);
    expect(await pressing(follower, 1)).toBe(130);
    expect(follower.stdout.text).toMatch(/cancelled/);
  });

  test('an unknown operation ends with 2', async () => {
    expect(await ran(['ops', 'show', 'nope'])).toMatchObject({ code: 2, out: '' });
  });

  test('on a terminal it is drawn in place, and the summary stays', async () => {
    const terminal = new KeptStream({ columns: 50, rows: 20 });
    const one = trial(home, [...rehearse, '--no-color'], {}, terminal);
    expect(await one.run()).toBe(0);
    expect(terminal.text).toContain('\u001B[?25l');
    expect(terminal.text.endsWith('\u001B[?25h')).toBe(true);
    expect(terminal.text).toMatch(/✓ done {2}Rehearse 2 steps in \d/);
    expect(terminal.listenerCount('resize')).toBe(0);
  });

  test('on a terminal Ctrl-C says in the picture what comes next', async () => {
    const terminal = new KeptStream({ columns: 80, rows: 20 });
    const one = trial(home, slow, {}, terminal);
    expect(await pressing(one, 1)).toBe(130);
    expect(terminal.text).toContain('Cancelling…; press Ctrl-C again to leave it running');
    expect(terminal.text.endsWith('\u001B[?25h')).toBe(true);
  });
});

describe('serve and app', () => {
  test('serve prints its address first, is found by other commands, and ends on Ctrl-C', async () => {
    const one = trial(home, ['serve', '--port', '0', '--json']);
    const running = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('\n'));
    expect(documents(one.stdout.text)).toEqual([
      {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=t$/),
        origin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      },
    ]);
    expect((await ran(['rehearse', '--step-ms', '1', '--detach'])).code).toBe(0);
    one.press();
    expect(await running).toBe(0);
    expect((await ran(['rehearse', '--step-ms', '1', '--detach'])).code).toBe(2);
  });

  test('serve --link gives a new link to the one that runs, and says what else runs or that nothing does', async () => {
    const one = trial(home, ['serve', '--port', '0', '--json']);
    const running = one.run();
    await waitFor(() => expect(one.stdout.text).toContain('\n'));
    const { code, out } = await ran(['serve', '--link', '--json']);
    expect(code).toBe(0);
    expect(documents(out)).toEqual([
      { url: expect.stringMatching(/token=another$/), origin: expect.stringMatching(/^http:/) },
    ]);
    one.press();
    expect(await running).toBe(0);
    const none = await ran(['serve', '--link']);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('hint: Start it: backlot serve')]);
  });

  test('a second serve is told who has the data directory', async () => {
    await lastingCore();
    const { code, err } = await ran(['serve', '--port', '0']);
    expect(code).toBe(1);
    expect(err).toMatch(/is in use by backlot serve 0\.1\.0 \(pid \d+\)/);
  });

  test('app without its runtime ends with 3 and names the other way', async () => {
    const { code, err } = await ran(['app']);
    expect(code).toBe(3);
    expect(err).toContain('backlot serve');
    const launchApp = vi.fn(() => Promise.resolve(true));
    expect(await ran(['app', 'x'], { launchApp })).toMatchObject({ code: 0, out: 'Opening Backlot.\n' });
    expect(launchApp).toHaveBeenCalledWith('/srv/shop/x');
  });
});

describe('bad surroundings', () => {
  test('a relative BACKLOT_HOME', async () => {
    const { code, err } = await ran(['ops', 'list'], { env: { BACKLOT_HOME: 'data' } });
    expect(code).toBe(2);
    expect(err).toContain('hint: Set it to a full path, such as /srv/shop/data.');
  });

  test('a defect shows its stack with BACKLOT_DEBUG=1 alone', async () => {
    const startCore = () => Promise.reject(new TypeError('x is not a function'));
    const quiet = await ran(['graph'], { startCore });
    expect([quiet.code, quiet.err.includes('    at ')]).toEqual([1, false]);
    const loud = await ran(['graph'], { startCore, env: { BACKLOT_HOME: home, BACKLOT_DEBUG: '1' } });
    expect(loud.err).toContain('    at ');
  });

  test('colours on a terminal, none with NO_COLOR', async () => {
    const error = async (env: CliWorld['env']): Promise<string> => {
      const stderr = new KeptStream({ columns: 80, rows: 20 });
      await trial(home, ['nothing'], { stderr, env }).run();
      return stderr.text;
    };
    expect(await error({})).toContain('\u001B[31m');
    expect(await error({ NO_COLOR: '1' })).not.toContain('\u001B');
  });
});
