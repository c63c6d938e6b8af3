import { z } from 'zod';
import type { CompiledColumn } from '../compiled-table.ts';
import { IntegerPermutation } from '../crypto/permute-integer.ts';
import { TextPermutation } from '../crypto/permute-text.ts';
import { isUuid, UuidPermutation } from '../crypto/permute-uuid.ts';
import { exchangeBytes } from './bytes-transform.ts';
import { categoryProblem } from './column-fit.ts';
import { common } from './common-options.ts';
import { defineTransformer, type Transform, type TransformContext } from './transformer.ts';

/** Whether bytes are a whole number as PostgreSQL writes one: no leading zero, no "-0". */
function isInteger(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === 0x2d ? start + 1 : start;
  if (first >= end) return false;
  if (bytes[first] === 0x30) return first + 1 === end && first === start;
  for (let at = first; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return true;
}

/**
 * A permutation over all values a key can have: whole numbers, UUIDs, and any other text. Each kind stays among
 * itself, so that the whole is one-to-one and a key is the same in columns of different types.
 */
export function makeKeyTransform(context: TransformContext, purpose: string, domain?: string): Transform {
  const text = new TextPermutation(context.tag(`${purpose} text`, domain));
  const integer = new IntegerPermutation(context.tag(`${purpose} integer`, domain), text);
  const uuid = new UuidPermutation(context.tag(`${purpose} uuid`, domain));
  let scratch = Buffer.allocUnsafe(256);
  return (bytes, start, end, out) => {
    const length = end - start;
    if (length > scratch.length) scratch = Buffer.allocUnsafe(2 * length);
    for (let index = 0; index < length; index += 1) scratch[index] = bytes[start + index] ?? 0;
    if (isInteger(scratch, 0, length)) {
      const negative = scratch[0] === 0x2d;
      integer.permute(scratch, negative ? 1 : 0, length, negative);
      out.raw(scratch, 0, length);
    } else if (isUuid(scratch, 0, length)) {
      uuid.permute(scratch, 0);
      out.raw(scratch, 0, length);
    } else {
      // Cycle walking: on until it is no number and no UUID either.
      do text.permute(scratch, 0, length);
      while (isInteger(scratch, 0, length) || isUuid(scratch, 0, length));
      out.field(scratch, 0, length);
    }
  };
}

/** Exchanges keys among themselves; foreign keys follow, as they share the mask domain. */
export const key = defineTransformer(z.strictObject(common), (_options, column) => ({
  // 1.5 and 1.50 are one number and two texts: without a scale of 0 nothing is known of the outcomes.
  injective: column.type.category !== 'numeric' || column.type.scale === 0,
  leaks: ['frequency', 'equality', 'length', 'format'],
  problem: keyProblem(column.type.category === 'numeric' && (column.type.scale ?? 0) > 0, column),
  make: (context) =>
    column.type.category === 'enum'
      ? makeLabelTransform(context, column.type.enumLabels ?? [])
      : column.type.category === 'bytea'
        ? exchangeBytes(context, 'key', context.column.keyDomain)
        : makeKeyTransform(context, 'key', context.column.keyDomain),
}));

const keyProblem = (fraction: boolean, column: CompiledColumn): string | undefined =>
  fraction
    ? 'a key has no decimals'
    : categoryProblem(column, ['text', 'integer', 'numeric', 'uuid', 'enum', 'bytea']);

function makeLabelTransform(context: TransformContext, labels: readonly string[]): Transform {
  const keyed = context.tag('labels');
  const rank = (label: string): number => {
    const bytes = Buffer.from(label);
    return (keyed.of(bytes, 0, bytes.length)[0] ?? 0) >>> 0;
  };
  const shuffled = [...labels].sort((a, b) => rank(a) - rank(b));
  const byLabel = new Map(labels.map((label, index) => [label, shuffled[index] ?? label]));
  return (bytes, start, end, out) => {
    const label = Buffer.from(bytes.subarray(start, end)).toString();
    out.text(byLabel.get(label) ?? label);
  };
}

/** A name to log in with: its letters and digits exchanged, so still unique. */
export const username = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: true,
  leaks: ['frequency', 'equality', 'length', 'format'],
  problem: categoryProblem(column, ['text']),
  make: (context) => makeKeyTransform(context, 'username'),
}));

/** A UUID becomes another of the same version; in text columns what is none is exchanged like a key. */
export const uuid = defineTransformer(z.strictObject(common), (_options, column) => ({
  injective: true,
  leaks: ['frequency', 'equality', 'format'],
  problem: categoryProblem(column, ['uuid', 'text']),
  make: (context) => makeKeyTransform(context, 'key', context.column.keyDomain),
}));
