/** A text of PostgreSQL's array syntax in pieces: elements, and what stands between them. */
export type ArrayPiece =
  | { readonly kind: 'between'; readonly text: string }
  | { readonly kind: 'element'; readonly value: string | null };

const special = /[\s{}",\\]/;

/** Takes an array's text apart, whatever its dimensions; undefined when it is none. */
export function parseArray(text: string): readonly ArrayPiece[] | undefined {
  const body = text.startsWith('[') ? text.indexOf('={') + 1 : 0;
  if (text[body] !== '{' || !text.endsWith('}')) return undefined;
  const pieces: ArrayPiece[] = body > 0 ? [{ kind: 'between', text: text.slice(0, body) }] : [];
  for (let at = body; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '{' || character === '}' || character === ',') {
      pieces.push({ kind: 'between', text: character });
      at += 1;
    } else if (character === '"') {
      let value = '';
      for (at += 1; text[at] !== '"'; at += 1) {
        if (at >= text.length) return undefined;
        if (text[at] === '\\') at += 1;
        value += text[at] ?? '';
      }
      at += 1;
      pieces.push({ kind: 'element', value });
    } else {
      const rest = /^[^,{}"]+/.exec(text.slice(at))?.[0] ?? character;
      const value = rest.replace(/\\(.)/gs, '$1');
      pieces.push({ kind: 'element', value: /^null$/i.test(rest) ? null : value });
      at += rest.length;
    }
  }
  return pieces;
}

/** An element as PostgreSQL writes it: in quotes only where they are needed. */
export function writeElement(value: string | null): string {
  if (value === null) return 'NULL';
  if (value !== '' && !special.test(value) && !/^null$/i.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
