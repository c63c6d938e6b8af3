import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { nameData, words } from '../layout.ts';

const [space, comma, backslash] = [0x20, 0x2c, 0x5c];
/** Longer ones are left to JavaScript. */
const longest = 96;
/** What stands between the words of a name, as bits from the space on: space & ( ) , - and a slash. */
const between = [0x20, 0x26, 0x28, 0x29, 0x2c, 0x2d, 0x2f].reduce(
  (bits, sign) => bits | (1 << (sign - space)),
  0,
);
/** First bytes of signs beyond ASCII among which there are spaces. */
const spaceLeads = [0xc2, 0xe1, 0xe2, 0xe3, 0xef];

const isBetween = (byte: string): op.Code =>
  op.and(op.ltU(op.sub(byte, space), 16), op.shrU(between, op.and(op.sub(byte, space), 15)));

const isWord = op.block(
  'other',
  op.leaveIf('other', op.ne(op.load32('slot', words.hash), 'hash')),
  op.leaveIf('other', op.ne(op.load8('slot', words.inputLength), 'length')),
  op.leaveIf('other', op.isZero(op.call('sameBytes', 'word', op.add('slot', words.input), 'length'))),
  op.giveBack('slot'),
);

/** Where a table has a word, in one of two slots; 0 when it does not. */
export const findWord: AssembledFunction = {
  name: 'findWord',
  params: { table: 'i32', word: 'i32', end: 'i32' },
  locals: { hash: 'i32', offset: 'i32', slot: 'i32', length: 'i32' },
  result: 'i32',
  body: [
    op.set('length', op.sub('end', 'word')),
    op.set('hash', op.call('hashBytes', 'word', 'end')),
    op.set('offset', op.mul(op.shrU(op.mul('hash', words.spread), words.shift), words.slotBytes)),
    op.set('slot', op.add('table', 'offset')),
    isWord,
    op.set('slot', op.add('table', op.xor('offset', words.slotBytes))),
    isWord,
    op.giveBack(0),
  ],
};

/**
 * A name word by word, as the transformers of names make it, from tables of words that JavaScript has filled; 0 when
 * a word is not in them, or the name is one for JavaScript anyway.
 */
export const maskNames: AssembledFunction = {
  name: 'maskNames',
  params: { data: 'i32', start: 'i32', end: 'i32', target: 'i32' },
  locals: {
    at: 'i32',
    byte: 'i32',
    from: 'i32',
    to: 'i32',
    run: 'i32',
    inRun: 'i32',
    word: 'i32',
    slot: 'i32',
    begin: 'i32',
  },
  result: 'i32',
  body: [
    op.when(op.gt(op.sub('end', 'start'), longest), [op.giveBack(0)]),
    op.set('at', 'start'),
    op.loop(
      'look',
      op.set('byte', op.load8('at')),
      ...[backslash, ...spaceLeads].map((sign) => op.when(op.eq('byte', sign), [op.giveBack(0)])),
      op.when(op.and(op.eq('byte', comma), op.isZero('to')), [op.set('to', 'at')]),
      op.when(
        op.eq('byte', space),
        [op.set('inRun', 0)],
        [op.when(op.isZero('inRun'), [op.set('inRun', 1), op.set('run', 'at')])],
      ),
      op.leaveIf('look', op.lt(op.tee('at', op.add('at', 1)), 'end')),
    ),
    // Which words are the family's: all, none, those before a comma, or the last run of signs.
    op.set('from', 'start'),
    op.when(op.isZero('to'), [op.set('from', 'run'), op.set('to', 'end')]),
    op.when(op.eq(op.load32('data', nameData.mode), nameData.allFamily), [
      op.set('from', 'start'),
      op.set('to', 'end'),
    ]),
    op.when(op.eq(op.load32('data', nameData.mode), nameData.allGiven), [op.set('to', 0)]),
    op.set('begin', 'target'),
    op.set('at', 'start'),
    op.loop(
      'next',
      op.set('byte', op.load8('at')),
      op.when(
        isBetween('byte'),
        [op.store8('target', 'byte'), op.set('target', op.add('target', 1)), op.set('at', op.add('at', 1))],
        [
          op.set('word', 'at'),
          op.block(
            'wordEnd',
            op.loop(
              'sign',
              op.set('at', op.add('at', 1)),
              op.leaveIf('wordEnd', op.ge('at', 'end')),
              op.set('byte', op.load8('at')),
              op.leaveIf('sign', op.isZero(isBetween('byte'))),
            ),
          ),
          op.set(
            'slot',
            op.call(
              'findWord',
              op.load32(
                op.add('data', op.shl(op.and(op.ge('word', 'from'), op.lt('word', 'to')), 2)),
                nameData.given,
              ),
              'word',
              'at',
            ),
          ),
          op.when(op.isZero('slot'), [op.giveBack(0)]),
          op.storeVector('target', op.loadVector('slot', words.output)),
          op.storeVector('target', op.loadVector('slot', words.output + 16), 16),
          op.set('target', op.add('target', op.load8('slot', words.outputLength))),
        ],
      ),
      op.leaveIf('next', op.lt('at', 'end')),
    ),
    // PostgreSQL counts characters, which are no more than the bytes: what is longer is cut in JavaScript.
    op.when(op.gt(op.sub('target', 'begin'), op.load32('data', nameData.most)), [op.giveBack(0)]),
    op.giveBack('target'),
  ],
};
