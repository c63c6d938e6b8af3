const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size with three significant digits at most, in decimal units: 412 MB, 1.53 GB. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return '–';
  let value = bytes;
  let unit = 0;
  // 999.5 would round to 1000 and belongs to the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const text = digits === 0 ? value.toFixed(0) : String(Number(value.toFixed(digits)));
  return `${text}\u00a0${units[unit] ?? 'B'}`;
}

/** A rate in bytes a second: 38 MB/s. */
export const formatRate = (bytesPerSecond: number): string => `${formatBytes(bytesPerSecond)}/s`;
