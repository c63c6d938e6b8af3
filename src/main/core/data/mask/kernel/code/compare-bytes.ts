import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';

/** Whether so many bytes at two places are the same: 1 or 0. Reads up to 15 bytes behind them. */
export const sameBytes: AssembledFunction = {
  name: 'sameBytes',
  params: { a: 'i32', b: 'i32', length: 'i32' },
  locals: { equal: 'i32' },
  result: 'i32',
  body: [
    op.loop(
      'next',
      op.set('equal', op.bitmask8(op.eq8(op.loadVector('a'), op.loadVector('b')))),
      op.when(op.le('length', 15), [op.giveBack(op.eq(op.or('equal', op.shl(-1, 'length')), -1))]),
      op.when(op.ne('equal', 0xffff), [op.giveBack(0)]),
      op.set('a', op.add('a', 16)),
      op.set('b', op.add('b', 16)),
      op.set('length', op.sub('length', 16)),
      op.leave('next'),
    ),
    op.giveBack(0),
  ],
};
