import { freeDisk } from '../docker/disk-usage.ts';
import type { Examiner } from './finding.ts';
import { judgeDisk } from './judge-disk.ts';

/** Whether the data directory has room for snapshots. */
export const checkHomeDisk: Examiner = {
  id: 'disk:home',
  group: 'storage',
  title: "Disk space for Backlot's data",
  examine: async ({ home }) => {
    const judged = judgeDisk({ ...(await freeDisk(home)), path: home, what: "The disk of Backlot's data" });
    if (judged.status === 'ok') return judged;
    return {
      ...judged,
      howTo: {
        steps: [
          `Free some space on the disk that holds ${home}, or set BACKLOT_HOME to a folder on a larger one.`,
        ],
      },
    };
  },
};
