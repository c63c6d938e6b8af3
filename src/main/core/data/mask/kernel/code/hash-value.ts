import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';

/** `hashBytes` of the value cache. */
export const hashBytes: AssembledFunction = {
  name: 'hashBytes',
  params: { at: 'i32', end: 'i32' },
  locals: { hash: 'i32', whole: 'i32' },
  result: 'i32',
  body: [
    op.set('hash', op.xor(0x811c9dc5, op.sub('end', 'at'))),
    op.set('whole', op.sub('end', 3)),
    op.block(
      'words',
      op.loop(
        'word',
        op.leaveIf('words', op.ge('at', 'whole')),
        op.set('hash', op.mul(op.xor('hash', op.load32('at')), 0x9e3779b1)),
        op.set('hash', op.xor('hash', op.shrU('hash', 15))),
        op.set('at', op.add('at', 4)),
        op.leave('word'),
      ),
    ),
    op.block(
      'bytes',
      op.loop(
        'byte',
        op.leaveIf('bytes', op.ge('at', 'end')),
        op.set('hash', op.mul(op.xor('hash', op.load8('at')), 0x01000193)),
        op.set('at', op.add('at', 1)),
        op.leave('byte'),
      ),
    ),
    op.giveBack('hash'),
  ],
};

const mix = (name: string): readonly op.Code[] => [
  op.set(name, op.xor(name, op.shrU(name, 16))),
  op.set(name, op.mul(name, 0x85ebca6b)),
  op.set(name, op.xor(name, op.shrU(name, 13))),
  op.set(name, op.mul(name, 0xc2b2ae35)),
  op.set(name, op.xor(name, op.shrU(name, 16))),
];

/** `add` of the sketch of distinct values. */
export const addToSketch: AssembledFunction = {
  name: 'addToSketch',
  params: { registers: 'i32', hash: 'i32' },
  locals: { other: 'i32' },
  body: [
    op.set('other', op.xor('hash', 0x5bd1e995)),
    ...mix('hash'),
    ...mix('other'),
    op.set('registers', op.add('registers', op.shrU('hash', 20))),
    op.set('other', op.add(op.clz('other'), 1)),
    op.when(op.gt('other', op.load8('registers')), [op.store8('registers', 'other')]),
  ],
};
