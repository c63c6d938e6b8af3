import { BytePermutation } from '../crypto/permute-bytes.ts';
import { TagStream } from '../crypto/tag-stream.ts';
import type { Writer } from '../writer.ts';
import type { Transform, TransformContext } from './transformer.ts';

const prefix = '\\x';

/** The bytes of a bytea's text: hexadecimal, or as they are where a server writes it otherwise. */
function readBytes(field: Uint8Array, start: number, end: number): Buffer {
  const text = Buffer.from(field.subarray(start, end)).toString('latin1');
  return /^\\x(?:[0-9a-f]{2})*$/i.test(text)
    ? Buffer.from(text.slice(prefix.length), 'hex')
    : Buffer.from(text, 'latin1');
}

const writeBytes = (bytes: Buffer, out: Writer): void => out.text(`${prefix}${bytes.toString('hex')}`);

/** Bytes exchanged for as many others: unique, and who has the project's secret can turn them back. */
export function exchangeBytes(context: TransformContext, purpose: string, domain?: string): Transform {
  const permutation = new BytePermutation(context.tag(`${purpose} bytes`, domain));
  return (field, start, end, out) => {
    const bytes = readBytes(field, start, end);
    permutation.permute(bytes);
    writeBytes(bytes, out);
  };
}

/** As many bytes drawn from the value's tag: one way. */
export function drawBytes(context: TransformContext, purpose: string, domain?: string): Transform {
  const keyed = context.tag(`${purpose} bytes`, domain);
  const stream = new TagStream();
  return (field, start, end, out) => {
    const bytes = readBytes(field, start, end);
    stream.seed(keyed.of(bytes, 0, bytes.length));
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = stream.next() >>> 24;
    writeBytes(bytes, out);
  };
}
