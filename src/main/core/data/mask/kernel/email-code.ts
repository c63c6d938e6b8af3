import type { KernelCode } from './kernel-code.ts';
import { cache, emailData, kinds } from './layout.ts';

const keysEnd = 128;

/** The e-mail transformer's form in the kernel; keys are those of `TextPermutation.placeKeys`. */
export const emailCode = (local: Int32Array, domain: Int32Array, exchangesDomain: boolean): KernelCode => ({
  kind: kinds.email,
  bytes: keysEnd + emailData.domainSlots * cache.slotBytes,
  write: (memory, address) => {
    local.forEach((word, index) => {
      memory.setInt32(address + emailData.local + 4 * index, word, true);
    });
    domain.forEach((word, index) => {
      memory.setInt32(address + emailData.domain + 4 * index, word, true);
    });
    memory.setInt32(address + emailData.exchangesDomain, exchangesDomain ? 1 : 0, true);
    memory.setInt32(address + emailData.domains, address + keysEnd, true);
  },
});
