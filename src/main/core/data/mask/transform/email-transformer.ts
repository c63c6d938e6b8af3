import { z } from 'zod';
import type { KeyedTag } from '../crypto/keyed-tag.ts';
import { TextPermutation } from '../crypto/permute-text.ts';
import { emailCode } from '../kernel/email-code.ts';
import { fieldText } from '../read-field.ts';
import { hashBytes, ValueCache } from '../value-cache.ts';
import type { Writer } from '../writer.ts';
import { categoryProblem, lengthProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { makeNamePicker } from './person-transformers.ts';
import { defineTransformer, type Transform, type TransformContext } from './transformer.ts';

/** Longer addresses, and what is no plain address, are replaced by a tag. */
const longest = 40;
const suffix = Buffer.from('.example');
const elsewhere = Buffer.from('@example.net');
/** Without letters that are taken for digits. */
const base32 = Buffer.from('abcdefghjkmnpqrstuvwxyz023456789');
const tagLetters = 26;

const options = z.strictObject({
  ...common,
  domain: z.enum(['hash', 'keep', 'replace']).optional().meta({
    description: 'hash: one made-up domain for each; keep: the domain under .example; replace: one for all',
  }),
  to: z
    .string()
    .regex(/^([a-z0-9-]+\.)*(example\.(com|net|org)|example|test|invalid|localhost)$/)
    .optional()
    .meta({ description: 'the domain for all; a reserved one' }),
  style: z.enum(['form', 'name']).optional().meta({
    description: 'form: letter for letter, unique; name: made of a name, easier to read, not unique',
  }),
});

/** An address in place of an address: valid, in a domain that can never receive mail. */
export const email = defineTransformer(options, (given, column) => {
  const { domain = 'hash', to = 'example.com', style = 'form' } = given;
  const room = style === 'name' ? 34 + to.length : longest + (domain === 'replace' ? 1 + to.length : 8);
  return {
    injective: style === 'form',
    leaks: style === 'form' ? ['frequency', 'equality', 'length', 'format'] : ['frequency', 'equality'],
    problem:
      given.to !== undefined && domain !== 'replace' && style === 'form'
        ? '`to` goes with domain: replace'
        : (categoryProblem(column, ['text']) ?? lengthProblem(column, Math.max(room, tagLetters + 12))),
    make: (context) => (style === 'name' ? byName(context, to) : byForm(context, domain, to)),
    code: (context) =>
      style === 'name' || domain === 'replace'
        ? undefined
        : emailCode(
            new TextPermutation(context.tag('local', 'email')).placeKeys(),
            new TextPermutation(context.tag('domain', 'email')).placeKeys(),
            domain === 'hash',
          ),
  };
});

/** 1 for the bytes that a plain address is made of: letters, digits and . _ + - */
const localBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9._+-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Offset of the @ of a plain address: letters, digits and . _ + - ; -1 for anything else. */
function plainAt(bytes: Uint8Array, start: number, end: number): number {
  let at = -1;
  let previous = 0x2e;
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === 0x40) {
      if (at >= 0 || previous === 0x2e) return -1;
      at = index;
      previous = 0x2e;
      continue;
    }
    if (localBytes[byte] === 0 || (byte === 0x2e && previous === 0x2e)) return -1;
    if (at >= 0) {
      if (byte === 0x5f || byte === 0x2b) return -1;
      if (byte === 0x2d && previous === 0x2e) return -1;
      if (byte === 0x2e && previous === 0x2d) return -1;
    }
    previous = byte;
  }
  return previous === 0x2e || previous === 0x2d ? -1 : at;
}

function byForm(context: TransformContext, mode: 'hash' | 'keep' | 'replace', to: string): Transform {
  const keyed = context.tag('tag', 'email');
  const local = new TextPermutation(context.tag('local', 'email'));
  const domain = new TextPermutation(context.tag('domain', 'email'));
  const domains = new ValueCache();
  const target = Buffer.from(`@${to}`);
  const scratch = Buffer.allocUnsafe(longest);
  return (bytes, start, end, out) => {
    const found = end - start <= longest ? plainAt(bytes, start, end) : -1;
    if (found < 0) {
      writeTag(keyed, bytes, start, end, out);
      out.raw(elsewhere, 0, elsewhere.length);
      return;
    }
    const length = end - start;
    const at = found - start;
    for (let index = 0; index < length; index += 1) scratch[index] = bytes[start + index] ?? 0;
    if (mode === 'replace') {
      // "=" is in no plain address, so it says where the domain began.
      scratch[at] = 0x3d;
      local.permute(scratch, 0, length);
      out.raw(scratch, 0, length);
      out.raw(target, 0, target.length);
      return;
    }
    local.permute(scratch, 0, at);
    if (mode === 'hash') {
      const hash = hashBytes(scratch, at, length);
      const known = domains.find(hash, scratch, at, length);
      if (known >= 0)
        for (let index = at; index < length; index += 1)
          scratch[index] = domains.outputs[known + index - at] ?? 0;
      else {
        domain.permute(scratch, at, length);
        domains.put(hash, bytes, found, end, scratch, at, length);
      }
    }
    out.raw(scratch, 0, length);
    out.raw(suffix, 0, suffix.length);
  };
}

/** A tag in 26 letters and digits: two values that meet are as likely as a guess of the key. */
function writeTag(keyed: KeyedTag, bytes: Uint8Array, start: number, end: number, out: Writer): void {
  const words = keyed.of(bytes, start, end);
  out.reserve(tagLetters);
  let bits = 0;
  let held = 0;
  let next = 0;
  for (let letter = 0; letter < tagLetters; letter += 1) {
    if (bits < 5 && next < 16) {
      held |= (((words[next >> 2] ?? 0) >>> (8 * (next & 3))) & 0xff) << bits;
      bits += 8;
      next += 1;
    }
    out.bytes[out.at++] = base32[held & 31] ?? 0;
    held >>>= 5;
    bits -= 5;
  }
}

function byName(context: TransformContext, to: string): Transform {
  const keyed = context.tag('tag', 'email');
  const given = makeNamePicker(context.tag('given', 'email'), 'given', 'en');
  const family = makeNamePicker(context.tag('family', 'email'), 'family', 'en');
  return (bytes, start, end, out) => {
    const text = fieldText(bytes, start, end).toLowerCase();
    const words = keyed.of(bytes, start, end);
    const number = ((words[0] ?? 0) >>> 0) % 100_000;
    out.text(`${given(text)}.${family(text)}${number}@${to}`.toLowerCase());
  };
}
