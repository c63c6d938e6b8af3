/** One IPv4 address of the guard. */
export interface GuardAddress {
  readonly name: string;
  readonly address: string;
  /** Of an address that stands for its network: "172.21.0.1/16". */
  readonly cidr: string;
}

export interface GuardInterfaces {
  readonly outside: string | undefined;
  readonly inside: readonly GuardAddress[];
}

const asNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** True where an address is in a network ("172.21.0.1/16"). */
export const contains = (cidr: string, address: string): boolean => {
  const [base = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(asNumber(base) / size) === Math.floor(asNumber(address) / size);
};

/**
 * Tells the guard's foot outside from those inside: inside is each network that it must be the gateway of.
 * `gateways` are the addresses that services know it by, with their prefix. Pure.
 * @throws Error when a network that it guards is not there: better not to start than to leave one open.
 */
export function findInterfaces(
  addresses: readonly GuardAddress[],
  gateways: readonly string[],
): GuardInterfaces {
  const inside = gateways.map((gateway) => {
    const found = addresses.find(({ address }) => contains(gateway, address));
    if (found === undefined) throw new Error(`no interface in the network of ${gateway}`);
    return { name: found.name, address: found.address, cidr: gateway };
  });
  const rest = addresses.filter(({ name }) => inside.every((one) => one.name !== name));
  if (rest.length > 1) throw new Error(`more than one foot outside: ${rest.map(({ name }) => name)}`);
  return { outside: rest[0]?.name, inside };
}
