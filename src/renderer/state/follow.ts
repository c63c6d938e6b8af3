import type { SubscribeOptions, TopicEvent } from '../../shared/contract/define.ts';
import { isCancelled, toBacklotError } from '../../shared/errors.ts';
import { createBatch, nextFrame, type Schedule } from './frame-batch.ts';

export interface FollowOptions<Value> {
  readonly signal: AbortSignal;
  /** Takes the values of one frame, oldest first. */
  readonly take: (values: readonly Value[]) => void;
  /** Told of an error after which the topic is not tried again. */
  readonly failed?: ((error: unknown) => void) | undefined;
  /**
   * Told of an error that is waited out, but that is not the line's: an engine that does not answer. What
   * comes next says that it is over.
   */
  readonly hindered?: ((error: unknown) => void) | undefined;
  /**
   * After a lost connection: `state` asks for the present state anew, `cursor` for what came after the
   * last value seen.
   */
  readonly resume: 'state' | 'cursor';
  readonly schedule?: Schedule;
  /** Waits before another try; milliseconds. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });

/**
 * Feeds a topic into state until the signal aborts or the topic ends. Lost connections are waited out;
 * another error goes to `failed` and ends it.
 */
export async function follow<Value>(
  subscribe: (options: SubscribeOptions) => AsyncIterable<TopicEvent<Value>>,
  { signal, take, failed, hindered, resume, schedule = nextFrame, wait = sleep }: FollowOptions<Value>,
): Promise<void> {
  const batch = createBatch(take, schedule);
  const drop = (): void => batch.stop();
  signal.addEventListener('abort', drop, { once: true });
  let after: number | undefined;
  let pause = 250;

  while (!signal.aborted) {
    try {
      for await (const event of subscribe({ signal, after: resume === 'cursor' ? after : undefined })) {
        if (signal.aborted) return;
        after = event.cursor;
        pause = 250;
        batch.add(event.value);
      }
      batch.flush();
      return;
    } catch (error) {
      batch.flush();
      if (signal.aborted || isCancelled(error)) return;
      const { code, retryable } = toBacklotError(error);
      if (!retryable) {
        failed?.(error);
        return;
      }
      if (code !== 'connection-closed') hindered?.(error);
      await wait(pause, signal);
      pause = Math.min(pause * 2, 5000);
    }
  }
}
