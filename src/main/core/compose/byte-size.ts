const form = /^(\d+(?:\.\d+)?) ?([kmgtp]?)i?b?$/i;
const powers = ['', 'k', 'm', 'g', 't', 'p'];

/** Bytes of a size such as "64m", "1.5gb" or "512": units are powers of 1024; undefined when it is none. */
export function parseByteSize(text: string): number | undefined {
  const [, amount = '', unit = ''] = form.exec(text) ?? [];
  if (amount === '') return undefined;
  const bytes = Math.trunc(Number(amount) * 1024 ** powers.indexOf(unit.toLowerCase()));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
