import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIgnoreRules } from './ignore-rules.ts';
import { packContext } from './pack-context.ts';
import { walkContext } from './walk-context.ts';

const signal = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.skipIf(process.platform === 'win32')(
  'tar unpacks what was packed: long names, links, rights, times',
  async () => {
    const from = join(folder, 'from');
    const long = `${'long-folder/'.repeat(12)}and a name with ümlauts`;
    await mkdir(join(from, 'long-folder/'.repeat(12)), { recursive: true });
    await writeFile(join(from, long), 'deep');
    await writeFile(join(from, 'run.sh'), 'x'.repeat(100_000), { mode: 0o755 });
    await writeFile(join(from, 'empty'), '');
    await writeFile(join(from, 'out.log'), 'not sent');
    await symlink('a/very/long/target/'.repeat(9), join(from, 'link'));
    await utimes(join(from, 'empty'), 1_000_000, 1_000_000);
    let sent = 0;
    const rules = createIgnoreRules(['*.log'], '.dockerignore');
    const tar = await buffer(
      Readable.from(
        packContext(
          from,
          walkContext(from, { rules }, signal),
          [{ path: 'Dockerfile.extra', text: 'FROM x\n' }],
          (bytes) => {
            sent += bytes;
          },
        ),
      ),
    );
    const to = join(folder, 'to');
    await mkdir(to);
    execFileSync('tar', ['-x', '-C', to], { input: tar });
    expect(sent).toBe(100_004);
    expect(await readFile(join(to, long), 'utf8')).toBe('deep');
    expect((await stat(join(to, 'run.sh'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(to, 'run.sh'))).size).toBe(100_000);
    expect((await stat(join(to, 'empty'))).mtimeMs).toBe(1_000_000_000);
    expect(await readlink(join(to, 'link'))).toBe('a/very/long/target/'.repeat(9));
    expect(await readFile(join(to, 'Dockerfile.extra'), 'utf8')).toBe('FROM x\n');
    await expect(stat(join(to, 'out.log'))).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
