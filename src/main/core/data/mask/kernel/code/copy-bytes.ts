import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';

/** From here on the engine's own copy is faster, for all that calling it costs. */
const long = 256;

/** Copies bytes and answers where they end; may write up to 15 bytes behind. */
export const copyBytes: AssembledFunction = {
  name: 'copyBytes',
  params: { target: 'i32', source: 'i32', length: 'i32' },
  locals: { end: 'i32' },
  result: 'i32',
  body: [
    op.set('end', op.add('target', 'length')),
    op.when(
      op.ge('length', long),
      [op.copyMemory('target', 'source', 'length')],
      [
        op.loop(
          'next',
          op.storeVector('target', op.loadVector('source')),
          op.set('source', op.add('source', 16)),
          op.leaveIf('next', op.lt(op.tee('target', op.add('target', 16)), 'end')),
        ),
      ],
    ),
    op.giveBack('end'),
  ],
};
