/** Merges sources that are each in order into one; each is read only as far as needed. Of equal times the earlier source goes first. */
export async function* mergeHistory<Line extends { readonly at: number }>(
  sources: readonly AsyncIterable<readonly Line[]>[],
): AsyncGenerator<Line, void, undefined> {
  const readers = sources.map((source) => ({
    iterator: source[Symbol.asyncIterator](),
    lines: [] as readonly Line[],
    next: 0,
    ended: false,
  }));
  const fill = async (reader: (typeof readers)[number]): Promise<void> => {
    while (!reader.ended && reader.next >= reader.lines.length) {
      const { done, value } = await reader.iterator.next();
      reader.ended = done === true;
      reader.lines = done ? [] : value;
      reader.next = 0;
    }
  };
  try {
    await Promise.all(readers.map(fill));
    for (;;) {
      let oldest: (typeof readers)[number] | undefined;
      let line: Line | undefined;
      for (const reader of readers) {
        const own = reader.lines[reader.next];
        if (own !== undefined && (line === undefined || own.at < line.at)) {
          oldest = reader;
          line = own;
        }
      }
      if (oldest === undefined || line === undefined) return;
      oldest.next += 1;
      if (oldest.next >= oldest.lines.length) await fill(oldest);
      yield line;
    }
  } finally {
    await Promise.all(readers.map(({ iterator }) => iterator.return?.()));
  }
}
