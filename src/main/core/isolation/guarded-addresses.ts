import type { StackAddress } from '../../../shared/model/stack.ts';
import type { DesiredStack } from '../engine/desired.ts';
import { webAddress } from '../watch/published-address.ts';
import { guardConfigOf } from './isolation-rules.ts';

/** The addresses that a guard publishes, as those of the services that they lead to. Pure. */
export function guardedAddresses(
  desired: Pick<DesiredStack, 'services'> | undefined,
  published: readonly StackAddress[],
): readonly { readonly service: string; readonly address: StackAddress }[] {
  const ports = (desired && guardConfigOf(desired)?.ports) ?? [];
  return published.flatMap((address) => {
    const lead = ports.find(
      ({ listen, protocol }) => listen === address.target && protocol === address.protocol,
    );
    if (lead === undefined) return [];
    const { protocol, host, port } = address;
    const found = { target: lead.target, protocol, host, port };
    const url = webAddress(found);
    return [{ service: lead.service, address: url === undefined ? found : { ...found, url } }];
  });
}
