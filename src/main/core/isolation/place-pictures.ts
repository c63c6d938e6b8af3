/** A part of a mail that its HTML may show. */
export interface MailPart {
  readonly contentId?: string | undefined;
  readonly mimeType: string;
  readonly content: Uint8Array;
}

/** Bytes of text that pictures may add to a mail's HTML. */
const mostAdded = 4 * 2 ** 20;

const isPicture = (type: string): boolean => /^image\/(?:png|gif|jpeg|webp|bmp)$/i.test(type);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A mail's HTML with the pictures that the mail itself brings (`cid:`, RFC 2392) in their places, as far as there
 * is room for them. Pure.
 */
export function placePictures(html: string, parts: readonly MailPart[], room = mostAdded): string {
  let left = room;
  return parts.reduce((whole, { contentId, mimeType, content }) => {
    const id = contentId?.trim().replace(/^<|>$/g, '') ?? '';
    if (id === '' || !isPicture(mimeType)) return whole;
    const address = new RegExp(`cid:${escaped(id)}(?=["'\\s)>]|&quot;|$)`, 'gi');
    const places = whole.match(address)?.length ?? 0;
    const added = places * (content.byteLength * 1.4 + 40);
    if (places === 0 || added > left) return whole;
    left -= added;
    const data = `data:${mimeType.toLowerCase()};base64,${Buffer.from(content).toString('base64')}`;
    return whole.replace(address, data);
  }, html);
}
