import { expect, test } from 'vitest';
import type { Machine } from './observe-machine.ts';
import { startEngineHow } from './start-engine-how.ts';

const machine: Machine = {
  platform: 'linux',
  family: 'debian',
  root: false,
  systemd: true,
  initScript: true,
  hostname: 'box',
  kernel: '6.1.0',
};

const systemSocket = '/var/run/docker.sock';

const cases: readonly [
  name: string,
  socket: string,
  facts: Partial<Machine>,
  command: string,
  automatic: boolean,
][] = [
  ['default', systemSocket, {}, 'sudo systemctl start docker', false],
  ['default', systemSocket, { root: true }, 'systemctl start docker', true],
  ['default', systemSocket, { systemd: false }, 'sudo service docker start', false],
  ['default', systemSocket, { systemd: false, root: true }, 'service docker start', true],
  ['default', systemSocket, { systemd: false, initScript: false, root: true }, '', false],
  ['default', '/run/user/1000/docker.sock', {}, 'systemctl --user start docker', true],
  ['default', '/tmp/other.sock', { root: true }, '', false],
  ['rootless', '/run/user/1000/docker.sock', {}, 'systemctl --user start docker', true],
  ['desktop-linux', '/home/a/.docker/desktop/docker.sock', {}, 'systemctl --user start docker-desktop', true],
  ['colima', '/Users/a/.colima/default/docker.sock', { platform: 'darwin' }, 'colima start', false],
  ['default', systemSocket, { platform: 'darwin' }, 'open -a Docker', true],
  ['orbstack', '/Users/a/.orbstack/run/docker.sock', { platform: 'darwin' }, 'open -a OrbStack', true],
  [
    'default',
    '',
    { platform: 'win32' },
    'Start-Process "$Env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe"',
    false,
  ],
];

test.each(cases)('%s at %s with %j: %s', (name, path, facts, command, automatic) => {
  const how = startEngineHow({ name, endpoint: { kind: 'unix', path } }, { ...machine, ...facts });
  expect(how.howTo.command ?? '').toBe(command);
  expect(how.mend !== undefined).toBe(automatic);
  expect(how.howTo.command ?? how.howTo.steps[0]).toBeTruthy();
});
