import { promises as dns } from 'node:dns';
import { contains } from './find-interfaces.ts';

/** Finds the address of a service of the environment. @throws Error where it does not run. */
export type FindService = (service: string) => Promise<string>;

/**
 * Asks the engine's resolver, and takes no address but one in the networks that the guard guards: a name that the
 * engine does not know may be answered by somebody outside. `networks` as "172.21.0.1/16".
 */
export function findService(networks: readonly string[]): FindService {
  const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers(['127.0.0.11']);
  return async (service) => {
    const addresses = await resolver.resolve4(service).catch(() => []);
    const address = addresses.find((one) => networks.some((network) => contains(network, one)));
    if (address === undefined) throw new Error(`the service ${service} does not run`);
    return address;
  };
}
