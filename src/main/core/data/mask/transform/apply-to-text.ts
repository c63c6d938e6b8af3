import { fieldText, isNullField, unescapeField } from '../read-field.ts';
import { Writer } from '../writer.ts';
import type { Row, Transform } from './transformer.ts';

/** A transform over text: for values inside other values. */
export function applyToText(transform: Transform): (text: string, row: Row) => string | null {
  const out = new Writer(1024);
  return (text, row) => {
    const input = Buffer.from(text);
    out.at = 0;
    transform(input, 0, input.length, out, row);
    if (isNullField(out.bytes, 0, out.at)) return null;
    const plain = Buffer.allocUnsafe(out.at);
    return fieldText(plain, 0, unescapeField(out.bytes, 0, out.at, plain));
  };
}
