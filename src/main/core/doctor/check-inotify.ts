import { readFile } from 'node:fs/promises';
import type { Examiner, Finding } from './finding.ts';
import { howTo } from './how-to.ts';
import type { Machine } from './observe-machine.ts';

const enough = 65_536;

/** What the kernel's limit on watched files means. */
export function judgeInotify(watches: number, machine: Machine): Finding {
  const found = `${watches} files may be watched`;
  if (watches >= enough) return { status: 'ok', found };
  return {
    status: 'warn',
    found,
    problem: `With fewer than ${enough}, changes in a large project may be missed.`,
    howTo: howTo('inotify', machine),
  };
}

/** Whether the Linux kernel lets enough files be watched. */
export const checkInotify: Examiner = {
  id: 'inotify',
  group: 'storage',
  title: 'Watching files',
  examine: async ({ machine }, signal) => {
    const text = await readFile('/proc/sys/fs/inotify/max_user_watches', { encoding: 'utf8', signal });
    return judgeInotify(Number(text.trim()), machine);
  },
};
