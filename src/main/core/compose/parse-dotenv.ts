// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { interpolateText } from './interpolate-text.ts';

type Lookup = (name: string) => string | undefined;

/** What is wrong in a file of variables; `offset` in UTF-16 units. */
export interface EnvFlaw {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly severity: 'error' | 'warning';
}

export interface EnvFile {
  readonly values: ReadonlyMap<string, string>;
  readonly flaws: readonly EnvFlaw[];
}

const blank = /[\s\u0085\u00a0]*/y;
const inlineBlank = /[^\S\n]*/y;
const exported = /export[^\S\n]+/y;
const name = /[\p{L}\p{N}_.\-[\]]*/uy;
const escapes = /\\([abfnrtv"\\$]|0[0-7]{0,3})/g;

const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
  // Told apart from a variable by what comes after: the interpolation turns it into one dollar.
  $: '$$',
};

const expandEscapes = (text: string): string =>
  text.replace(escapes, (all, letter: string) => {
    if (!letter.startsWith('0')) return controls[letter] ?? all;
    const code = Number.parseInt(letter, 8);
    return code <= 0xff ? String.fromCharCode(code) : all;
  });

/** Reads one file, statement after statement. */
class DotenvReader {
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly values = new Map<string, string>();
  readonly flaws: EnvFlaw[] = [];
  #at = 0;

  constructor(text: string, lookup: Lookup) {
    this.#text = text;
    this.#lookup = lookup;
  }

  run(): void {
    while (this.#skipToStatement()) {
      const start = this.#at;
      this.#take(exported);
      const nameAt = this.#at;
      const key = this.#take(name);
      this.#take(inlineBlank);
      const sign = this.#text[this.#at];
      if (key !== '' && (sign === '=' || sign === ':')) {
        this.#at += 1;
        this.#take(inlineBlank);
        this.#readValue(key, start);
      } else if (key !== '' && (sign === undefined || sign === '\n')) {
        const value = this.#lookup(key);
        if (value !== undefined) this.values.set(key, value);
      } else {
        this.#flaw(
          key === '' || sign === undefined ? nameAt : this.#at,
          'This is not NAME=value.',
          'Start a comment with #.',
        );
        this.#skipLine();
      }
    }
  }

  #skipToStatement(): boolean {
    for (;;) {
      this.#take(blank);
      if (this.#text[this.#at] !== '#') return this.#at < this.#text.length;
      this.#skipLine();
    }
  }

  #readValue(key: string, start: number): void {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") {
      const valueAt = this.#at;
      const line = this.#restOfLine();
      this.#skipLine();
      const comment = line.indexOf(' #');
      this.#set(key, (comment === -1 ? line : line.slice(0, comment)).trimEnd(), valueAt);
      return;
    }
    const valueAt = this.#at;
    const inside = this.#quoted(quote);
    if (inside === undefined) {
      this.#at = valueAt;
      this.#flaw(valueAt, `The value of ${key} has no closing ${quote}.`);
      this.#skipLine();
    } else if (quote === '"') this.#set(key, expandEscapes(inside), start);
    else this.values.set(key, inside);
  }

  /** What stands between quotes, over lines; the quote itself may be escaped. */
  #quoted(quote: string): string | undefined {
    let out = '';
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      const letter = this.#text[at];
      if (letter === quote) {
        this.#at = at + 1;
        return out;
      }
      if (letter === '\\' && at + 1 < this.#text.length) {
        const next = this.#text[at + 1];
        out += next === quote ? next : `\\${next}`;
        at += 1;
      } else out += letter;
    }
    return undefined;
  }

  #set(key: string, text: string, place: number): void {
    const result = interpolateText(text, (wanted) => this.#lookup(wanted) ?? this.values.get(wanted));
    switch (result.kind) {
      case 'text':
        for (const unset of result.unset) {
          this.flaws.push({
            offset: place,
            message: `The variable ${unset} is not set; it stands for an empty text.`,
            hint: `Set it, write \${${unset}:-default}, or $$ for a dollar sign.`,
            severity: 'warning',
          });
        }
        this.values.set(key, result.text);
        return;
      case 'required':
        this.#flaw(
          place,
          `The variable ${result.name} must have a value${result.reason === '' ? '' : `: ${result.reason}`}.`,
        );
        return;
      case 'malformed':
        // The value may be a secret: it is not quoted.
        this.#flaw(
          place,
          `The value of ${key} has a broken variable.`,
          'Write ${NAME}, or $$ for a dollar sign.',
        );
    }
  }

  #flaw(offset: number, message: string, hint?: string): void {
    this.flaws.push({ offset, message, hint, severity: 'error' });
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [taken = ''] = pattern.exec(this.#text) ?? [];
    this.#at += taken.length;
    return taken;
  }

  #restOfLine(): string {
    const end = this.#text.indexOf('\n', this.#at);
    return end === -1 ? this.#text.slice(this.#at) : this.#text.slice(this.#at, end);
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end + 1;
  }
}

/**
 * Reads a file of variables the way compose does: quotes, `export`, comments, values over lines, and
 * variables in unquoted and double-quoted values. `lookup` (the shell) wins over what the file says.
 */
export function parseDotenv(text: string, lookup: Lookup): EnvFile {
  const reader = new DotenvReader(text.startsWith('\uFEFF') ? text.slice(1) : text, lookup);
  reader.run();
  return { values: reader.values, flaws: reader.flaws };
}

/** Reads `format: raw`: NAME=value lines as they are, without quotes, escapes or variables. */
export function parseRawEnv(text: string, lookup: Lookup): EnvFile {
  const values = new Map<string, string>();
  const flaws: EnvFlaw[] = [];
  let offset = 0;
  for (const written of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = written.replace(/\r$/, '').trimStart();
    const place = offset;
    offset += written.length + 1;
    if (line === '' || line.startsWith('#')) continue;
    const sign = line.indexOf('=');
    const key = sign === -1 ? line : line.slice(0, sign);
    if (key === '' || /\s/.test(key)) {
      flaws.push({ offset: place, message: 'This is not NAME=value.', severity: 'error' });
    } else if (sign !== -1) values.set(key, line.slice(sign + 1));
    else {
      const value = lookup(key);
      if (value !== undefined) values.set(key, value);
    }
  }
  return { values, flaws };
}
