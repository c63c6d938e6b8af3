import type { Check } from '../../shared/model/check.ts';

const ok = (id: string, group: Check['group'], title: string, found: string, ms: number): Check => ({
  id,
  group,
  title,
  status: 'ok',
  found,
  ms,
});

/** A machine with one thing to attend to. */
export const fakeChecks: readonly Check[] = [
  ok('docker:default', 'docker', 'Docker engine (context default)', '29.1.2, API 1.52, overlay2', 41),
  {
    id: 'docker:shared',
    group: 'docker',
    title: 'Docker engine (context shared)',
    status: 'warn',
    found: 'ssh://deploy@shared.example.test, no answer within 3 s',
    problem: 'The shared host does not answer. Environments on it are shown from the last time it did.',
    fix: {
      command: 'docker --context shared info',
      steps: [
        'Check that you are on the company network.',
        'Ask the host for its state with the command below.',
      ],
      automatic: false,
    },
    ms: 3004,
  },
  ok('docker:disk', 'docker', 'Disk space for images and volumes', '212 GB free of 480 GB', 6),
  ok('git', 'git', 'git', '2.47.1', 9),
  ok('ports', 'ports', 'Ports of the router (80, 443)', 'free on 127.0.0.1', 2),
  ok('secrets', 'secrets', 'Keychain', 'GNOME Keyring', 18),
  {
    id: 'storage:tier',
    group: 'storage',
    title: 'Cloning of datasets',
    status: 'warn',
    found: 'ext4: no copy-on-write',
    problem:
      'Switching a dataset copies files instead of sharing them. A pool makes a switch take half a second.',
    fix: { steps: ['A 20 GB pool is made inside the Docker host.'], automatic: true },
    ms: 120,
  },
];

/** A machine on which nothing can run yet. */
export const fakeFailingChecks: readonly Check[] = [
  {
    id: 'docker:default',
    group: 'docker',
    title: 'Docker engine (context default)',
    status: 'fail',
    found: 'unix:///var/run/docker.sock: permission denied',
    problem: 'Docker runs, but this user may not talk to it.',
    fix: {
      command: 'sudo usermod -aG docker $USER',
      steps: [
        'Add yourself to the docker group with the command below.',
        'Log out and in again, then check once more.',
      ],
      automatic: false,
    },
    ms: 12,
  },
  {
    id: 'docker:disk',
    group: 'docker',
    title: 'Disk space for images and volumes',
    status: 'skipped',
    found: 'needs Docker',
  },
  ok('git', 'git', 'git', '2.47.1', 9),
  ok('ports', 'ports', 'Ports of the router (80, 443)', 'free on 127.0.0.1', 2),
  { id: 'secrets', group: 'secrets', title: 'Keychain', status: 'running', found: '' },
  ...fakeChecks.filter(({ id }) => id === 'storage:tier'),
];
