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
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** The same inside a sentence: just now, 12 s ago, on 31 May 2026. */
export function formatAgo(at: number, now: number): string {
  const text = formatRelativeTime(at, now);
  if (text === 'now') return 'just now';
  return now - at < 30 * day ? `${text} ago` : `on ${text}`;
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
