import { readdir, readFile } from 'node:fs/promises';
import { findExecutable } from '../process/find-executable.ts';
import { runCommand } from '../process/run-command.ts';

/** What the kernel says of the file behind a loop device whose pool was removed under it. */
const lost = '/pool.img (deleted)';

/**
 * Detaches the loop devices of pools whose volume is gone: a run that is ended in its middle has no time to do it in
 * order, and the space of the file stays taken until then. Does nothing where there are none, or they are not ours to end.
 */
export async function freeLostLoops(signal: AbortSignal): Promise<void> {
  if (process.platform !== 'linux' || findExecutable('losetup') === undefined) return;
  const devices = (await readdir('/sys/block').catch(() => [])).filter((name) => name.startsWith('loop'));
  for (const name of devices) {
    const file = await readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => '');
    if (file.trim() === lost) await runCommand('losetup', ['--detach', `/dev/${name}`], { signal });
  }
}
