import type { AssembledFunction, ImportedFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { fieldRoom, flags, layout, masker, outputBytes } from '../layout.ts';

/** `\N` as 16 bits. */
export const nullField = 0x4e5c;

/** Whether a column's condition holds in the row whose marks begin there. */
export const meetsCondition: ImportedFunction = {
  name: 'meetsCondition',
  params: ['i32', 'i32'],
  result: 'i32',
};

/** Takes the output up to there. */
export const takeOutput: ImportedFunction = { name: 'takeOutput', params: ['i32'] };

/** Masks the rows that were found; answers where the output ends. What needs no change is copied in runs. */
export const maskRows: AssembledFunction = {
  name: 'maskRows',
  params: { maskers: 'i32', count: 'i32', columns: 'i32', rows: 'i32', end: 'i32' },
  locals: {
    at: 'i32',
    copied: 'i32',
    row: 'i32',
    rowMarks: 'i32',
    one: 'i32',
    last: 'i32',
    start: 'i32',
    stop: 'i32',
  },
  result: 'i32',
  exported: true,
  body: [
    op.set('at', layout.output),
    op.set('copied', layout.input),
    op.set('row', layout.marks),
    op.set('rowMarks', op.shl('columns', 2)),
    op.set('last', op.add('maskers', op.mul('count', masker.size))),
    op.block(
      'done',
      op.loop(
        'nextRow',
        op.leaveIf('done', op.isZero('rows')),
        op.set('one', 'maskers'),
        op.block(
          'rowDone',
          op.loop(
            'nextField',
            op.leaveIf('rowDone', op.ge('one', 'last')),
            op.block(
              'fieldDone',
              op.set('stop', op.add('row', op.load32('one', masker.mark))),
              op.set('start', op.add(op.load32('stop'), 1)),
              op.set('stop', op.load32('stop', 4)),
              op.leaveIf(
                'fieldDone',
                op.and(op.eq('start', 'stop'), op.and(op.load32('one', masker.flags), flags.keepsEmpty)),
              ),
              op.when(op.and(op.eq(op.sub('stop', 'start'), 2), op.eq(op.load16('start'), nullField)), [
                op.store32('one', op.add(op.load32('one', masker.nulls), 1), masker.nulls),
                op.leave('fieldDone'),
              ]),
              op.when(op.and(op.load32('one', masker.flags), flags.hasCondition), [
                op.leaveIf('fieldDone', op.isZero(op.call('meetsCondition', 'one', 'row'))),
              ]),
              op.when(
                op.gt(op.add('at', op.sub('start', 'copied')), layout.output + outputBytes - fieldRoom),
                [op.call('takeOutput', 'at'), op.set('at', layout.output)],
              ),
              op.set('at', op.call('copyBytes', 'at', 'copied', op.sub('start', 'copied'))),
              op.set('at', op.call('maskField', 'one', 'start', 'stop', 'at', 'row')),
              op.set('copied', 'stop'),
            ),
            op.set('one', op.add('one', masker.size)),
            op.leave('nextField'),
          ),
        ),
        op.set('row', op.add('row', 'rowMarks')),
        op.set('rows', op.sub('rows', 1)),
        op.leave('nextRow'),
      ),
    ),
    op.when(op.gt(op.add('at', op.sub('end', 'copied')), layout.output + outputBytes), [
      op.call('takeOutput', 'at'),
      op.set('at', layout.output),
    ]),
    op.giveBack(op.call('copyBytes', 'at', 'copied', op.sub('end', 'copied'))),
  ],
};
