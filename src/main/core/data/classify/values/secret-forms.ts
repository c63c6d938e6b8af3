/** What a secret by its look is called in evidence; undefined for anything else. */
export function secretForm(text: string): 'password hash' | 'key or token' | undefined {
  if (passwordHashForm.test(text)) return 'password hash';
  return tokenForms.some((form) => form.test(text)) ? 'key or token' : undefined;
}

/** Crypt schemes, LDAP schemes, and those of Python and PHP frameworks. */
const passwordHashForm =
  /^(?:\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id|i|d)\$.+|\$(?:1|5|6|7|y|gy|apr1|sha1|md5|scrypt|s0|s1|s2|bcrypt-sha256|pbkdf2(?:-sha\d+)?)\$.+|\$[PH]\$[./A-Za-z0-9]{31}|(?:pbkdf2(?:_sha\d+|:sha\d+)?|scrypt|bcrypt(?:_sha256)?|argon2|md5|sha1|unsalted_md5)[:$].{16,}|\{(?:SSHA|SHA|SMD5|MD5|CRYPT|SSHA256|SSHA512|PBKDF2[^}]*)\}.+|SCRAM-SHA-256\$.+)$/i;

/** Tokens that say by their first letters what they are. */
const tokenForms: readonly RegExp[] = [
  /^eyJ[A-Za-z0-9_-]+\.eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/,
  /^(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}$/,
  /^whsec_[A-Za-z0-9]{10,}$/,
  /^(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}$/,
  /^gh[pousr]_[A-Za-z0-9]{20,}$/,
  /^github_pat_[A-Za-z0-9_]{20,}$/,
  /^glpat-[A-Za-z0-9_-]{16,}$/,
  /^xox[abeprs]-[A-Za-z0-9-]{10,}$/,
  /^AIza[A-Za-z0-9_-]{30,}$/,
  /^ya29\.[A-Za-z0-9_-]{20,}$/,
  /^SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}$/,
  /^(?:sk|rk)-(?:[a-z]+-)?[A-Za-z0-9_-]{20,}$/,
  /^(?:npm|pypi|dop_v1|shpat|shpss|hf|lin_api|sq0atp|EAAC)[_-]?[A-Za-z0-9-]{20,}$/,
  /^-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE|PGP)[A-Z -]*-----/,
  /^ssh-(?:rsa|ed25519|dss) [A-Za-z0-9+/=]{20,}/,
  /^(?:Bearer|Basic) [A-Za-z0-9._~+/=-]{10,}$/,
  /^[a-z][a-z0-9+]*:\/\/[^\s/:@]+:[^\s/@]+@/i,
];

/** Bits per character by the frequencies of the characters in the text itself (Shannon). */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const length = [...text].length;
  return [...counts.values()].reduce((bits, count) => bits - (count / length) * Math.log2(count / length), 0);
}

/** True for what looks drawn at random: one long word whose characters are as mixed as those of a key. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 4096 || !/^[A-Za-z0-9+/=_.~-]+$/.test(text)) return false;
  // Identifiers of words and paths are long too, but their characters follow a language.
  if (/^[0-9a-f]+$/i.test(text))
    return text.length >= 24 && /\d/.test(text) && /[a-f]/i.test(text) && entropy(text) > 3;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  const changes = [...text].filter(
    (character, index) => index > 0 && kindOf(character) !== kindOf(text[index - 1] ?? ''),
  );
  return (
    (kinds === 3 || (kinds === 2 && /\d/.test(text))) &&
    entropy(text) > 3.4 &&
    changes.length / text.length > 0.25
  );
}

const kindOf = (character: string): string =>
  /[a-z]/.test(character)
    ? 'lower'
    : /[A-Z]/.test(character)
      ? 'upper'
      : /\d/.test(character)
        ? 'digit'
        : 'sign';
