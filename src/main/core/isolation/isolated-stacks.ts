import { guardService, type TrustedRoots } from '../../../shared/model/isolation.ts';
import { listNetworks } from '../docker/networks.ts';
import type { DesiredStack } from '../engine/desired.ts';
import type { StackAccess, StackRef, StackSource } from '../engine/stack-access.ts';
import type { IsolationRules } from './isolation-rules.ts';

/** Which environments are isolated, and how. */
export interface IsolationSource extends StackSource {
  readonly isolation: (ref: StackRef, signal: AbortSignal) => Promise<IsolationRules | undefined>;
}

/** Stacks as they are brought up: those of isolated environments behind their guard. */
export const isolatedSource = (source: IsolationSource): StackSource => ({
  ...source,
  async model(ref, identity, signal) {
    const [model, rules] = await Promise.all([
      source.model(ref, identity, signal),
      source.isolation(ref, signal),
    ]);
    if (rules === undefined) return model;
    const [{ isolateModel }, { guardImage }] = await Promise.all([
      import('./isolate-model.ts'),
      import('./guard-image.ts'),
    ]);
    const image = await guardImage(signal);
    return isolateModel(model, { rules, image, composeProject: identity.composeProject });
  },
});

const isIsolated = ({ services }: DesiredStack): boolean =>
  services.some(({ name }) => name === guardService);

/** Stacks as operations use them: what is made in an isolated environment knows where its guard is. */
export function isolatedAccess(access: StackAccess): StackAccess {
  const known = new Map<string, TrustedRoots>();
  return {
    ...access,
    async desired(ref, signal) {
      const stack = await access.desired(ref, signal);
      if (!isIsolated(stack)) return stack;
      const { isolationNotes } = await import('./isolation-notes.ts');
      return { ...stack, notes: [...stack.notes, ...isolationNotes(stack)] };
    },
    async planned(ref, fingerprint, signal) {
      const stack = await access.planned(ref, fingerprint, signal);
      if (!isIsolated(stack)) return stack;
      const { settleAddresses } = await import('./settle-addresses.ts');
      const networks = await listNetworks(await access.engine(ref.host, signal), signal);
      const gateways = networks.flatMap(({ Name, IPAM }) =>
        (IPAM?.Config ?? []).flatMap(({ Subnet, Gateway }): [string, string][] => {
          // Engines tell it with its prefix or without.
          const address = Gateway.split('/')[0] ?? '';
          return address === '' || address.includes(':')
            ? []
            : [[Name, `${address}/${Subnet.split('/')[1] ?? '32'}`]];
        }),
      );
      return settleAddresses(stack, new Map(gateways));
    },
    async complete(made, signal) {
      await access.complete?.(made, signal);
      if (!isIsolated(made.stack)) return;
      const { giveTrust } = await import('./give-trust.ts');
      await giveTrust(made, known, signal);
    },
  };
}
