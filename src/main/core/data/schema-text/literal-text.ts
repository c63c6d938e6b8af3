import type { SqlToken } from './sql-tokens.ts';

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const withoutEscapes = (text: string): string =>
  text.replace(
    /\\(?:([0-7]{1,3})|x([\dA-Fa-f]{1,2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([\s\S]))/g,
    (whole, octal?: string, hex?: string, short?: string, long?: string, sign?: string) => {
      const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? short ?? long ?? '', 16);
      if (sign !== undefined) return escapes[sign] ?? sign;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

const unicode = (text: string): string =>
  text.replace(/\\(?:\+([\dA-Fa-f]{6})|([\dA-Fa-f]{4})|\\)/g, (whole, long?: string, short?: string) => {
    const code = Number.parseInt(long ?? short ?? '', 16);
    return Number.isNaN(code) ? '\\' : code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** What a token of SQL stands for: the value of a string, the words of a comment, the name in quotes. */
export function literalText(sql: string, { kind, start, end }: SqlToken): string {
  const text = sql.slice(start, end);
  switch (kind) {
    case 'string': {
      const plain = text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
      return /^[uU]/.test(text) ? unicode(plain) : plain;
    }
    case 'escaped':
      return withoutEscapes(text.slice(2, -1).replaceAll("''", "'"));
    case 'quoted': {
      const plain = text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"');
      return /^[uU]/.test(text) ? unicode(plain) : plain;
    }
    case 'dollar': {
      const tag = text.indexOf('$', 1) + 1;
      return text.slice(tag, -tag);
    }
    case 'comment':
    case 'number':
    case 'word':
    case 'sign':
      return text;
  }
}

/** A value as SQL writes it, in the plainest form that holds it. */
export const writeLiteral = (value: string): string =>
  value.includes('\\')
    ? `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${value.replaceAll("'", "''")}'`;
