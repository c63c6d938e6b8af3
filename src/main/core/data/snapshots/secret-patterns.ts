/** Beginnings that providers give their keys, private keys in PEM, JWTs and password hashes. */
const known = new RegExp(
  [
    '\\b[sr]k_(?:live|test)_[0-9A-Za-z]{10,}',
    '\\bwhsec_[0-9A-Za-z+/=]{16,}',
    '\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b',
    '\\bgh[pousr]_[0-9A-Za-z]{20,}',
    '\\bgithub_pat_[0-9A-Za-z_]{20,}',
    '\\bglpat-[0-9A-Za-z_-]{20,}',
    '\\bxox[abeoprs]-[0-9A-Za-z-]{10,}',
    '\\bAIza[0-9A-Za-z_-]{30,}',
    '\\bya29\\.[0-9A-Za-z_-]{20,}',
    '\\bSG\\.[0-9A-Za-z_-]{16,}\\.[0-9A-Za-z_-]{16,}',
    '\\bnpm_[0-9A-Za-z]{30,}',
    '-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----',
    '\\beyJ[0-9A-Za-z_-]{8,}\\.eyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]*',
    '\\$2[abxy]\\$\\d\\d\\$[./0-9A-Za-z]{53}',
    '\\$argon2(?:id|i|d)\\$',
  ].join('|'),
);

const token = /[0-9A-Za-z_+/=-]{24,200}/g;

/** Bits for each character of a text, from how often each stands in it. */
export function shannonEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Mixed case and digits all through, as random tokens have them and names of things do not. */
const looksRandom = (text: string): boolean =>
  (text.match(/[0-9]/g)?.length ?? 0) >= 3 &&
  (text.match(/[a-z]/g)?.length ?? 0) >= 4 &&
  (text.match(/[A-Z]/g)?.length ?? 0) >= 4 &&
  !/[/_-].*[/_-].*[/_-]/.test(text) &&
  shannonEntropy(text) >= 4;

/** True when a text holds something that has the form of a secret. */
export function hasSecret(text: string): boolean {
  if (text.length < 15) return false;
  if (known.test(text)) return true;
  if (text.length < 24) return false;
  return text.match(token)?.some(looksRandom) ?? false;
}
