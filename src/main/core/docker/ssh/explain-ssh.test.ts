import { expect, test } from 'vitest';
import { explainSsh, SshEnded } from './explain-ssh.ts';

const context = { name: 'box', address: 'ssh://anna@box.example:2222' };

test.each([
  ['Host key verification failed.', 'host-untrusted', 'ssh anna@box.example'],
  [
    '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.',
    'host-untrusted',
    'ssh-keygen -R',
  ],
  ['anna@box.example: Permission denied (publickey).', 'docker-permission', 'ssh-add'],
  ['bash: line 1: docker: command not found', 'docker-missing', 'PATH'],
  [
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    'docker-permission',
    'group',
  ],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'docker-unreachable',
    'Start Docker',
  ],
  ['ssh: Could not resolve hostname box.example: Name or service not known', 'docker-unreachable', 'Correct'],
  ['ssh: connect to host box.example port 2222: Connection timed out', 'docker-unreachable', 'VPN'],
  ['Connection closed by 192.0.2.1 port 2222', 'docker-unreachable', 'VPN'],
  ['something else\nthat nobody has seen', 'docker-unreachable', 'docker --context box version'],
  ['', 'docker-unreachable', 'docker --context box version'],
])('%j is %s', (stderr, code, hint) => {
  expect(explainSsh(new SshEnded(255, stderr), context)).toMatchObject({
    code,
    hint: expect.stringContaining(hint),
    details: { context: 'box', address: context.address },
  });
});

test.each([
  ['ssh://anna@box.example:2222', 'anna@box.example -p 2222', '[box.example]:2222'],
  ['ssh://box.example', 'box.example', 'box.example'],
  ['ssh://anna@[2001:db8::1]:2222/run/docker.sock', 'anna@2001:db8::1 -p 2222', '[2001:db8::1]:2222'],
])('%s: commands that are told can be run as they stand', (address, login, known) => {
  const hintOf = (stderr: string) => explainSsh(new SshEnded(255, stderr), { name: 'box', address }).hint;
  expect(hintOf('REMOTE HOST IDENTIFICATION HAS CHANGED')).toContain(`ssh-keygen -R '${known}',`);
  expect(hintOf('Host key verification failed.')?.split(': ').at(-1)).toBe(`ssh ${login}`);
});
