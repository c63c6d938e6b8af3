import type { NetworkAttachment, Port, Service } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';

type Settings = Readonly<Record<string, unknown>>;

const links = (stack: DesiredStack, { service }: DesiredService): readonly string[] => {
  const own = (service.links ?? []).flatMap((link) => {
    const [name = '', alias = name] = link.split(':');
    const other = stack.services.find((one) => one.name === name);
    return other ? [`${containerName(stack, other, 1)}:${alias}`] : [];
  });
  const foreign = (service.external_links ?? []).map((link) => {
    const [name = '', alias = name] = link.split(':');
    return `${name}:${alias}`;
  });
  return [...own, ...foreign];
};

function endpoint(
  stack: DesiredStack,
  desired: DesiredService,
  attachment: NetworkAttachment,
  { name, first }: { readonly name: string; readonly first: boolean },
): Settings {
  const { api } = stack;
  const { ipv4_address, ipv6_address, link_local_ips, driver_opts, gw_priority, interface_name } = attachment;
  const linked = links(stack, desired);
  const mac = attachment.mac_address ?? (first ? desired.service.mac_address : undefined);
  const aliases = [
    name,
    desired.name,
    ...(desired.alias ? [desired.alias] : []),
    ...(attachment.aliases ?? []),
  ];
  const ipam = {
    ...(ipv4_address === undefined ? {} : { IPv4Address: ipv4_address }),
    ...(ipv6_address === undefined ? {} : { IPv6Address: ipv6_address }),
    ...(link_local_ips === undefined ? {} : { LinkLocalIPs: link_local_ips }),
  };
  const interfaceOption =
    interface_name !== undefined && compareApi(api, '1.49') >= 0
      ? { 'com.docker.network.endpoint.ifname': interface_name }
      : {};
  const options = { ...driver_opts, ...interfaceOption };
  return {
    Aliases: [...new Set(aliases)],
    ...(linked.length > 0 ? { Links: linked } : {}),
    ...(Object.keys(ipam).length > 0 ? { IPAMConfig: ipam } : {}),
    ...(Object.keys(options).length > 0 ? { DriverOpts: options } : {}),
    ...(mac !== undefined && compareApi(api, '1.44') >= 0 ? { MacAddress: mac } : {}),
    ...(gw_priority !== undefined && compareApi(api, '1.48') >= 0 ? { GwPriority: gw_priority } : {}),
  };
}

/** A network that a container is attached to, by the network's name on the engine. */
export interface Endpoint {
  readonly network: string;
  readonly config: Settings;
}

/** Where a container is attached: the first network first. */
export function containerEndpoints(
  stack: DesiredStack,
  desired: DesiredService,
  name: string,
): readonly Endpoint[] {
  return desired.networks.map(({ key, attachment }, index) => ({
    network: stack.networks.find((one) => one.key === key)?.name ?? key,
    config: endpoint(stack, desired, attachment, { name, first: index === 0 }),
  }));
}

const expand = (range: string): readonly number[] => {
  const [from = 0, to = from] = range.split('-').map(Number);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
};

/** "80/tcp" of everything that a service exposes or publishes. */
export function exposedPorts({ expose = [], ports = [] }: Service): Readonly<Record<string, object>> {
  const exposed = expose.flatMap((entry) => {
    const [range = '', protocol = 'tcp'] = entry.split('/');
    return expand(range).map((port) => `${port}/${protocol}`);
  });
  return Object.fromEntries(
    [...exposed, ...ports.map(({ target, protocol }) => `${target}/${protocol}`)].map((key) => [key, {}]),
  );
}

/** What tells a published port of a service from the others: "80/tcp@127.0.0.1:8080". */
export const portKey = ({ target, protocol, host_ip = '', published = '' }: Port): string =>
  `${target}/${protocol}@${host_ip}:${published}`;

/** The ports of the machine as the engine takes them; `moved` has those that are not as declared. */
export function portBindings(
  { ports = [] }: Service,
  moved: Readonly<Record<string, number>>,
): Readonly<Record<string, readonly Settings[]>> {
  const bindings: Record<string, Settings[]> = {};
  for (const port of ports) {
    const key = `${port.target}/${port.protocol}`;
    const at = moved[portKey(port)] ?? port.published ?? '';
    bindings[key] = [...(bindings[key] ?? []), { HostIp: port.host_ip ?? '', HostPort: String(at) }];
  }
  return bindings;
}
