import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { parity as contract } from '../../shared/contract/parity.ts';
import type { Parity } from '../core/parity/compare-environments.ts';

/** The parity domain; `load` gives what compares, when it is first asked. */
export const parityHandlers = (load: () => Promise<Parity>): DomainHandlers<typeof contract> => ({
  compare: async (request, { signal }) => (await load()).compare(request, signal),
});
