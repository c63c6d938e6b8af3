const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const duration = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
const part = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;

const isUnit = (unit: string | undefined): unit is keyof typeof units => unit !== undefined && unit in units;

/**
 * A moment from "10m" or "1h30m" (that long ago) or a date such as "2030-01-31T12:00", which is local
 * without a zone. In milliseconds since the epoch; undefined when it is neither.
 */
export function parseSince(text: string, now: number): number | undefined {
  if (duration.test(text)) {
    const ago = [...text.matchAll(part)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * (isUnit(unit) ? units[unit] : 0),
      0,
    );
    return now - ago;
  }
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  // A date alone would be read as UTC.
  const at = Date.parse(text.length === 10 ? `${text}T00:00` : text);
  return Number.isNaN(at) ? undefined : at;
}
