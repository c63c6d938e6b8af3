/** An endless line between a pusher and one `for await` reader. */
export interface Queue<T> extends AsyncIterable<T> {
  readonly push: (value: T) => void;
  /** Ends the line after what is already in it. */
  readonly end: () => void;
  /** Ends the line with an error after what is already in it. */
  readonly fail: (error: unknown) => void;
  /** How many values wait to be read. */
  readonly size: () => number;
}

type Ending = { readonly error?: unknown };

/** Makes a queue; values pushed after its end are dropped. */
export function createQueue<T>(): Queue<T> {
  let values: T[] = [];
  let ending: Ending | undefined;
  let wake: (() => void) | undefined;

  const stir = (): void => {
    wake?.();
    wake = undefined;
  };

  const finish = (how: Ending): void => {
    ending ??= how;
    stir();
  };

  async function* read(): AsyncGenerator<T> {
    for (;;) {
      while (values.length > 0) {
        const batch = values;
        values = [];
        yield* batch;
      }
      if (ending) {
        if ('error' in ending) throw ending.error;
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    push(value) {
      if (ending) return;
      values.push(value);
      stir();
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    size: () => values.length,
    [Symbol.asyncIterator]: read,
  };
}
