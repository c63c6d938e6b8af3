import type { Handlers } from '../../contract/define.ts';
import { BacklotError } from '../../errors.ts';
import type { trialContract } from './trial-contract.ts';

export interface Trial {
  readonly handlers: Handlers<typeof trialContract>;
  /** Names of waits and ticks whose signal was aborted, in order. */
  readonly aborted: readonly string[];
  /** How many waits and ticks have begun. */
  readonly begun: () => number;
}

/** Handlers of the trial contract that note what happened to them. */
export function createTrial(): Trial {
  const aborted: string[] = [];
  let begun = 0;
  const untilAborted = (name: string, signal: AbortSignal): Promise<void> => {
    begun += 1;
    return new Promise((resolve) => {
      const note = (): void => {
        aborted.push(name);
        resolve();
      };
      if (signal.aborted) note();
      else signal.addEventListener('abort', note, { once: true });
    });
  };
  const cycle = (): unknown => {
    const self: Record<string, unknown> = {};
    self.self = self;
    return self;
  };

  return {
    aborted,
    begun: () => begun,
    handlers: {
      trial: {
        echo: ({ text }) => ({ text }),
        fail({ how }) {
          switch (how) {
            case 'typed':
              throw new BacklotError('config-invalid', 'backlot.yaml:3:1: unknown key "naem".', {
                hint: 'Did you mean "name"?',
                details: { line: 3 },
                retryable: true,
              });
            case 'plain':
              throw new TypeError('x is not a function');
            case 'wrong-output':
            case 'unserializable':
              return { callback: () => {} };
            case 'cycle':
              return cycle();
          }
        },
        async wait({ name }, { signal }) {
          await untilAborted(name, signal);
          throw signal.reason;
        },
        async *count({ to }, { after }) {
          for (let n = (after ?? 0) + 1; n <= to; n++) yield { cursor: n, value: { n } };
        },
        async *tick({ name }, { signal }) {
          yield { cursor: 1, value: {} };
          await untilAborted(name, signal);
        },
        async *broken() {
          yield { cursor: 1, value: { n: 1 } };
          throw new BacklotError('docker-unreachable', 'The engine went away.');
        },
      },
    },
  };
}
