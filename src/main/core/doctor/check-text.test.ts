import { expect, test } from 'vitest';
import type { Check } from '../../../shared/model/check.ts';
import { checkExitCode, checkText } from './check-text.ts';

const checks: readonly Check[] = [
  {
    id: 'docker:default',
    group: 'docker',
    title: 'Docker engine (context default, current)',
    status: 'fail',
    found: 'unix:///var/run/docker.sock',
    problem: "You may not use Docker's socket unix:///var/run/docker.sock.",
    fix: {
      command: 'sudo usermod -aG docker "$USER"',
      steps: ['Log out and in again, so that the new group counts.'],
      automatic: false,
    },
  },
  {
    id: 'disk:docker',
    group: 'storage',
    title: 'Disk space for Docker',
    status: 'skipped',
    found: 'not known while the engine does not answer',
  },
  { id: 'git', group: 'git', title: 'git', status: 'ok', found: '2.39.5' },
  {
    id: 'ports',
    group: 'ports',
    title: 'Ports',
    status: 'warn',
    found: "loopback works, port 7680 can't be had (EADDRINUSE)",
    problem: 'nginx (process 4711) has port 7680.',
    fix: { steps: ['Stop nginx.'], automatic: false },
  },
  { id: 'secrets', group: 'secrets', title: 'Keeper of secrets', status: 'running', found: '' },
];

test('the checks as lines', () => {
  expect(checkText(checks)).toBe(`fail  Docker engine (context default, current): unix:///var/run/docker.sock
      You may not use Docker's socket unix:///var/run/docker.sock.
      Fix: sudo usermod -aG docker "$USER"
      - Log out and in again, so that the new group counts.
skip  Disk space for Docker: not known while the engine does not answer
ok    git: 2.39.5
warn  Ports: loopback works, port 7680 can't be had (EADDRINUSE)
      nginx (process 4711) has port 7680.
      - Stop nginx.
...   Keeper of secrets

1 failed, 1 warning, 1 ok.`);
});

test('when all is well it says so', () => {
  expect(checkText(checks.filter(({ status }) => status === 'ok'))).toBe(`ok    git: 2.39.5

Everything Backlot needs is here.`);
});

test('only a failure is a missing prerequisite', () => {
  expect(checkExitCode(checks)).toBe(3);
  expect(checkExitCode(checks.filter(({ status }) => status !== 'fail'))).toBe(0);
});
