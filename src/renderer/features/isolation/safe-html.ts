import { htmlTokens } from './html-tokens.ts';
import { type MailLink, readLink } from './mail-links.ts';

/** What a mail wanted and did not get. */
export interface BlockedParts {
  /** Pictures that would have been loaded. */
  readonly pictures: number;
  /** Style sheets, fonts, films, frames: everything else that would have been loaded. */
  readonly others: number;
  /** Scripts, also in attributes and addresses. */
  readonly scripts: number;
  readonly forms: number;
}

/** A mail's HTML without what runs, loads, posts or leads away. */
export interface SafeHtml {
  /** Elements and attributes of a closed list; styles are named by `data-style`. */
  readonly html: string;
  /** The texts of its style elements. */
  readonly sheets: readonly string[];
  /** The texts of its style attributes; `data-style` is the index. */
  readonly styles: readonly string[];
  readonly blocked: BlockedParts;
  readonly links: readonly MailLink[];
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const elements = words(
  'a abbr address article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr',
);

const attributes = words(
  'abbr align alt bgcolor border cellpadding cellspacing class clear color cols colspan compact dir face height hspace id lang noshade nowrap open reversed role rowspan rules scope size span start summary text title type valign value vspace width',
);

/** Where addresses stand that are loaded at once. */
const loading = words('src srcset background poster data lowsrc dynsrc');

const pictureOf = (element: string, attribute: string): boolean =>
  attribute === 'background' || attribute === 'srcset' || ['img', 'image', 'input'].includes(element);

const references: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', colon: ':', sol: '/', tab: '\t' },
  ...{ newline: '\n', lpar: '(', rpar: ')', period: '.', num: '#' },
};

const character = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';

/** A text with its character references decoded, as far as addresses and styles need it. */
export const decodeReferences = (text: string): string =>
  text.replace(/&(?:#(\d+)|#[xX]([\dA-Fa-f]+)|([A-Za-z]+));?/g, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return character(Number(decimal));
    if (hex !== undefined) return character(Number.parseInt(hex, 16));
    return references[String(name).toLowerCase()] ?? whole;
  });

const quoted = (value: string): string => value.replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** An address as browsers read it: without blanks around it, and breaks and tabs in it. */
const addressOf = (value: string): string =>
  decodeReferences(value)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers take them away
    .replace(/[\u0000-\u001f]/g, '')
    .trim();

const isPicture = (address: string): boolean => /^data:image\/[a-z.+-]+[;,]/i.test(address);

const isScript = (address: string): boolean => /^(?:javascript|vbscript|data):/i.test(address);

/**
 * Makes a mail's HTML safe to be shown. What it would load is counted and left out, addresses that it links to
 * are listed, styles come apart: a page whose policy takes no inline styles sets them through the DOM. Pure.
 */
export function safeHtml(source: string): SafeHtml {
  const out: string[] = [];
  const sheets: string[] = [];
  const styles: string[] = [];
  const links: MailLink[] = [];
  const blocked = { pictures: 0, others: 0, scripts: 0, forms: 0 };
  let open: { readonly address: string; text: string } | undefined;

  const block = (element: string, attribute: string): void => {
    if (pictureOf(element, attribute)) blocked.pictures += 1;
    else blocked.others += 1;
  };
  const keep = (element: string, given: readonly (readonly [string, string])[]): string => {
    const kept: string[] = [];
    for (const [name, value] of given) {
      const address = addressOf(value);
      if (name.startsWith('on')) blocked.scripts += 1;
      else if (name === 'style') {
        kept.push(` data-style="${styles.length}"`);
        styles.push(decodeReferences(value));
      } else if (loading.has(name)) {
        if (element === 'img' && name === 'src' && isPicture(address)) kept.push(` src="${quoted(value)}"`);
        else if (address !== '' && !address.startsWith('cid:')) block(element, name);
      } else if (attributes.has(name)) kept.push(` ${name}="${quoted(value)}"`);
    }
    return kept.join('');
  };

  for (const token of htmlTokens(source)) {
    if (token.kind === 'text') {
      out.push(token.text.replaceAll('<', '&lt;'));
      if (open) open.text += decodeReferences(token.text);
      continue;
    }
    const { name } = token;
    if (token.kind === 'end') {
      if (name === 'a' && open) {
        const link = readLink(open.address, open.text);
        if (link) links.push(link);
        open = undefined;
      }
      if (elements.has(name)) out.push(`</${name}>`);
      continue;
    }
    const find = (wanted: string): string =>
      addressOf(token.attributes.find(([attribute]) => attribute === wanted)?.[1] ?? '');
    if (name === 'style') sheets.push(token.raw ?? '');
    else if (name === 'script') blocked.scripts += 1;
    else if (name === 'form') blocked.forms += 1;
    else if (name === 'link' && /stylesheet|icon|preload|prefetch/i.test(find('rel'))) blocked.others += 1;
    else if (name === 'meta' && /^refresh$/i.test(find('http-equiv'))) blocked.others += 1;
    else if (name === 'iframe' && find('src') === '' && find('srcdoc') !== '') blocked.others += 1;
    else if (name === 'a') {
      const address = find('href') || find('xlink:href');
      if (isScript(address)) blocked.scripts += 1;
      open = { address, text: '' };
      const title = /^https?:/i.test(address) ? ` title="${quoted(address.replaceAll('&', '&amp;'))}"` : '';
      const own = token.attributes.filter(([attribute]) => attribute !== 'title');
      out.push(`<a${title}${keep(name, own)}>`);
      continue;
    } else if (name === 'image' && (find('href') || find('xlink:href'))) blocked.pictures += 1;
    const given = keep(name, token.attributes);
    if (elements.has(name)) out.push(`<${name}${given}>`);
  }
  return { html: out.join(''), sheets, styles, blocked, links };
}
