import type { Network } from '../compose/model.ts';

/** The first address of a subnet that a host can have: "10.9.1.0/24" has 10.9.1.1. */
function firstAddress(subnet: string): string {
  const [base = '', bits = '32'] = subnet.split('/');
  const size = 2 ** (32 - Number(bits));
  const number = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const first = Math.floor(number / size) * size + 1;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
}

/**
 * A network that leads nowhere: the engine forwards nothing from it, and the machine has no address in it. The
 * address of its gateway is left for the guard to take. Without IPv6, which engines do not close. Pure.
 */
export function isolateNetwork(network: Network): Network {
  if (network.external || (network.driver ?? 'bridge') !== 'bridge') return network;
  const { enable_ipv6: _, ipam, driver_opts, ...rest } = network;
  const config = ipam.config
    ?.filter(({ subnet }) => !subnet?.includes(':'))
    .map((one) => ({
      ...one,
      // Without it said, the engine does not tell which it has chosen.
      ...(one.gateway === undefined && one.subnet !== undefined ? { gateway: firstAddress(one.subnet) } : {}),
    }));
  return {
    ...rest,
    internal: true,
    ipam: { ...ipam, ...(config === undefined ? {} : { config }) },
    driver_opts: { ...driver_opts, 'com.docker.network.bridge.inhibit_ipv4': 'true' },
  };
}
