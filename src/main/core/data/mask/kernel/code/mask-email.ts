import type { AssembledFunction } from '../assembler/assemble.ts';
import * as op from '../assembler/instructions.ts';
import { cache, emailData, layout } from '../layout.ts';

const [at, dot, dash, underscore, plus] = [0x40, 0x2e, 0x2d, 0x5f, 0x2b];
/** Longer addresses are left to JavaScript. */
const longest = 40;
/** Places that `permutePlaces` takes. */
const mostPlaces = 24;
/** ".example" as two words. */
const suffix = [0x6178652e, 0x656c706d] as const;

/**
 * Finds the places of one part of a plain address, from `start` on; answers where they end in the upper 16 bits, from
 * `start`, and how many there are in the lower. 0 when the part is not plain.
 */
export const findEmailPlaces: AssembledFunction = {
  name: 'findEmailPlaces',
  params: { start: 'i32', end: 'i32', isDomain: 'i32' },
  locals: { at: 'i32', byte: 'i32', letter: 'i32', previous: 'i32', count: 'i32' },
  result: 'i32',
  body: [
    op.set('at', 'start'),
    op.block(
      'done',
      op.loop(
        'next',
        op.leaveIf('done', op.ge('at', 'end')),
        op.set('byte', op.load8('at')),
        op.set('letter', op.load16(op.shl('byte', 1), layout.letters)),
        op.when(
          op.and('letter', 0xff),
          [
            op.store8('count', op.sub('byte', op.shrU('letter', 8)), layout.digits),
            op.store8('count', 'letter', layout.radixes),
            op.store8('count', op.shrU('letter', 8), layout.bases),
            op.store8('count', op.sub('at', 'start'), layout.offsets),
            op.set('count', op.add('count', 1)),
          ],
          [
            // What is no sign of an address ends the part; whether it may says the caller.
            op.leaveIf('done', op.isZero('letter')),
            op.set('previous', op.select(op.load8(op.sub('at', 1)), dot, op.gt('at', 'start'))),
            op.when(op.and(op.eq('byte', dot), op.eq('previous', dot)), [op.giveBack(0)]),
            op.when('isDomain', [
              op.when(op.or(op.eq('byte', underscore), op.eq('byte', plus)), [op.giveBack(0)]),
              op.when(op.and(op.eq('byte', dash), op.eq('previous', dot)), [op.giveBack(0)]),
              op.when(op.and(op.eq('byte', dot), op.eq('previous', dash)), [op.giveBack(0)]),
            ]),
          ],
        ),
        op.set('at', op.add('at', 1)),
        op.leave('next'),
      ),
    ),
    op.giveBack(op.or(op.shl(op.sub('at', 'start'), 16), 'count')),
  ],
};

const countOf = (found: string): op.Code => op.and(found, 0xffff);
const exchangeable = (found: string): op.Code => op.ltU(op.sub(countOf(found), 2), mostPlaces - 1);

/** An address in its form, as the e-mail transformer makes it; 0 when it is one for JavaScript. */
export const maskEmail: AssembledFunction = {
  name: 'maskEmail',
  params: { data: 'i32', start: 'i32', end: 'i32', target: 'i32' },
  locals: { found: 'i32', sign: 'i32', last: 'i32', hash: 'i32', slot: 'i32', length: 'i32' },
  result: 'i32',
  body: [
    op.when(op.gt(op.sub('end', 'start'), longest), [op.giveBack(0)]),
    op.set('found', op.call('findEmailPlaces', 'start', 'end', 0)),
    op.set('sign', op.add('start', op.shrU('found', 16))),
    op.when(op.ge('sign', 'end'), [op.giveBack(0)]),
    op.when(op.ne(op.load8('sign'), at), [op.giveBack(0)]),
    op.when(op.isZero(exchangeable('found')), [op.giveBack(0)]),
    op.when(op.eq(op.load8(op.sub('sign', 1)), dot), [op.giveBack(0)]),
    ...[0, 16, 32].map((by) => op.storeVector('target', op.loadVector('start', by), by)),
    op.call('permutePlaces', op.add('data', emailData.local), countOf('found')),
    op.call('putPlaces', 'target', countOf('found')),
    // Domains come again: each is looked at once.
    op.set('length', op.sub('end', 'sign')),
    op.set('hash', op.call('hashBytes', 'sign', 'end')),
    op.set(
      'slot',
      op.add(
        op.load32('data', emailData.domains),
        op.mul(op.and(op.xor('hash', op.shrU('hash', 15)), emailData.domainSlots - 1), cache.slotBytes),
      ),
    ),
    op.block(
      'known',
      op.block(
        'unknown',
        op.leaveIf('unknown', op.ne(op.load32('slot', cache.hash), 'hash')),
        op.leaveIf('unknown', op.ne(op.load8('slot', cache.inputLength), 'length')),
        op.leaveIf('known', op.call('sameBytes', 'sign', op.add('slot', cache.input), 'length')),
      ),
      op.set('found', op.call('findEmailPlaces', op.add('sign', 1), 'end', 1)),
      op.when(op.ne(op.shrU('found', 16), op.sub('length', 1)), [op.giveBack(0)]),
      op.set('last', op.load8(op.sub('end', 1))),
      op.when(op.or(op.eq('last', dot), op.eq('last', dash)), [op.giveBack(0)]),
      op.when(op.isZero(exchangeable('found')), [op.giveBack(0)]),
      ...[0, 16, 32].flatMap((by) => [
        op.storeVector('slot', op.loadVector('sign', by), cache.input + by),
        op.storeVector('slot', op.loadVector('sign', by), cache.output + by),
      ]),
      op.when(op.load32('data', emailData.exchangesDomain), [
        op.call('permutePlaces', op.add('data', emailData.domain), countOf('found')),
        op.call('putPlaces', op.add('slot', cache.output + 1), countOf('found')),
      ]),
      op.store32('slot', 'hash', cache.hash),
      op.store8('slot', 'length', cache.inputLength),
    ),
    op.set('target', op.add('target', op.sub('sign', 'start'))),
    ...[0, 16, 32].map((by) => op.storeVector('target', op.loadVector('slot', cache.output + by), by)),
    op.set('target', op.add('target', 'length')),
    op.store32('target', suffix[0]),
    op.store32('target', suffix[1], 4),
    op.giveBack(op.add('target', 8)),
  ],
};
