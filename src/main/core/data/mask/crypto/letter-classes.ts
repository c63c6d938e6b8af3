/**
 * Code points that are exchanged among themselves: `step` 2 where capitals and small letters take turns. A
 * capital and its small letter have the same number in blocks of the same size, so case makes no difference.
 */
export interface LetterBlock {
  readonly from: number;
  readonly to: number;
  readonly step: 1 | 2;
}

const pairs = (from: number, to: number): LetterBlock => ({ from, to, step: 2 });
const plain = (from: number, to: number): LetterBlock => ({ from, to, step: 1 });
const cased = (from: number, to: number): readonly LetterBlock[] => [
  plain(from, to),
  plain(from + 32, to + 32),
];

/** Letters beyond ASCII by blocks of one length in UTF-8; what is in none (signs, emoji) stays as it is. */
const blocks: readonly LetterBlock[] = [
  ...cased(0xc0, 0xd6),
  ...cased(0xd8, 0xde),
  pairs(0x100, 0x12f),
  pairs(0x132, 0x137),
  pairs(0x139, 0x148),
  pairs(0x14a, 0x177),
  pairs(0x179, 0x17e),
  ...cased(0x391, 0x3a1),
  ...cased(0x3a3, 0x3a9),
  ...cased(0x410, 0x42f),
  plain(0x5d0, 0x5ea),
  plain(0x621, 0x63a),
  plain(0x641, 0x64a),
  plain(0x905, 0x939),
  plain(0xe01, 0xe2e),
  plain(0x3041, 0x3096),
  plain(0x30a1, 0x30fa),
  plain(0x4e00, 0x9fa5),
  plain(0xac00, 0xd7a3),
];

/** The block of a code point beyond ASCII. */
export function findLetterBlock(point: number): LetterBlock | undefined {
  for (const block of blocks) if (point >= block.from && point <= block.to) return block;
  return undefined;
}
