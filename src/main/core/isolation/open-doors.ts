import type { ComposeModel, Service } from '../compose/model.ts';

/** Capabilities with which a container can change how its own packets go, or write them itself. */
const capabilities: readonly string[] = ['ALL', 'NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'SYS_MODULE'];

/** Folders of the machine through which its engine can be told to do anything. */
const engineFolders: readonly string[] = ['/', '/run', '/var/run'];

function networkDoors(service: Service, model: Pick<ComposeModel, 'networks'>): readonly string[] {
  const { network_mode: mode, networks = {} } = service;
  if (mode === 'none' || mode?.startsWith('service:')) return [];
  if (mode !== undefined) return [`network_mode is "${mode}"`];
  return Object.keys(networks).flatMap((key) => {
    const { external = false, driver = 'bridge' } = model.networks[key] ?? {};
    if (external) return [`network ${key} is external`];
    return driver === 'bridge' ? [] : [`network ${key} has the driver ${driver}`];
  });
}

/** Why a service can't be isolated, in words; empty when it can. Pure. */
export function openDoors(service: Service, model: Pick<ComposeModel, 'networks'>): readonly string[] {
  const bound = (service.volumes ?? []).filter(
    ({ type, source = '' }) =>
      type === 'bind' && (source.endsWith('/docker.sock') || engineFolders.includes(source)),
  );
  return [
    ...(service.privileged ? ['it is privileged'] : []),
    ...networkDoors(service, model),
    ...(service.pid === 'host' ? ['it sees the processes of the machine'] : []),
    // Its kernel settings could be changed from inside: IPv6 among them.
    ...((service.security_opt ?? []).some((one) => /^systempaths[=:]unconfined$/.test(one))
      ? ['its system paths are unconfined']
      : []),
    ...(service.cap_add ?? [])
      .map((one) => one.toUpperCase().replace(/^CAP_/, ''))
      .filter((one) => capabilities.includes(one))
      .map((one) => `it has the capability ${one}`),
    ...bound.map(({ source }) => `it can reach the engine through ${source}`),
  ];
}
