import type { AssembledFunction, ImportedFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { cache, kinds, layout, masker } from '../layout.ts';
import { nullField } from './mask-rows.ts';

/** After so many values a cache that seldom had the answer is given up. */
export const cacheTrial = 8192;

/** Masks a field in JavaScript; answers where its outcome ends, or 0 when the output was taken with it. */
export const maskInScript: ImportedFunction = {
  name: 'maskInScript',
  params: ['i32', 'i32', 'i32', 'i32', 'i32'],
  result: 'i32',
};

const count = (field: number): op.Code => op.store32('one', op.add(op.load32('one', field), 1), field);

const judgeCache = op.when(
  op.eq(op.add(op.load32('one', masker.hits), op.load32('one', masker.misses)), cacheTrial),
  [
    op.when(op.lt(op.mul(op.load32('one', masker.hits), 8), op.load32('one', masker.misses)), [
      op.store32('one', 0, masker.cache),
    ]),
  ],
);

const countChange = op.block(
  'same',
  op.when(op.eq('length', op.sub('done', 'from')), [
    op.leaveIf('same', op.call('sameBytes', 'start', 'from', 'length')),
  ]),
  count(masker.changed),
);

/** `maskField` of the row masker: writes the outcome of a field at `at`, counts, and answers where it ends. */
export const maskField: AssembledFunction = {
  name: 'maskField',
  params: { one: 'i32', start: 'i32', stop: 'i32', at: 'i32', row: 'i32' },
  locals: { hash: 'i32', length: 'i32', slot: 'i32', done: 'i32', from: 'i32' },
  result: 'i32',
  body: [
    op.set('length', op.sub('stop', 'start')),
    op.set('hash', op.call('hashBytes', 'start', 'stop')),
    op.call('addToSketch', op.load32('one', masker.before), 'hash'),
    op.set('from', 'at'),
    op.when(op.tee('slot', op.load32('one', masker.cache)), [
      op.set(
        'slot',
        op.add('slot', op.mul(op.and(op.xor('hash', op.shrU('hash', 15)), cache.slots - 1), cache.slotBytes)),
      ),
      op.block(
        'missed',
        op.leaveIf('missed', op.ne(op.load32('slot', cache.hash), 'hash')),
        op.leaveIf('missed', op.ne(op.load8('slot', cache.inputLength), 'length')),
        op.leaveIf('missed', op.isZero(op.load8('slot', cache.outputLength))),
        op.leaveIf('missed', op.isZero(op.call('sameBytes', 'start', op.add('slot', cache.input), 'length'))),
        count(masker.hits),
        judgeCache,
        op.set(
          'done',
          op.call(
            'copyBytes',
            'at',
            op.add('slot', cache.output),
            op.sub(op.load8('slot', cache.outputLength), 1),
          ),
        ),
        countChange,
        // The sketches have this value and its outcome already.
        op.giveBack('done'),
      ),
      count(masker.misses),
      judgeCache,
    ]),
    op.when(op.eq(op.load32('one', masker.kind), kinds.email), [
      op.set('done', op.call('maskEmail', op.load32('one', masker.data), 'start', 'stop', 'at')),
    ]),
    op.when(op.eq(op.load32('one', masker.kind), kinds.names), [
      op.set('done', op.call('maskNames', op.load32('one', masker.data), 'start', 'stop', 'at')),
    ]),
    op.when(op.isZero('done'), [
      op.set('done', op.call('maskInScript', 'one', 'row', 'start', 'stop', 'at')),
      op.when(op.isZero('done'), [op.giveBack(layout.output)]),
      op.set('from', op.load32(layout.outcome)),
    ]),
    op.when(
      op.and(
        op.ne('slot', 0),
        op.and(op.le('length', cache.inputBytes), op.le(op.sub('done', 'from'), cache.outputBytes)),
      ),
      [
        op.store32('slot', 'hash', cache.hash),
        op.store8('slot', 'length', cache.inputLength),
        op.store8('slot', op.add(op.sub('done', 'from'), 1), cache.outputLength),
        ...[0, 16, 32].map((at) => op.storeVector('slot', op.loadVector('start', at), cache.input + at)),
        op.store32('slot', op.load32('start', 48), cache.input + 48),
        op.store32('slot', op.load32('start', 52), cache.input + 52),
        ...[0, 16, 32, 48].map((at) => op.storeVector('slot', op.loadVector('from', at), cache.output + at)),
      ],
    ),
    countChange,
    op.when(op.and(op.eq(op.sub('done', 'from'), 2), op.eq(op.load16('from'), nullField)), [
      op.giveBack('done'),
    ]),
    op.call('addToSketch', op.load32('one', masker.after), op.call('hashBytes', 'from', 'done')),
    op.giveBack('done'),
  ],
};
