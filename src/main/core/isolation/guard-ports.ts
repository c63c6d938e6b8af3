import type { GuardPort } from '../../../shared/model/isolation.ts';
import type { Port, Service } from '../compose/model.ts';
import { isLoopback } from '../loopback.ts';
import { firstListen } from './guard-names.ts';

export interface MovedPorts {
  /** As the guard publishes them. */
  readonly ports: readonly Port[];
  /** Where each leads. */
  readonly leads: readonly GuardPort[];
}

/** The published ports of services, as the guard has them: on loopback where the engine is here. Pure. */
export function moveToGuard(
  services: Readonly<Record<string, Service>>,
  { local }: { readonly local: boolean },
): MovedPorts {
  const all = Object.entries(services).flatMap(([service, { ports = [] }]) =>
    ports.map((port) => ({ service, port })),
  );
  return {
    ports: all.map(({ port }, index) => {
      const host = port.host_ip ?? '';
      const at = isLoopback(host) || !local ? host : '127.0.0.1';
      return { ...port, target: firstListen + index, ...(at === '' ? {} : { host_ip: at }) };
    }),
    leads: all.map(({ service, port: { protocol, target } }, index) => ({
      listen: firstListen + index,
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      service,
      target,
    })),
  };
}
