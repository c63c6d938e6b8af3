import { promises as dns } from 'node:dns';
import type { GuardConfig } from '../shared/model/isolation.ts';

/** The service behind the name of a container: "shop-dev-web-1.shop-dev_default" is web's. Pure. */
export function serviceOf(
  name: string,
  { composeProject, services }: Pick<GuardConfig, 'composeProject' | 'services'>,
): string | undefined {
  return Object.entries(services).find(([service, fixed]) => {
    if (fixed !== null && name.startsWith(`${fixed}.`)) return true;
    const prefix = `${composeProject}-${service}-`;
    return name.startsWith(prefix) && /^\d+(?:\.|$)/.test(name.slice(prefix.length));
  })?.[0];
}

const keepMs = 5000;
const most = 4096;

/**
 * Names the service behind an address: the engine's resolver knows the container. What it does not know
 * keeps its address. An address may be another's soon, so that what is known is not known for long.
 */
export function nameClients(config: GuardConfig): (address: string) => Promise<string> {
  const resolver = new dns.Resolver({ timeout: 5000, tries: 2 });
  resolver.setServers(['127.0.0.11']);
  const known = new Map<string, { readonly at: number; readonly name: Promise<string> }>();
  const look = async (address: string): Promise<string> => {
    try {
      for (const name of await resolver.reverse(address)) {
        const service = serviceOf(name, config);
        if (service !== undefined) return service;
      }
    } catch {
      // Gone already, or none of ours.
    }
    return address;
  };
  return (given) => {
    const address = given.replace(/^::ffff:/, '');
    const found = known.get(address);
    const now = Date.now();
    if (found !== undefined && now - found.at < keepMs) return found.name;
    if (known.size >= most) known.clear();
    const name = look(address);
    known.set(address, { at: now, name });
    return name;
  };
}
