import type { ServiceState, StackService, StackStatus } from '../../../shared/model/stack.ts';
import type { KnownStack } from '../../state/stacks.ts';
import type { Tone } from '../../ui/status.tsx';

export interface StackWord {
  readonly tone: Tone;
  readonly word: string;
}

const serviceWords: Readonly<Record<ServiceState, StackWord>> = {
  ready: { tone: 'healthy', word: 'Ready' },
  starting: { tone: 'working', word: 'Starting' },
  unhealthy: { tone: 'attention', word: 'Unhealthy' },
  failed: { tone: 'failed', word: 'Failed' },
  stopped: { tone: 'neutral', word: 'Stopped' },
  absent: { tone: 'neutral', word: 'Not created' },
};

/** A service's state as a word and a tone. */
export const serviceWord = ({ state }: Pick<StackService, 'state'>): StackWord => serviceWords[state];

/** Whether any of its containers is at work. */
export const runs = ({ services }: Pick<StackStatus, 'services'>): boolean =>
  services.some(({ containers }) =>
    containers.some(({ state }) => state === 'running' || state === 'restarting'),
  );

/** Whether it has any container, at work or not. */
export const exists = ({ services }: Pick<StackStatus, 'services'>): boolean =>
  services.some(({ containers }) => containers.length > 0);

/** How many services are ready: "3 of 4 services ready". */
export function readyCount({ services }: Pick<StackStatus, 'services'>): string {
  const ready = services.filter(({ state }) => state === 'ready').length;
  return `${ready} of ${services.length} ${services.length === 1 ? 'service' : 'services'} ready`;
}

/** What a whole stack is up to: what its worst service is. */
export function stackWord(status: Pick<StackStatus, 'services'>): StackWord {
  const any = (state: ServiceState): boolean => status.services.some((service) => service.state === state);
  if (!exists(status)) return { tone: 'neutral', word: 'Not running' };
  if (any('failed')) return serviceWords.failed;
  if (!runs(status)) return serviceWords.stopped;
  if (any('unhealthy')) return serviceWords.unhealthy;
  if (any('starting')) return serviceWords.starting;
  if (any('stopped') || any('absent')) return { tone: 'attention', word: 'Partly running' };
  return serviceWords.ready;
}

/** The same for a stack of which it may not be known yet, or that can't be looked at. */
export function knownWord({ status, error }: KnownStack): StackWord {
  if (error) return { tone: 'attention', word: 'Out of reach' };
  return status ? stackWord(status) : { tone: 'neutral', word: 'Looking' };
}
