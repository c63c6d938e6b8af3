import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { type RunningProcess, runProcess } from './testing/run-process.ts';

/** The command line as built: every bad input of the foundation, met once through its door. */
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
let place = '';
let home = '';

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'bl '));
  // The permissions of others are part of what is tested.
  chmodSync(place, 0o755);
  onTestFinished(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }));
  home = join(place, 'Größe données 数据');
});

interface Run {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** As a user for whom permissions count: root passes them all. */
  readonly asUser?: boolean;
}

function backlot({ args, cwd = place, env = {}, asUser = false }: Run): RunningProcess {
  const running = runProcess(process.execPath, [join(root, 'bin/backlot'), ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: place, LANG: 'C.UTF-8', BACKLOT_HOME: home, ...env },
    ...(asUser && isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  onTestFinished(async () => {
    running.child.kill('SIGKILL');
    await running.ended;
  });
  return running;
}

const documentOf = ({ out }: RunningProcess): unknown => JSON.parse(out().trimEnd().split('\n').at(-1) ?? '');

function makeProject(): string {
  const folder = join(place, 'shop');
  cpSync(join(root, 'resources/sample'), folder, { recursive: true });
  return folder;
}

/** A folder that the user of the command owns. */
function ownFolder(path: string, mode: number): string {
  mkdirSync(path, { recursive: true });
  if (isRoot) chownSync(path, nobody, nobody);
  chmodSync(path, mode);
  return path;
}

interface Expected {
  readonly exit: number;
  readonly code: string;
  readonly message: RegExp;
  readonly hint: RegExp;
}

interface Case extends Expected {
  readonly name: string;
  readonly prepare: (context: TestContext) => Run | Promise<Run>;
}

const cases: readonly Case[] = [
  {
    name: 'a backlot.yaml that is no YAML',
    prepare() {
      const folder = makeProject();
      writeFileSync(join(folder, 'backlot.yaml'), 'name: shop\nenvironments: [dev\n');
      return { args: ['graph'], cwd: folder };
    },
    exit: 2,
    code: 'config-invalid',
    message: /^The configuration of shop has 1 problem\.$/,
    hint: /^Correct it at the place shown/,
  },
  {
    name: 'a backlot.yaml with a word that is not known',
    prepare() {
      const folder = makeProject();
      writeFileSync(join(folder, 'backlot.yaml'), 'name: shop\nenvironments:\n  qa: { kind: quality }\n');
      return { args: ['env', 'list'], cwd: folder };
    },
    exit: 2,
    code: 'config-invalid',
    message: /^The configuration of shop has 1 problem\.$/,
    hint: /^Correct it at the place shown/,
  },
  {
    name: 'a directory without a project',
    prepare: () => ({ args: ['graph'], cwd: place }),
    exit: 2,
    code: 'project-not-found',
    message: /^There is no project at .* or above it\.$/,
    hint: /^Choose a folder with a backlot\.yaml, a compose file or a git repository\.$/,
  },
  {
    name: 'a data directory that is read-only',
    prepare: () => ({
      args: ['ops', 'list'],
      env: { BACKLOT_HOME: join(ownFolder(home, 0o500), 'data') },
      asUser: true,
    }),
    exit: 2,
    code: 'home-readonly',
    message: /^Backlot can't write to its data directory: /,
    hint: /writable for you, or set BACKLOT_HOME/,
  },
  {
    name: 'a data directory on a full disk',
    prepare(context) {
      const disk = join(place, 'tiny');
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0700', 'none', disk], { stdio: 'pipe' });
      } catch (error) {
        const why = `SKIPPED: no file system may be mounted here, so no disk can be full (${String(error)}).`;
        console.warn(why);
        context.skip(why);
      }
      onTestFinished(() => {
        execFileSync('umount', [disk]);
      });
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(60 * 1024));
      return { args: ['ops', 'list'], env: { BACKLOT_HOME: join(disk, 'data') } };
    },
    exit: 1,
    code: 'disk-full',
    message: /disk .*is full/,
    hint: /^Free some space on that disk/,
  },
  {
    name: 'a data directory that is a file',
    prepare() {
      writeFileSync(home, '');
      return { args: ['ops', 'list'] };
    },
    exit: 2,
    code: 'home-invalid',
    message: /is not a folder/,
    hint: /^Move that file away, or set BACKLOT_HOME to a folder\.$/,
  },
  {
    name: 'a data directory in a folder of somebody else',
    prepare(context) {
      if (!isRoot) context.skip('SKIPPED: only root can make a folder of somebody else.');
      mkdirSync(home, { mode: 0o700 });
      return { args: ['ops', 'list'], env: { BACKLOT_HOME: join(home, 'data') }, asUser: true };
    },
    exit: 2,
    code: 'home-readonly',
    message: /^Backlot can't write to its data directory: /,
    hint: /writable for you, or set BACKLOT_HOME/,
  },
  {
    name: 'a second instance',
    async prepare() {
      const first = backlot({ args: ['serve', '--port', '0', '--json'] });
      await first.shows('"origin"');
      return { args: ['serve', '--port', '0'] };
    },
    exit: 1,
    code: 'home-in-use',
    message: /is in use by backlot serve \d+\.\d+\.\d+ \(pid \d+\)\.$/,
    hint: /backlot serve --link/,
  },
  {
    name: 'a port that is taken',
    async prepare() {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      onTestFinished(() => {
        other.close();
      });
      const address = other.address();
      const port = typeof address === 'object' ? address?.port : 0;
      return { args: ['serve', '--port', String(port)] };
    },
    exit: 1,
    code: 'port-taken',
    message: /^Port \d+ on 127\.0\.0\.1 is taken by another process\.$/,
    hint: /--port 0/,
  },
  {
    name: 'an older app on a newer database',
    async prepare() {
      expect(await backlot({ args: ['ops', 'list'] }).ended).toBe(0);
      const db = new Database(join(home, 'backlot.db'));
      db.pragma('user_version = 9999');
      db.close();
      return { args: ['ops', 'list'] };
    },
    exit: 3,
    code: 'store-newer',
    message: /newer/,
    hint: /[Uu]pdate|newer/,
  },
];

test.for(cases)('$name', async ({ prepare, exit, code, message, hint }, context) => {
  const run = await prepare(context);
  const words = backlot(run);
  expect([await words.ended, words.out()]).toEqual([exit, '']);
  expect(words.err()).toMatch(/^error: /);
  expect(words.err()).toMatch(/^hint: /m);
  expect(words.err()).not.toMatch(/^ {4}at /m);

  const json = backlot({ ...run, args: [...run.args, '--json'] });
  expect(await json.ended).toBe(exit);
  expect(documentOf(json)).toMatchObject({
    error: { code, message: expect.stringMatching(message), hint: expect.stringMatching(hint) },
  });
});

test('errors of backlot.yaml name file, line and column, with the lines around and a caret', async () => {
  const folder = makeProject();
  writeFileSync(join(folder, 'backlot.yaml'), 'name: shop\nenvironments:\n  qa: { kind: quality }\n');
  const one = backlot({ args: ['graph'], cwd: folder });
  expect(await one.ended).toBe(2);
  expect(one.err()).toContain('backlot.yaml:3:15: ');
  expect(one.err()).toContain('3 |   qa: { kind: quality }\n  |               ^');
});

describe('the doctor', () => {
  interface Finding extends Run {
    readonly id: string;
    readonly problem: RegExp;
  }
  const find = async ({ id, problem, ...run }: Finding): Promise<void> => {
    const words = backlot({ ...run, args: ['doctor'] });
    expect(await words.ended).toBe(3);
    expect(words.out()).toMatch(/\d failed/);
    const json = backlot({ ...run, args: ['doctor', '--json'] });
    expect(await json.ended).toBe(3);
    expect(documentOf(json)).toContainEqual(
      expect.objectContaining({
        id,
        status: 'fail',
        problem: expect.stringMatching(problem),
        fix: expect.objectContaining({ automatic: false }),
      }),
    );
  };

  test('no git on the PATH', async () => {
    const empty = join(place, 'bin');
    mkdirSync(empty);
    await find({ id: 'git', problem: /git is not installed/, args: [], env: { PATH: empty } });
    // What needs no git works without it.
    expect(await backlot({ args: ['graph'], cwd: makeProject(), env: { PATH: empty } }).ended).toBe(0);
  });

  test('no Docker behind DOCKER_HOST', async () => {
    const missing = join(place, 'missing.sock');
    await find({
      id: 'docker:default',
      problem: /missing\.sock does not exist/,
      args: [],
      env: { DOCKER_HOST: `unix://${missing}` },
    });
  });

  test('a socket that this user may not use', async () => {
    const path = join(place, 'docker.sock');
    const engine = createServer((socket) => socket.destroy()).listen(path);
    await once(engine, 'listening');
    onTestFinished(() => {
      engine.close();
    });
    chmodSync(path, isRoot ? 0o600 : 0o000);
    await find({
      id: 'docker:default',
      problem: /may not|permission/i,
      args: [],
      env: { DOCKER_HOST: `unix://${path}`, BACKLOT_HOME: ownFolder(join(place, 'own'), 0o700) },
      asUser: true,
    });
  });
});

test('a path with spaces and letters of many languages works through and through', async () => {
  const one = backlot({ args: ['rehearse', '--steps', '2', '--step-ms', '10', '--json'] });
  expect(await one.ended).toBe(0);
  expect(documentOf(one)).toMatchObject({
    state: 'succeeded',
    result: { folder: expect.stringContaining(home) },
  });
  const server = backlot({ args: ['serve', '--port', '0', '--json'] });
  await server.shows('"origin"');
  const list = backlot({ args: ['ops', 'list', '--json'] });
  expect(await list.ended).toBe(0);
  expect(documentOf(list)).toMatchObject([{ state: 'succeeded' }]);
  server.child.kill('SIGINT');
  expect(await server.ended).toBe(0);
});

test('a damaged database is set aside, told once, and the work goes on', async () => {
  expect(await backlot({ args: ['ops', 'list'] }).ended).toBe(0);
  for (const name of readdirSync(home)) if (/^backlot\.db-/.test(name)) rmSync(join(home, name));
  writeFileSync(join(home, 'backlot.db'), Buffer.alloc(64 * 1024, 'damaged '));
  const one = backlot({ args: ['ops', 'list', '--json'] });
  expect([await one.ended, documentOf(one)]).toEqual([0, []]);
  expect(one.err()).toContain('The database was damaged');
  expect(readdirSync(home).filter((name) => name.includes('.corrupt-'))).not.toEqual([]);
  const next = backlot({ args: ['ops', 'list', '--json'] });
  expect([await next.ended, next.err()]).toEqual([0, '']);
});
