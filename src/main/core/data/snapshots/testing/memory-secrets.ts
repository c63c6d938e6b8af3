import type { Secrets } from '../../../secrets/secrets.ts';

/** For tests: secrets that last as long as the test. */
export function memorySecrets(): Secrets {
  const kept = new Map<string, string>();
  return {
    keeper: 'memory',
    get: async (name) => kept.get(name),
    set: async (name, value) => {
      kept.set(name, value);
    },
    remove: async (name) => {
      kept.delete(name);
    },
  };
}
