/** Nanoseconds of each unit that Go knows. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
const longest = 2n ** 63n - 1n;

/** Nanoseconds of a Go duration such as "1m30s" or "1.5h"; undefined when it is none. */
export function parseDuration(text: string): bigint | undefined {
  const negative = text.startsWith('-');
  const body = text.replace(/^[-+]/, '');
  if (body === '0') return 0n;
  if (body === '') return undefined;
  let total = 0n;
  for (let at = 0; at < body.length; at = part.lastIndex) {
    part.lastIndex = at;
    const [, amount = '', unit = ''] = part.exec(body) ?? [];
    const size = units[unit];
    if (size === undefined) return undefined;
    const [whole = '', fraction = ''] = amount.split('.');
    // Past 18 digits a fraction is far below a nanosecond.
    const digits = fraction.slice(0, 18);
    total += BigInt(whole === '' ? '0' : whole) * size;
    if (digits !== '') total += (BigInt(digits) * size) / 10n ** BigInt(digits.length);
    if (total > longest) return undefined;
  }
  return negative ? -total : total;
}

const trimFraction = (text: string): string => text.replace(/\.?0+$/, '');

/** Nanoseconds as Go prints a duration: "1m30s", "500ms", "1h2m3.5s", "0s". */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const decimal = (unit: bigint, digits: number): string =>
    trimFraction(`${size / unit}.${String(size % unit).padStart(digits, '0')}`);
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(1_000n, 3)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(1_000_000n, 6)}ms`;
  const minutes = size / 60_000_000_000n;
  const rest = size % 60_000_000_000n;
  const seconds = trimFraction(`${rest / 1_000_000_000n}.${String(rest % 1_000_000_000n).padStart(9, '0')}`);
  if (minutes === 0n) return `${sign}${seconds}s`;
  if (minutes < 60n) return `${sign}${minutes}m${seconds}s`;
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}s`;
}
