import { expect, test } from 'vitest';
import { readSshAddress, remoteCommand, sshHost, sshOptions } from './ssh-target.ts';

const nobody = { user: undefined, port: undefined, socket: undefined };

test.each([
  ['ssh://box', { ...nobody, host: 'box' }],
  ['ssh://anna@box.example:2222', { ...nobody, host: 'box.example', user: 'anna', port: 2222 }],
  [
    'ssh://[2001:db8::1]/run/user/1000/docker.sock',
    { ...nobody, host: '2001:db8::1', socket: '/run/user/1000/docker.sock' },
  ],
  ['ssh://an%20na@box/', { ...nobody, host: 'box', user: 'an na' }],
  ['ssh://anna:secret@box', undefined],
  ['ssh://box?x=1', undefined],
  ['ssh://', undefined],
  ['tcp://box', undefined],
])('%s', (address, expected) => {
  expect(readSshAddress(address)).toEqual(expected);
});

test('the host is never taken for an option, and a path never for more than one word', () => {
  expect(sshHost({ ...nobody, host: '-oProxyCommand=x', user: 'anna', port: 22 })).toEqual([
    ...['-l', 'anna', '-p', '22', '--', '-oProxyCommand=x'],
  ]);
  expect(remoteCommand({ ...nobody, host: 'box' })).toBe('docker system dial-stdio');
  expect(remoteCommand({ ...nobody, host: 'box', socket: "/run/a'; rm -rf b" })).toBe(
    `docker --host 'unix:///run/a'\\''; rm -rf b' system dial-stdio`,
  );
});

test('ssh asks no question, and shares a connection where it can', () => {
  expect(sshOptions('/run/c')).toContain('ControlPath=/run/c');
  expect(sshOptions(undefined).join(' ')).toBe(
    '-o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15',
  );
});
