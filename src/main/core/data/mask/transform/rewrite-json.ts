/** A string or number of a JSON text with where it is: keys, and indexes as "0". */
export interface JsonPlace {
  readonly path: readonly string[];
  /** True for a key of an object; its own name is not yet part of the path. */
  readonly key: boolean;
}

/** What to write for a value: undefined keeps its very bytes. */
export type JsonRewrite = (place: JsonPlace, value: string, kind: 'string' | 'number') => string | undefined;

const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[a-z]+/gs;

/** Rewrites strings, numbers and keys of a JSON text; all other bytes stay. Undefined when it is not JSON. */
export function rewriteJson(text: string, rewrite: JsonRewrite): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const path: string[] = [];
  /** Of each open object or array: whether it is an array. */
  const open: boolean[] = [];
  let expectsKey = false;
  return text.replace(token, (part) => {
    switch (part) {
      case '{':
      case '[':
        open.push(part === '[');
        path.push('0');
        expectsKey = part === '{';
        return part;
      case '}':
      case ']':
        open.pop();
        path.pop();
        return part;
      case ',':
        if (open.at(-1) === true) path.push(String(Number(path.pop()) + 1));
        else expectsKey = true;
        return part;
      case ':':
        return part;
    }
    if (part.startsWith('"')) {
      const value: unknown = JSON.parse(part);
      if (typeof value !== 'string') return part;
      if (!expectsKey) return rewrite({ path, key: false }, value, 'string') ?? part;
      expectsKey = false;
      path.pop();
      const written = rewrite({ path, key: true }, value, 'string') ?? part;
      path.push(value);
      return written;
    }
    return /^[-\d]/.test(part) ? (rewrite({ path, key: false }, part, 'number') ?? part) : part;
  });
}
