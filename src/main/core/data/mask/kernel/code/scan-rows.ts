import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { layout } from '../layout.ts';

const tab = 9;
const newline = 10;

/**
 * `scanRows` over the input up to `end`, sixteen bytes at a time: writes the marks and answers how many rows are
 * whole and right; says in memory what is wrong with the first that is not.
 */
export const scanRows: AssembledFunction = {
  name: 'scanRows',
  params: { end: 'i32', columns: 'i32' },
  locals: {
    at: 'i32',
    mark: 'i32',
    rowEnd: 'i32',
    rowMarks: 'i32',
    rows: 'i32',
    bits: 'i32',
    lines: 'i32',
    bit: 'i32',
    found: 'v128',
    ends: 'v128',
  },
  result: 'i32',
  exported: true,
  body: [
    op.store32(layout.wrong, 0),
    op.store32(layout.marks, layout.input - 1),
    op.set('at', layout.input),
    op.set('mark', layout.marks + 4),
    op.set('rowMarks', op.shl('columns', 2)),
    op.set('rowEnd', op.add('mark', 'rowMarks')),
    // What an earlier piece has left behind the end is no field of this one.
    op.storeVector('end', op.vector([])),
    op.loop(
      'block',
      op.set('found', op.loadVector('at')),
      op.set('ends', op.eq8('found', op.vector(Array(16).fill(newline)))),
      op.set('lines', op.bitmask8('ends')),
      op.set('bits', op.bitmask8(op.orV('ends', op.eq8('found', op.vector(Array(16).fill(tab)))))),
      op.block(
        'none',
        op.loop(
          'mark',
          op.leaveIf('none', op.isZero('bits')),
          op.set('bit', op.ctz('bits')),
          op.store32('mark', op.add('at', 'bit')),
          op.set('mark', op.add('mark', 4)),
          op.when(op.and(op.shrU('lines', 'bit'), 1), [
            op.when(op.ne('mark', 'rowEnd'), [
              op.set('rowEnd', op.sub('rowEnd', 'rowMarks')),
              op.store32(layout.wrong, op.shrU(op.sub('mark', 'rowEnd'), 2)),
              op.store32(layout.wrongAt, op.add(op.load32(op.sub('rowEnd', 4)), 1)),
              op.giveBack('rows'),
            ]),
            op.set('rows', op.add('rows', 1)),
            op.set('rowEnd', op.add('rowEnd', 'rowMarks')),
          ]),
          op.set('bits', op.and('bits', op.sub('bits', 1))),
          op.leave('mark'),
        ),
      ),
      op.leaveIf('block', op.lt(op.tee('at', op.add('at', 16)), 'end')),
    ),
    op.giveBack('rows'),
  ],
};
