import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AssembledFunction, assemble } from './assemble.ts';
import { signedLeb, unsignedLeb } from './emitter.ts';
import * as op from './instructions.ts';

function run(functions: readonly AssembledFunction[], log: (value: number) => void = () => {}) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
  const bytes = assemble({ imports: [{ name: 'log', params: ['i32'] }], functions });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, log } });
  const call = (name: string, ...values: readonly number[]): unknown => {
    const found = exports[name];
    if (typeof found !== 'function') throw new Error(`${name} is not exported.`);
    return found(...values);
  };
  return { call, bytes: new Uint8Array(memory.buffer) };
}

const binary = (name: string, of: (a: string, b: string) => op.Code): AssembledFunction => ({
  name,
  params: { a: 'i32', b: 'i32' },
  result: 'i32',
  exported: true,
  body: [of('a', 'b')],
});

test('numbers take the bytes that the format says', () => {
  expect([0, 127, 128, 624_485, 2 ** 32 - 1].map((value) => unsignedLeb(value))).toEqual([
    [0],
    [0x7f],
    [0x80, 1],
    [0xe5, 0x8e, 0x26],
    [0xff, 0xff, 0xff, 0xff, 0x0f],
  ]);
  expect([0, 63, 64, -1, -123_456, -(2 ** 31)].map((value) => signedLeb(value))).toEqual([
    [0],
    [0x3f],
    [0xc0, 0],
    [0x7f],
    [0xc0, 0xbb, 0x78],
    [0x80, 0x80, 0x80, 0x80, 0x78],
  ]);
});

test('arithmetic is that of 32 bits in JavaScript', () => {
  const { call } = run([
    binary('add', op.add),
    binary('sub', op.sub),
    binary('mul', op.mul),
    binary('xor', op.xor),
    binary('shl', op.shl),
    binary('shr', op.shr),
    binary('shrU', op.shrU),
    binary('lt', op.lt),
    binary('ltU', op.ltU),
    binary('rotl', op.rotl),
  ]);
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      expect([
        ...[call('add', a, b), call('sub', a, b), call('mul', a, b), call('xor', a, b)],
        ...[call('shl', a, b), call('shr', a, b), call('shrU', a, b)],
        ...[call('lt', a, b), call('ltU', a, b), call('rotl', a, b)],
      ]).toEqual([
        ...[(a + b) | 0, (a - b) | 0, Math.imul(a, b), a ^ b],
        ...[a << b, a >> b, (a >>> b) | 0],
        ...[Number(a < b), Number(a >>> 0 < b >>> 0), (a << b) | (b & 31 ? a >>> (32 - (b & 31)) : 0)],
      ]);
    }),
  );
});

test('loops, blocks and calls of each other and of JavaScript', () => {
  const seen: number[] = [];
  const { call } = run(
    [
      {
        name: 'sum',
        params: { to: 'i32' },
        locals: { at: 'i32', sum: 'i32' },
        result: 'i32',
        exported: true,
        body: [
          op.block(
            'done',
            op.loop(
              'next',
              op.leaveIf('done', op.ge('at', 'to')),
              op.set('at', op.add('at', 1)),
              op.when(op.and('at', 1), [op.leave('next')]),
              op.set('sum', op.call('plus', 'sum', 'at')),
              op.call('log', 'sum'),
              op.leave('next'),
            ),
          ),
          op.select('sum', -1, op.gt('sum', 0)),
        ],
      },
      { ...binary('plus', op.add), exported: false },
    ],
    (value) => seen.push(value),
  );
  expect(call('sum', 7)).toBe(12);
  expect(seen).toEqual([2, 6, 12]);
  expect(call('sum', 0)).toBe(-1);
});

test('vectors are loaded, compared and stored', () => {
  const { call, bytes } = run([
    {
      name: 'find',
      params: { at: 'i32', wanted: 'i32' },
      locals: { all: 'v128' },
      result: 'i32',
      exported: true,
      body: [
        op.set('all', op.loadVector('at')),
        op.storeVector('at', op.add32('all', op.splat32(1)), 300),
        op.copyMemory(600, 'at', 16),
        op.bitmask8(op.eq8('all', op.splat8('wanted'))),
      ],
    },
  ]);
  bytes.set([5, 7, 5, 0, 9], 100);
  expect(call('find', 100, 5)).toBe(0b101);
  expect([...bytes.subarray(400, 406)]).toEqual([6, 7, 5, 0, 10, 0]);
  expect([...bytes.subarray(600, 605)]).toEqual([5, 7, 5, 0, 9]);
});

test('a name that is not there is told', () => {
  const wrong = (code: op.Code): (() => void) => {
    return () => run([{ name: 'f', params: {}, body: [code] }]);
  };
  expect(wrong(op.set('x', 1))).toThrow('There is no local x.');
  expect(wrong(op.call('g'))).toThrow('There is no function g.');
  expect(wrong(op.leave('out'))).toThrow('No block around here is called out.');
});
