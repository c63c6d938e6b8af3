const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, short: now, 12 s, 5 min, 2 h, 3 d, then a date. A time ahead of the clock is "now". */
export function formatRelativeTime(at: number, now: number): string {
  const ago = now - at;
  if (ago < 5 * second) return 'now';
  if (ago < minute) return `${Math.floor(ago / second)} s`;
  if (ago < hour) return `${Math.floor(ago / minute)} min`;
  if (ago < day) return `${Math.floor(ago / hour)} h`;
  if (ago < 30 * day) return `${Math.floor(ago / day)} d`;
  return new Date(at).toISOString().slice(0, 10);
}

/** The exact local time, for the hover of a relative one. */
export const formatExactTime = (at: number, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);

/** In how many milliseconds the short form can read differently. */
export function nextChange(at: number, now: number): number {
  const ago = Math.max(0, now - at);
  if (ago < minute) return second;
  return ago < hour ? 10 * second : minute;
}
