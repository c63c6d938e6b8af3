/**
 * The new value, with every part that equals its counterpart in the old value replaced by that
 * counterpart: what did not change stays the same object, so that what shows it is not drawn again.
 * For JSON data.
 */
export function shareUnchanged<T>(before: unknown, after: T): T;
export function shareUnchanged(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part, index) => shareUnchanged<unknown>(before[index], part));
    const same =
      before.length === parts.length && parts.every((part, index) => Object.is(part, before[index]));
    return same ? before : parts;
  }
  if (isRecord(before) && isRecord(after)) {
    const entries = Object.entries(after).map(
      ([key, part]) => [key, shareUnchanged<unknown>(before[key], part)] as const,
    );
    const same =
      entries.length === Object.keys(before).length &&
      entries.every(([key, part]) => key in before && Object.is(part, before[key]));
    return same ? before : Object.fromEntries(entries);
  }
  return after;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
