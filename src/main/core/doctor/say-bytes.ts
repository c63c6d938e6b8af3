const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in words, in the decimal units that Docker uses: 81900000000 is "81.9 GB". */
export function sayBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.95 would be rounded to a 1000.0 that has the next unit.
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
