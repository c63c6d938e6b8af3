/** For tests: what an iterable yields until it ends or `enough` says so. */
export async function collect<T>(
  values: AsyncIterable<T>,
  enough: (value: T, all: readonly T[]) => boolean = () => false,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const value of values) {
    all.push(value);
    if (enough(value, all)) break;
  }
  return all;
}
