import { vi } from 'vitest';

/** Waits until the check passes, and answers what it does. Long, for machines that are busy with more than a test. */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 15_000 });
