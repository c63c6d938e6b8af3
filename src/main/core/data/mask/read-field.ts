const plain: Readonly<Record<number, number>> = { 98: 8, 116: 9, 110: 10, 118: 11, 102: 12, 114: 13 };

const isOctal = (byte: number): boolean => byte >= 0x30 && byte <= 0x37;
const hexValue = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : -1;
};

/** Takes the backslashes of COPY's text format out of a field, into `target`; answers how many bytes it is then. */
export function unescapeField(bytes: Uint8Array, start: number, end: number, target: Uint8Array): number {
  let length = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== 92 || at + 1 >= end) {
      target[length++] = byte;
      continue;
    }
    at += 1;
    const next = bytes[at] ?? 0;
    if (isOctal(next)) {
      let value = next - 0x30;
      for (let more = 0; more < 2 && at + 1 < end && isOctal(bytes[at + 1] ?? 0); more += 1)
        value = value * 8 + (bytes[++at] ?? 0) - 0x30;
      target[length++] = value & 0xff;
    } else if (next === 120 && at + 1 < end && hexValue(bytes[at + 1] ?? 0) >= 0) {
      let value = 0;
      for (let more = 0; more < 2 && at + 1 < end && hexValue(bytes[at + 1] ?? 0) >= 0; more += 1)
        value = value * 16 + hexValue(bytes[++at] ?? 0);
      target[length++] = value;
    } else target[length++] = plain[next] ?? next;
  }
  return length;
}

/** Whether a field is NULL: `\N`, and nothing else. */
export const isNullField = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start === 2 && bytes[start] === 92 && bytes[start + 1] === 78;

/** The text of a field's plain bytes. */
export function fieldText(bytes: Uint8Array, start: number, end: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('utf8', start, end);
}
