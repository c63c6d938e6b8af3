const milliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** One or more whole numbers with a unit, biggest unit first: "72h", "30m", "1d12h". */
export const durationPattern = /^(?=\d)(?:\d{1,6}d)?(?:\d{1,6}h)?(?:\d{1,6}m)?(?:\d{1,6}s)?$/;

/** Milliseconds of a duration as backlot.yaml writes it; undefined when it is not one or is zero. */
export function parseDuration(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([dhms])/g)) {
    if (unit === 'd' || unit === 'h' || unit === 'm' || unit === 's')
      total += Number(count) * milliseconds[unit];
  }
  return total > 0 ? total : undefined;
}
