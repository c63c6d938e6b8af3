import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';
import { explainChange } from './explain-change.ts';
import { type ObservedContainer, type ObservedStack, slot } from './observed.ts';
import type { UpRequest } from './up-request.ts';

export interface CauseContext {
  readonly desired: DesiredStack;
  readonly observed: ObservedStack;
  readonly request: UpRequest;
  /** Services whose containers are made anew by the plan so far. */
  readonly remade: ReadonlySet<string>;
  /** Keys of networks that are made anew. */
  readonly recreatedNetworks: ReadonlySet<string>;
}

/** A shared network that belongs to a container which is not there any more. */
function lostOwner(
  { observed }: CauseContext,
  { service }: DesiredService,
  { networkOf }: ObservedContainer,
): readonly string[] {
  const mode = service.network_mode;
  if (!mode?.startsWith('service:') || networkOf === undefined) return [];
  const owner = mode.slice('service:'.length);
  return observed.containers.some((one) => one.id === networkOf && one.service === owner)
    ? []
    : [`the container of ${owner} whose network it shared is gone`];
}

function portCauses(
  { observed }: CauseContext,
  { service, number, ports }: ObservedContainer,
): readonly string[] {
  const moved = observed.ports[slot(service, number)] ?? {};
  return [...new Set([...Object.keys(moved), ...Object.keys(ports)])].flatMap((key) => {
    const [to, from] = [moved[key]?.port, ports[key]];
    if (to === from) return [];
    return [to === undefined ? `port ${from} can be the declared one again` : (moved[key]?.why ?? '')];
  });
}

/** Why a container must be made anew, in words; empty when it can stay. */
export function containerCauses(
  context: CauseContext,
  one: DesiredService,
  container: ObservedContainer,
): readonly string[] {
  const { desired, observed, request, remade, recreatedNetworks } = context;
  const shared = one.shares.find((other) => remade.has(other));
  const network = one.networks.find(({ key }) => recreatedNetworks.has(key));
  const forced = [
    ...(shared === undefined
      ? []
      : [`${shared}, whose network, processes or volumes it shares, is made anew`]),
    ...(network === undefined ? [] : [`network ${network.key} is made anew`]),
    ...lostOwner(context, one, container),
  ];
  if (request.recreate === 'never' && forced.length === 0) return [];
  const renamed =
    container.name === containerName(desired, one, container.number) ? [] : [`its name is ${container.name}`];
  const all = [
    ...explainChange(one, container, observed.images[one.image]),
    ...forced,
    ...portCauses(context, container),
    ...renamed,
  ];
  return all.length === 0 && request.recreate === 'always' ? ['asked for'] : all;
}
