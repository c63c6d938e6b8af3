import { expect, test } from 'vitest';
import type { Service } from '../compose/model.ts';
import { openDoors } from './open-doors.ts';

const networks = {
  default: { name: 'shop_default', ipam: {} },
  office: { name: 'office', external: true, ipam: {} },
  lan: { name: 'shop_lan', driver: 'macvlan', ipam: {} },
};
const bind = (source: string) => ({ volumes: [{ type: 'bind', source, target: '/x' } as const] });

test.each<[string, Partial<Service>, readonly string[]]>([
  ['an ordinary service', { networks: { default: null }, cap_add: ['NET_BIND_SERVICE'] }, []],
  ['no network', { network_mode: 'none' }, []],
  ["another service's network", { network_mode: 'service:web' }, []],
  ['privileged', { privileged: true }, ['it is privileged']],
  ["the machine's network", { network_mode: 'host' }, ['network_mode is "host"']],
  ['an external network', { networks: { default: null, office: null } }, ['network office is external']],
  ['another driver', { networks: { lan: null } }, ['network lan has the driver macvlan']],
  ['a capability', { cap_add: ['cap_net_admin'] }, ['it has the capability NET_ADMIN']],
  ['raw sockets', { cap_add: ['NET_RAW'] }, ['it has the capability NET_RAW']],
  ['system paths', { security_opt: ['systempaths=unconfined'] }, ['its system paths are unconfined']],
  ['all processes', { pid: 'host' }, ['it sees the processes of the machine']],
  ['the engine', bind('/var/run/docker.sock'), ['it can reach the engine through /var/run/docker.sock']],
  ['a folder', bind('/src/shop'), []],
])('%s', (_, service, expected) => {
  expect(openDoors({ command: null, entrypoint: null, ...service }, { networks })).toEqual(expected);
});
