import type { TopicEvent } from '../../shared/contract/define.ts';
import { createQueue, type Queue } from '../../shared/rpc/queue.ts';

export interface FakeTopic<Value> {
  readonly send: (value: Value) => void;
  /** `first` before what is sent from now on, until the signal aborts. */
  readonly follow: (first: readonly Value[], signal: AbortSignal) => AsyncIterable<TopicEvent<Value>>;
}

/** A topic whose values are sent by hand. */
export function fakeTopic<Value>(): FakeTopic<Value> {
  const readers = new Set<Queue<TopicEvent<Value>>>();
  let cursor = 0;
  return {
    send(value) {
      cursor += 1;
      for (const reader of readers) reader.push({ cursor, value });
    },
    follow(first, signal) {
      const reader = createQueue<TopicEvent<Value>>();
      for (const value of first) reader.push({ cursor, value });
      readers.add(reader);
      signal.addEventListener(
        'abort',
        () => {
          readers.delete(reader);
          reader.end();
        },
        { once: true },
      );
      return reader;
    },
  };
}
