/** A piece of an HTML text. Attribute values are as written: references in them are not decoded. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'start';
      /** Lower case. */
      readonly name: string;
      readonly attributes: readonly (readonly [string, string])[];
      /** What an element holds whose content is no HTML: style, script, title. */
      readonly raw?: string;
    }
  | { readonly kind: 'end'; readonly name: string };

/** Elements whose content is no HTML. */
const rawElements: ReadonlySet<string> = new Set([
  ...['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'],
]);

const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y;

/** The attributes from a place on, and where the tag ends; undefined where it never does. */
function readAttributes(html: string, from: number) {
  const attributes: (readonly [string, string])[] = [];
  let at = from;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (found === null) break;
    const [, name = '', double, single, bare] = found;
    attributes.push([name.toLowerCase(), double ?? single ?? bare ?? '']);
    at = attribute.lastIndex;
  }
  const end = html.indexOf('>', at);
  return end < 0 ? undefined : { attributes, end: end + 1 };
}

/** Where a comment ends that begins at `from` with "<!--". */
function commentEnd(html: string, from: number): number {
  const empty = /^<!---?>/.exec(html.slice(from, from + 6));
  if (empty) return from + empty[0].length;
  const end = /--!?>/g;
  end.lastIndex = from + 4;
  return end.exec(html) ? end.lastIndex : html.length;
}

/** The content of an element that is no HTML, and where it ends behind its end tag. */
function readRaw(html: string, name: string, from: number): { readonly raw: string; readonly end: number } {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  if (!found) return { raw: html.slice(from), end: html.length };
  const end = html.indexOf('>', found.index);
  return { raw: html.slice(from, found.index), end: end < 0 ? html.length : end + 1 };
}

/**
 * Cuts an HTML text into tags and text, as browsers do it; comments and declarations are left out. It builds
 * no tree and loads nothing. Pure.
 */
export function* htmlTokens(html: string): Generator<HtmlToken, void, undefined> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      yield { kind: 'text', text: html.slice(at) };
      return;
    }
    if (open > at) yield { kind: 'text', text: html.slice(at, open) };
    const next = html.slice(open + 1, open + 3);
    if (html.startsWith('<!--', open)) at = commentEnd(html, open);
    else if (/^[!?]|^\/[^A-Za-z]/.test(next)) {
      const end = html.indexOf('>', open);
      at = end < 0 ? html.length : end + 1;
    } else if (/^\/?[A-Za-z]/.test(next)) {
      const tag = /\/?([A-Za-z][^\s/>]*)/y;
      tag.lastIndex = open + 1;
      const name = (tag.exec(html)?.[1] ?? '').toLowerCase();
      const read = readAttributes(html, tag.lastIndex);
      if (!read) return;
      at = read.end;
      if (next.startsWith('/')) yield { kind: 'end', name };
      else if (!rawElements.has(name)) yield { kind: 'start', name, attributes: read.attributes };
      else {
        const { raw, end } = readRaw(html, name, at);
        at = end;
        yield { kind: 'start', name, attributes: read.attributes, raw };
      }
    } else {
      yield { kind: 'text', text: '<' };
      at = open + 1;
    }
  }
}
