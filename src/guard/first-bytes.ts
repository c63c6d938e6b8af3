/** What the first bytes of a connection say of whom it is for. */
export type FirstBytes =
  | { readonly kind: 'tls'; readonly host: string | undefined }
  | { readonly kind: 'http'; readonly host: string | undefined }
  | { readonly kind: 'other' }
  /** Too little to tell. */
  | { readonly kind: 'more' };

const most = 16_384;
const method = /^[A-Z]{3,10} /;

function readHttp(bytes: Buffer): FirstBytes {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0 && bytes.length < most) return { kind: 'more' };
  const host = /\r\nhost:[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|$)/i.exec(text.slice(0, end < 0 ? most : end))?.[1];
  return { kind: 'http', host: host?.replace(/:\d+$/, '').toLowerCase() || undefined };
}

/** The server name of a TLS ClientHello (RFC 8446, 4.1.2; RFC 6066, 3), which may span several records. */
function readHello(bytes: Buffer): FirstBytes {
  const parts: Buffer[] = [];
  let record = 0;
  while (record + 5 <= bytes.length) {
    if (bytes[record] !== 22) break;
    const length = bytes.readUInt16BE(record + 3);
    parts.push(bytes.subarray(record + 5, record + 5 + length));
    record += 5 + length;
  }
  const hello = Buffer.concat(parts);
  const more: FirstBytes = bytes.length < most ? { kind: 'more' } : { kind: 'tls', host: undefined };
  if (hello.length < 4) return more;
  if (hello[0] !== 1) return { kind: 'tls', host: undefined };
  const end = 4 + hello.readUIntBE(1, 3);
  if (hello.length < end) return more;
  try {
    let at = 4 + 2 + 32;
    at += 1 + hello.readUInt8(at);
    at += 2 + hello.readUInt16BE(at);
    at += 1 + hello.readUInt8(at);
    if (at + 2 > end) return { kind: 'tls', host: undefined };
    for (at += 2; at + 4 <= end; ) {
      const type = hello.readUInt16BE(at);
      const length = hello.readUInt16BE(at + 2);
      // A list's length, a name's type and its length come before the name.
      if (type === 0 && length > 5)
        return {
          kind: 'tls',
          host: hello.toString('latin1', at + 9, at + 9 + hello.readUInt16BE(at + 7)).toLowerCase(),
        };
      at += 4 + length;
    }
  } catch {
    // Lengths that lead out of the message.
  }
  return { kind: 'tls', host: undefined };
}

/** Tells what a client wants from what it says first. */
export function readFirstBytes(bytes: Buffer): FirstBytes {
  if (bytes.length === 0) return { kind: 'more' };
  if (bytes[0] === 22) return bytes.length > 1 && bytes[1] !== 3 ? { kind: 'other' } : readHello(bytes);
  const start = bytes.toString('latin1', 0, 12);
  if (method.test(start)) return readHttp(bytes);
  return /^[A-Z]{1,10}$/.test(start) ? { kind: 'more' } : { kind: 'other' };
}
