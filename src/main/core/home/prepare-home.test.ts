import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareHome } from './prepare-home.ts';

const { signal } = new AbortController();
const root = process.getuid?.() === 0;
const nobody = 65_534;
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backlot-home-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test('a missing home is made with its folders, for the owner alone', async () => {
  const home = join(dir, 'a', 'b');
  const paths = await prepareHome(home, signal);
  for (const path of [paths.root, paths.backups, paths.secrets, paths.scratch]) {
    expect(await modeOf(path)).toBe(0o700);
  }
  expect((await readdir(home)).sort()).toEqual(['backups', 'scratch', 'secrets', 'snapshots']);
});

test('a path with spaces and non-ASCII letters works, twice', async () => {
  const home = join(dir, 'Zażółć gęślą jaźń', 'デー タ');
  await prepareHome(home, signal);
  expect((await prepareHome(home, signal)).root).toBe(home);
});

test('a mode that is too open is tightened', async () => {
  const home = join(dir, 'open');
  await mkdir(join(home, 'secrets'), { recursive: true });
  await chmod(home, 0o777);
  await chmod(join(home, 'secrets'), 0o755);
  const paths = await prepareHome(home, signal);
  expect([await modeOf(paths.root), await modeOf(paths.secrets)]).toEqual([0o700, 0o700]);
});

test('a link to a folder is resolved, so that all name it alike', async () => {
  await mkdir(join(dir, 'real'));
  await symlink(join(dir, 'real'), join(dir, 'link'));
  expect((await prepareHome(join(dir, 'link'), signal)).root).toBe(join(dir, 'real'));
});

test.each(['', 'below'])('a file in its place is home-invalid (%j)', async (below) => {
  await writeFile(join(dir, 'file'), 'mine');
  await expect(prepareHome(join(dir, 'file', below), signal)).rejects.toMatchObject({ code: 'home-invalid' });
});

test('a sub-folder that is a file or a link is home-invalid', async () => {
  await writeFile(join(dir, 'secrets'), '');
  await expect(prepareHome(dir, signal)).rejects.toMatchObject({
    code: 'home-invalid',
    message: expect.stringContaining('secrets'),
  });
  await rm(join(dir, 'secrets'));
  await mkdir(join(dir, 'elsewhere'));
  await symlink(join(dir, 'elsewhere'), join(dir, 'secrets'));
  await expect(prepareHome(dir, signal)).rejects.toMatchObject({ code: 'home-invalid' });
});

test.skipIf(!root)('a folder of another user is refused and left as it is', async () => {
  await chown(dir, nobody, nobody);
  await chmod(dir, 0o777);
  await expect(prepareHome(dir, signal)).rejects.toMatchObject({
    code: 'home-invalid',
    message: expect.stringContaining('another user'),
  });
  expect(await modeOf(dir)).toBe(0o777);
});

test('a folder that cannot be written is home-readonly', async () => {
  await chmod(dir, 0o500);
  // Root writes anywhere; as somebody else, the permission bits hold.
  if (root) {
    await chown(dir, nobody, nobody);
    process.seteuid?.(nobody);
  }
  try {
    const inside = prepareHome(join(dir, 'home'), signal);
    await expect(inside).rejects.toMatchObject({ code: 'home-readonly' });
  } finally {
    if (root) process.seteuid?.(0);
    await chmod(dir, 0o700);
  }
});

const mounts = spawnSync('unshare', ['-m', 'true']).status === 0;
const mountFull =
  'mount -t tmpfs -o size=16k,mode=700 none "$D" && dd if=/dev/zero of="$D/fill" bs=1k count=16';
const mountReadOnly = 'mount -t tmpfs -o mode=700 none "$D" && mount -o remount,ro "$D"';

test.skipIf(!mounts).each([
  ['full', mountFull, '', 'disk-full'],
  ['mounted read-only', mountReadOnly, '', 'home-readonly'],
  ['below a read-only mount', mountReadOnly, 'a/b', 'home-readonly'],
])('a disk that is %s is explained', (_, mount, below, code) => {
  const module = new URL('./prepare-home.ts', import.meta.url).href;
  const script = `import { prepareHome } from ${JSON.stringify(module)};
    await prepareHome(process.argv[1], new AbortController().signal).catch((e) => console.log(e.code, e.hint));`;
  const line = `{ ${mount}; } >/dev/null 2>&1; exec "$NODE" --input-type=module -e "$SCRIPT" "$D/${below}"`;
  const { stdout } = spawnSync('unshare', ['-m', 'sh', '-c', line], {
    env: { PATH: process.env.PATH, D: dir, NODE: process.execPath, SCRIPT: script },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(new RegExp(`^${code} .*BACKLOT_HOME`));
});

test('a cancelled call makes nothing', async () => {
  await expect(prepareHome(join(dir, 'never'), AbortSignal.abort())).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await readdir(dir)).toEqual([]);
});
