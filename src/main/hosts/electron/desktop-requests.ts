import type { Handlers } from '../../../shared/contract/define.ts';
import type { DesktopRequest, desktopContract } from '../../../shared/contract/desktop.ts';

/** What the desktop has asked of the page and the page has not read yet. */
export interface DesktopRequests {
  readonly push: (request: DesktopRequest) => void;
  readonly topic: Handlers<typeof desktopContract>['desktop']['requests'];
}

/** Keeps requests until a page reads them; each is read once, by the page that is there. */
export function createDesktopRequests(): DesktopRequests {
  const waiting: DesktopRequest[] = [];
  let cursor = 0;
  let wake: (() => void) | undefined;
  return {
    push(request) {
      waiting.push(request);
      wake?.();
    },
    async *topic(_, { signal }) {
      while (!signal.aborted) {
        const request = waiting.shift();
        if (request) {
          cursor += 1;
          yield { cursor, value: request };
          continue;
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
        await promise;
      }
    },
  };
}
