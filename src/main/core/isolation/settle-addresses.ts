import { guardService } from '../../../shared/model/isolation.ts';
import type { DesiredService, DesiredStack } from '../engine/desired.ts';
import { guardAddress, guardVariables } from './guard-names.ts';

/** A network's own address, with its prefix: "172.21.0.1/16". */
export type Gateways = ReadonlyMap<string, string>;

const settleService = (
  one: DesiredService,
  gatewayOf: (key: string) => string | undefined,
): DesiredService => {
  const { service } = one;
  if (one.name === guardService) {
    const gateways = one.networks.flatMap(({ key }) => gatewayOf(key) ?? []);
    const environment = { ...service.environment, [guardVariables.gateways]: gateways.join(' ') };
    return { ...one, service: { ...service, environment } };
  }
  if (service.dns?.[0] !== guardAddress) return one;
  const [address] = one.networks.flatMap(({ key }) => gatewayOf(key)?.split('/')[0] ?? []);
  // Without a network there yet it stays a word, which the engine refuses: never its own resolver.
  return address === undefined ? one : { ...one, service: { ...service, dns: [address] } };
};

/**
 * A stack with the addresses that its guard has in the networks that are there. Fingerprints stay: the engine
 * chooses addresses, and a network made anew takes its containers along. Pure.
 */
export const settleAddresses = (stack: DesiredStack, gateways: Gateways): DesiredStack => {
  const gatewayOf = (key: string): string | undefined => {
    const network = stack.networks.find((one) => one.key === key);
    return network?.body.Internal === true ? gateways.get(network.name) : undefined;
  };
  return { ...stack, services: stack.services.map((one) => settleService(one, gatewayOf)) };
};
