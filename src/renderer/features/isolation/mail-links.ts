/** A link of a mail. */
export interface MailLink {
  /** What stands there, in one line; empty for a picture. */
  readonly text: string;
  readonly url: string;
  /** The host it leads to; for mail and telephone whom it addresses. */
  readonly host: string;
}

/** Where an address leads, when it is one that a person may follow. Pure. */
export function readLink(address: string, text: string): MailLink | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  const words = text.replace(/\s+/g, ' ').trim();
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return { text: words, url: url.href, host: url.host };
    case 'mailto:':
    case 'tel:':
      return { text: words, url: url.href, host: url.pathname };
    default:
      return undefined;
  }
}

/** An address without what ends the sentence around it: points, and a bracket that opened before it. */
function withoutEnd(found: string): string {
  const brackets = !found.includes('(');
  let end = found.length;
  while (end > 0 && (".,;:!?'".includes(found[end - 1] ?? '') || (brackets && found[end - 1] === ')')))
    end -= 1;
  return found.slice(0, end);
}

/** The web addresses that stand in a text. Pure. */
export const linksInText = (text: string): readonly MailLink[] =>
  [...text.matchAll(/\bhttps?:\/\/[^\s<>"']+/gi)].flatMap(([found]) => {
    const link = readLink(withoutEnd(found), '');
    return link ? [link] : [];
  });

/** Each address once, with the words of its first place. Pure. */
export const distinctLinks = (links: readonly MailLink[]): readonly MailLink[] =>
  [...Map.groupBy(links, ({ url }) => url).values()].flatMap(([first]) => first ?? []);

/** True for an address of this machine: what an environment here links to itself by. */
export const isLocalLink = ({ url }: MailLink): boolean => {
  const { protocol, hostname } = new URL(url);
  const local = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';
  return (protocol === 'http:' || protocol === 'https:') && local;
};
