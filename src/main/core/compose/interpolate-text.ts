// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
/** What stands for a text with variables, or why it can't be read. */
export type Interpolated =
  | { readonly kind: 'text'; readonly text: string; readonly unset: readonly string[] }
  | { readonly kind: 'required'; readonly name: string; readonly reason: string }
  | { readonly kind: 'malformed'; readonly near: string };

type Lookup = (name: string) => string | undefined;

const word = /[A-Za-z_][A-Za-z0-9_]*/y;
const operator = /:?[-?+]/y;

class Stop extends Error {
  readonly result: Interpolated;

  constructor(result: Interpolated) {
    super(result.kind);
    this.result = result;
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

/** Where the brace opened just before `from` closes; inner braces count, as in compose. */
function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') open += 1;
    else if (text[at] === '}') {
      open -= 1;
      if (open === 0) return at;
    }
  }
  return -1;
}

function expand(text: string, lookup: Lookup, unset: Set<string>, depth: number): string {
  if (depth > 32) throw new Stop({ kind: 'malformed', near: text });
  let out = '';
  let done = 0;
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', done)) {
    out += text.slice(done, at);
    const next = text[at + 1];
    if (next === '$') {
      out += '$';
      done = at + 2;
    } else if (next === '{') {
      const end = closingBrace(text, at + 2);
      if (end === -1) throw new Stop({ kind: 'malformed', near: text.slice(at) });
      out += braced(text.slice(at + 2, end), lookup, unset, depth);
      done = end + 1;
    } else {
      const name = matchAt(word, text, at + 1);
      // A dollar before anything else is a dollar.
      out += name === undefined ? '$' : plainValue(name, lookup, unset);
      done = at + 1 + (name?.length ?? 0);
    }
  }
  return out + text.slice(done);
}

function plainValue(name: string, lookup: Lookup, unset: Set<string>): string {
  const value = lookup(name);
  if (value === undefined) unset.add(name);
  return value ?? '';
}

/** The inside of `${…}`. The word behind the operator is only looked at where it is needed. */
function braced(inside: string, lookup: Lookup, unset: Set<string>, depth: number): string {
  const name = matchAt(word, inside, 0);
  if (name === undefined) throw new Stop({ kind: 'malformed', near: `\${${inside}}` });
  if (name.length === inside.length) return plainValue(name, lookup, unset);
  const sign = matchAt(operator, inside, name.length);
  if (sign === undefined) throw new Stop({ kind: 'malformed', near: `\${${inside}}` });
  const rest = inside.slice(name.length + sign.length);
  const value = lookup(name);
  const has = sign.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (sign.at(-1)) {
    case '+':
      return has ? expand(rest, lookup, unset, depth + 1) : '';
    case '?':
      if (has) return value ?? '';
      throw new Stop({ kind: 'required', name, reason: expand(rest, lookup, unset, depth + 1) });
    default:
      return has ? (value ?? '') : expand(rest, lookup, unset, depth + 1);
  }
}

/**
 * Replaces `$V`, `${V}`, `${V:-d}`, `${V-d}`, `${V:?e}`, `${V?e}`, `${V:+a}`, `${V+a}` (nested too) and
 * `$$`. `unset` names the variables that stood for an empty text because they have no value.
 */
export function interpolateText(text: string, lookup: Lookup): Interpolated {
  const unset = new Set<string>();
  try {
    return { kind: 'text', text: expand(text, lookup, unset, 0), unset: [...unset] };
  } catch (error) {
    if (error instanceof Stop) return error.result;
    throw error;
  }
}
