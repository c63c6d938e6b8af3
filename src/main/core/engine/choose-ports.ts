import { portKey } from './container-networking.ts';
import type { DesiredStack } from './desired.ts';
import { type MovedPort, type ObservedContainer, slot } from './observed.ts';

export interface PortProbe {
  /** Whether a port of this machine can be published now. */
  readonly isFree: (port: number, protocol: string, hostIp: string) => Promise<boolean>;
  /** Who has it, in words; undefined when that can't be seen. */
  readonly holder: (port: number, protocol: string) => Promise<string | undefined>;
}

const lastPort = 65_535;

/**
 * Gives each published port that is one number its place on the machine. One that runs keeps what it has;
 * a taken port is left to its holder and the next free one is used. Every environment but the first
 * leaves the declared ports alone. Answers only those that are not as declared.
 */
export async function choosePorts(
  { services, identity }: Pick<DesiredStack, 'services' | 'identity'>,
  containers: readonly ObservedContainer[],
  probe: PortProbe,
): Promise<Readonly<Record<string, Readonly<Record<string, MovedPort>>>>> {
  const claimed = new Set<string>();
  const claim = (port: number, protocol: string): void => {
    claimed.add(`${port}/${protocol}`);
  };
  const places = services.flatMap(({ name, replicas, service }) =>
    Array.from({ length: replicas }, (_, index) => index + 1).flatMap((number) =>
      (service.ports ?? [])
        .filter(({ published = '' }) => /^[1-9]\d*$/.test(published))
        .map((port) => ({
          place: slot(name, number),
          key: portKey(port),
          declared: Number(port.published),
          protocol: port.protocol,
          hostIp: port.host_ip ?? '',
          own: containers.find((one) => one.service === name && one.number === number),
        })),
    ),
  );
  const chosen: Record<string, Record<string, MovedPort>> = {};
  const move = (place: string, key: string, moved: MovedPort): void => {
    chosen[place] = { ...chosen[place], [key]: moved };
  };

  const waiting = places.filter(({ place, key, declared, protocol, own }) => {
    // A running container has its ports for itself, unless the declaration is another one now.
    const has = own?.ports[key];
    const port = has ?? declared;
    if (!own?.published.includes(`${port}/${protocol}`)) return true;
    claim(port, protocol);
    if (has !== undefined) move(place, key, { port: has, why: 'it has it already' });
    return false;
  });

  for (const { place, key, declared, protocol, hostIp, own } of waiting) {
    const free = async (port: number): Promise<boolean> =>
      !claimed.has(`${port}/${protocol}`) && (await probe.isFree(port, protocol, hostIp));
    const before = own?.ports[key];
    const mayHave = identity.first && (await free(declared));
    if (mayHave) {
      claim(declared, protocol);
      continue;
    }
    let port = before !== undefined && (await free(before)) ? before : declared + 1;
    while (port !== before && port <= lastPort && !(await free(port))) port += 1;
    claim(port, protocol);
    const why = !identity.first
      ? `port ${declared} belongs to the first environment`
      : claimed.has(`${declared}/${protocol}`)
        ? `port ${declared} is used by another container of this environment`
        : `port ${declared} is taken by ${(await probe.holder(declared, protocol)) ?? 'another program'}`;
    move(place, key, { port, why });
  }
  return chosen;
}
