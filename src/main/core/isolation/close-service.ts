import type { Service } from '../compose/model.ts';

const noIpv6 = 'net.ipv6.conf.all.disable_ipv6';

const isIpv6Switch = (key: string): boolean => /^net[./]ipv6[./]conf[./].+[./]disable_ipv6$/.test(key);

/**
 * Takes from a service what would lead past its guard: IPv6, by whose link-local address the machine can be reached
 * on the network's bridge, and raw sockets, by which frames can be addressed to that bridge. A service that is given
 * raw sockets by name keeps them: that is a door, which backlot.yaml has to open. Pure.
 */
export function closeService(service: Service): Pick<Service, 'sysctls' | 'cap_drop'> {
  const { sysctls = {}, cap_drop = [], cap_add = [], network_mode } = service;
  const kept = Object.fromEntries(Object.entries(sysctls).filter(([key]) => !isIpv6Switch(key)));
  // In another service's network its switch is the one that holds.
  const all = network_mode === undefined ? { ...kept, [noIpv6]: '1' } : kept;
  const given = cap_add.some((one) => /^(?:ALL|(?:CAP_)?NET_RAW)$/i.test(one));
  return {
    ...(Object.keys(all).length > 0 ? { sysctls: all } : { sysctls: undefined }),
    cap_drop: given ? cap_drop : [...new Set([...cap_drop, 'NET_RAW'])],
  };
}
