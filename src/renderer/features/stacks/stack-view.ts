import { navigate } from 'wouter/use-hash-location';
import { create } from 'zustand';

export const stackTabs = ['logs', 'terminal', 'config', 'parity', 'history'] as const;
export type StackTab = (typeof stackTabs)[number];

export interface StackViewState {
  readonly tab: StackTab;
  /** The services whose logs alone are shown; all when empty. */
  readonly solo: readonly string[];
  readonly muted: readonly string[];
  /** The service that the terminal is in. */
  readonly terminalOf: string | undefined;
}

/** What the environment screen shows below its services; stays while other screens are looked at. */
export const useStackView = create<StackViewState>()(() => ({
  tab: 'logs',
  solo: [],
  muted: [],
  terminalOf: undefined,
}));

/** The address of an environment's screen. */
export const environmentPath = (name: string): string => `/environments/${encodeURIComponent(name)}`;

/** Goes to an environment's screen. */
export const openEnvironment = (name: string): void => navigate(environmentPath(name));

/** Shows the logs of one service alone, or of all of them. */
export const showLogs = (service?: string): void =>
  useStackView.setState({ tab: 'logs', solo: service === undefined ? [] : [service], muted: [] });

/** Opens a terminal in a service. */
export const showTerminal = (service: string): void =>
  useStackView.setState({ tab: 'terminal', terminalOf: service });

const toggled = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names.filter((other) => other !== name) : [...names, name];

/** Shows a service's lines alone, beside others that are; or no longer. */
export const toggleSolo = (service: string): void =>
  useStackView.setState(({ solo }) => ({ solo: toggled(solo, service) }));

/** Leaves a service's lines out, or no longer. */
export const toggleMute = (service: string): void =>
  useStackView.setState(({ muted }) => ({ muted: toggled(muted, service) }));
