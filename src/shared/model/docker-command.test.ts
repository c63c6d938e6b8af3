import { expect, test } from 'vitest';
import { type DockerAction, dockerCommand } from './docker-command.ts';

test.each<[context: string, action: DockerAction, command: string]>([
  [
    'default',
    { kind: 'logs', container: 'shop-dev-web-1', follow: true },
    'docker logs --follow shop-dev-web-1',
  ],
  ['shared', { kind: 'logs', container: 'web', follow: false }, 'docker --context shared logs web'],
  ['default', { kind: 'stats', containers: ['a', 'b'] }, 'docker stats a b'],
  [
    'default',
    { kind: 'exec', container: 'db', command: ['psql', '-c', "select 'x'; -- $A"] },
    `docker exec -it db psql -c 'select '\\''x'\\''; -- $A'`,
  ],
  ['my box', { kind: 'exec', container: 'db', command: [''] }, "docker --context 'my box' exec -it db ''"],
])('%s: %j', (context, action, command) => {
  expect(dockerCommand(context, action)).toBe(command);
});
