/** One field of a protobuf message as it lies on the wire. */
export type Field =
  | { readonly number: number; readonly kind: 'varint'; readonly value: bigint }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Buffer };

/** A wrong message: it ends in the middle of a field, or has a kind of field that does not exist. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

function readVarint(bytes: Buffer, start: number): { readonly value: bigint; readonly next: number } {
  let value = 0n;
  let at = start;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[at++];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), next: at };
  }
  throw new MalformedMessage(`a number at byte ${start} has no end`);
}

/**
 * Reads the fields of a protobuf message in their order; fixed-width numbers, which none of the messages
 * we read have, are skipped. Source: protobuf.dev, "Encoding".
 * @throws MalformedMessage
 */
export function readFields(bytes: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const number = Number(tag.value >> 3n);
    const wire = Number(tag.value & 7n);
    at = tag.next;
    if (wire === 0) {
      const { value, next } = readVarint(bytes, at);
      fields.push({ number, kind: 'varint', value });
      at = next;
    } else if (wire === 2) {
      const length = readVarint(bytes, at);
      const end = length.next + Number(length.value);
      if (end > bytes.length) throw new MalformedMessage(`field ${number} ends after the message`);
      fields.push({ number, kind: 'bytes', value: bytes.subarray(length.next, end) });
      at = end;
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4;
      if (at > bytes.length) throw new MalformedMessage(`field ${number} ends after the message`);
    } else {
      throw new MalformedMessage(`field ${number} is of the unknown kind ${wire}`);
    }
  }
  return fields;
}

const varint = (value: bigint): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
};

/** A number as a field; zero, the default of every field, is left out. */
export const numberField = (number: number, value: number | bigint): Buffer =>
  BigInt(value) === 0n
    ? Buffer.alloc(0)
    : Buffer.concat([varint(BigInt(number) << 3n), varint(BigInt(value))]);

/** Text, bytes or a message as a field, also when it is empty. */
export const bytesField = (number: number, value: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((BigInt(number) << 3n) | 2n), varint(BigInt(bytes.length)), bytes]);
};

/** The last field of this number, as numbers (`0` when absent) and bytes (empty when absent). */
export const numberOf = (fields: readonly Field[], number: number): number => {
  const found = fields.findLast((field) => field.number === number);
  return found?.kind === 'varint' ? Number(BigInt.asIntN(64, found.value)) : 0;
};

export const bytesOf = (fields: readonly Field[], number: number): Buffer => {
  const found = fields.findLast((field) => field.number === number);
  return found?.kind === 'bytes' ? found.value : Buffer.alloc(0);
};

export const textOf = (fields: readonly Field[], number: number): string =>
  bytesOf(fields, number).toString();

/** All messages of a repeated field. */
export const messagesOf = (fields: readonly Field[], number: number): readonly (readonly Field[])[] =>
  fields.flatMap((field) =>
    field.number === number && field.kind === 'bytes' ? [readFields(field.value)] : [],
  );
