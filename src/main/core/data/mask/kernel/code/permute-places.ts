import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { layout } from '../layout.ts';

const none = 0x80;
/** Every third of a half's twelve bytes, each spread to 32 bits: the places whose bits one shift of four words gives. */
const spread = (first: number): op.Code =>
  op.vector([0, 3, 6, 9].flatMap((at) => [at + first, none, none, none]));
const gathered = op.vector([0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, none, none, none, none]);
const iota = op.vector(Array.from({ length: 16 }, (_, index) => index));

/** Bytes of a half, in their order. */
const packed = (half: string): op.Code =>
  op.swizzle(op.orV(op.orV(`${half}0`, op.shl32(`${half}1`, 8)), op.shl32(`${half}2`, 16)), gathered);

const mixRound: readonly op.Code[] = [
  op.set('v0', op.add('v0', 'v1')),
  op.set('v1', op.xor(op.rotl('v1', 5), 'v0')),
  op.set('v0', op.rotl('v0', 16)),
  op.set('v2', op.add('v2', 'v3')),
  op.set('v3', op.xor(op.rotl('v3', 8), 'v2')),
  op.set('v0', op.add('v0', 'v3')),
  op.set('v3', op.xor(op.rotl('v3', 13), 'v0')),
  op.set('v2', op.add('v2', 'v1')),
  op.set('v1', op.xor(op.rotl('v1', 7), 'v2')),
  op.set('v2', op.rotl('v2', 16)),
];

/** Adds ten bits' part of the radix to each place of a half: no branch, as in JavaScript. */
const addPart = (half: string, third: number): readonly op.Code[] => {
  const place = `${half}${third}`;
  const radix = `${half}r${third}`;
  return [
    op.set('part', op.andV(op.shrU32('words', 10 * third), op.splat32(1023))),
    op.set('part', op.sub32(op.add32(place, op.shrU32(op.dot16('part', radix), 10)), radix)),
    op.set(place, op.add32('part', op.andV(radix, op.shr32('part', 31)))),
  ];
};

/** One round: what `read` holds decides what is added to `write`. */
const feistelRound = (read: string, write: string, plus: number): readonly op.Code[] => [
  op.set('words', packed(read)),
  op.set('v0', op.xor(op.load32('keys', 0), op.lane32('words', 0))),
  op.set('v1', op.xor(op.load32('keys', 4), op.lane32('words', 1))),
  op.set('v2', op.xor(op.load32('keys', 8), op.lane32('words', 2))),
  op.set('v3', op.xor(op.load32('keys', 12), op.or(op.add('round', plus), op.shl('count', 8)))),
  ...Array.from({ length: 8 }, () => mixRound).flat(),
  op.set(
    'words',
    op.xorV(
      op.withLane32(op.withLane32(op.withLane32(op.splat32('v0'), 1, 'v1'), 2, 'v2'), 3, 'v3'),
      op.loadVector('keys', 16),
    ),
  ),
  ...[0, 1, 2].flatMap((third) => addPart(write, third)),
];

const thirds = (half: string, from: op.Operand, count: string, suffix: string): readonly op.Code[] => [
  op.set('part', op.andV(op.loadVector(from), op.ltU8(iota, op.splat8(count)))),
  ...[0, 1, 2].map((third) => op.set(`${half}${suffix}${third}`, op.swizzle('part', spread(third)))),
];

/**
 * `#feistelShort` of the text permutation: exchanges 2 to 24 places, whose digits and radixes are in memory. `keys`
 * are the eight words of `mixKeys`.
 */
export const permutePlaces: AssembledFunction = {
  name: 'permutePlaces',
  params: { keys: 'i32', count: 'i32' },
  locals: {
    ...Object.fromEntries(['half', 'other', 'round', 'rounds'].map((name) => [name, 'i32' as const])),
    ...Object.fromEntries(['v0', 'v1', 'v2', 'v3'].map((name) => [name, 'i32' as const])),
    ...Object.fromEntries(
      ['l', 'r'].flatMap((half) =>
        [0, 1, 2].flatMap((third) => [
          [`${half}${third}`, 'v128' as const],
          [`${half}r${third}`, 'v128' as const],
        ]),
      ),
    ),
    words: 'v128',
    part: 'v128',
  },
  body: [
    op.set('half', op.shrU('count', 1)),
    op.set('other', op.sub('count', 'half')),
    ...thirds('l', layout.digits, 'half', ''),
    ...thirds('l', layout.radixes, 'half', 'r'),
    ...thirds('r', op.add('half', layout.digits), 'other', ''),
    ...thirds('r', op.add('half', layout.radixes), 'other', 'r'),
    op.set('rounds', op.select(10, op.select(8, 6, op.lt('count', 12)), op.lt('count', 8))),
    op.loop(
      'next',
      ...feistelRound('r', 'l', 0),
      ...feistelRound('l', 'r', 1),
      op.leaveIf('next', op.lt(op.tee('round', op.add('round', 2)), 'rounds')),
    ),
    op.storeVector(layout.digits, packed('l')),
    op.storeVector(op.add('half', layout.digits), packed('r')),
  ],
};

/** Writes the places back, with the letters that they are now; `target` is where the text begins. */
export const putPlaces: AssembledFunction = {
  name: 'putPlaces',
  params: { target: 'i32', count: 'i32' },
  locals: { at: 'i32' },
  body: [
    ...[0, 16, 32].map((at) =>
      op.storeVector(
        layout.digits + at,
        op.add8(op.loadVector(layout.digits + at), op.loadVector(layout.bases + at)),
      ),
    ),
    op.block(
      'done',
      op.loop(
        'next',
        op.leaveIf('done', op.ge('at', 'count')),
        op.store8(op.add('target', op.load8('at', layout.offsets)), op.load8('at', layout.digits)),
        op.set('at', op.add('at', 1)),
        op.leave('next'),
      ),
    ),
  ],
};
