import { BlockList, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** True for an address that is in a network which this machine is in itself: no router is asked for it. Pure. */
export function isOnLink(
  address: string,
  interfaces: Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'cidr'>[] | undefined>>,
): boolean {
  const networks = new BlockList();
  for (const { cidr } of Object.values(interfaces).flatMap((all) => all ?? [])) {
    const [base, bits] = cidr?.split('/') ?? [];
    if (base !== undefined) networks.addSubnet(base, Number(bits), isIPv6(base) ? 'ipv6' : 'ipv4');
  }
  return networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
