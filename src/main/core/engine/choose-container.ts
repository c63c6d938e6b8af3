import type { ObservedContainer } from './observed.ts';

/** Names that a container has while one is replaced by another. */
export const nextName = (name: string): string => `${name}.next`;
export const oldName = (name: string): string => `${name}.old`;

export interface Chosen {
  /** The one that counts. */
  readonly container: ObservedContainer | undefined;
  /** What an update that did not come to its end has left behind. */
  readonly leftovers: readonly ObservedContainer[];
}

/**
 * Which of the containers in one place counts: the one with the right name. Without it an update was
 * interrupted between its two renamings, and the one that was to be replaced counts.
 */
export function chooseContainer(candidates: readonly ObservedContainer[], name: string): Chosen {
  const container =
    candidates.find((one) => one.name === name) ??
    candidates.find((one) => one.name === oldName(name)) ??
    candidates.find((one) => one.name !== nextName(name)) ??
    candidates[0];
  return { container, leftovers: candidates.filter((one) => one !== container) };
}
