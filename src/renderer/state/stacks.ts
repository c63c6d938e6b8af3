import { create } from 'zustand';
import type { BacklotError } from '../../shared/errors.ts';
import type { StackStatus } from '../../shared/model/stack.ts';

/** Which environment of which project. */
export interface StackPlace {
  /** Absolute path of the project. */
  readonly project: string;
  readonly environment: string;
}

/** A stack as far as it is known; neither is there until the core has answered. */
export interface KnownStack {
  /** The last that was seen; stays while it can't be reached. */
  readonly status?: StackStatus | undefined;
  /** Why it can't be looked at now. */
  readonly error?: BacklotError | undefined;
}

export interface StacksState {
  readonly byPlace: Readonly<Record<string, KnownStack>>;
}

/** The stacks that are being looked at; fed by `stacks.status` through `watchStack`. */
export const useStacks = create<StacksState>()(() => ({ byPlace: {} }));

export const placeKey = ({ project, environment }: StackPlace): string => `${environment}@${project}`;
