import type { Emitter } from './emitter.ts';

/** An instruction with its operands: writes itself. */
export type Code = (to: Emitter) => void;

/** A number is a constant of 32 bits, a text names a local. */
export type Operand = number | string | Code;

function put(to: Emitter, operand: Operand): void {
  if (typeof operand === 'number') {
    to.op(0x41);
    to.signed(operand);
  } else if (typeof operand === 'string') {
    to.op(0x20);
    to.unsigned(to.local(operand));
  } else operand(to);
}

type Binary = (a: Operand, b: Operand) => Code;
type Unary = (a: Operand) => Code;

const binary =
  (opcode: number): Binary =>
  (a, b) =>
  (to) => {
    put(to, a);
    put(to, b);
    to.op(opcode);
  };
const unary =
  (opcode: number): Unary =>
  (a) =>
  (to) => {
    put(to, a);
    to.op(opcode);
  };
const vectorBinary =
  (opcode: number): Binary =>
  (a, b) =>
  (to) => {
    put(to, a);
    put(to, b);
    to.prefixed(0xfd, opcode);
  };
const vectorUnary =
  (opcode: number): Unary =>
  (a) =>
  (to) => {
    put(to, a);
    to.prefixed(0xfd, opcode);
  };

// Numbers of 32 bits.
export const isZero: Unary = unary(0x45);
export const eq: Binary = binary(0x46);
export const ne: Binary = binary(0x47);
export const lt: Binary = binary(0x48);
export const ltU: Binary = binary(0x49);
export const gt: Binary = binary(0x4a);
export const le: Binary = binary(0x4c);
export const ge: Binary = binary(0x4e);
export const geU: Binary = binary(0x4f);
export const clz: Unary = unary(0x67);
export const ctz: Unary = unary(0x68);
export const add: Binary = binary(0x6a);
export const sub: Binary = binary(0x6b);
export const mul: Binary = binary(0x6c);
export const and: Binary = binary(0x71);
export const or: Binary = binary(0x72);
export const xor: Binary = binary(0x73);
export const shl: Binary = binary(0x74);
export const shr: Binary = binary(0x75);
export const shrU: Binary = binary(0x76);
export const rotl: Binary = binary(0x77);

/** `yes` where the condition is not 0, else `no`; both are worked out. */
export const select =
  (yes: Operand, no: Operand, condition: Operand): Code =>
  (to) => {
    put(to, yes);
    put(to, no);
    put(to, condition);
    to.op(0x1b);
  };

// Memory: an address, and a constant that is added to it.
const load =
  (opcode: number, prefix?: number) =>
  (address: Operand, offset = 0): Code =>
  (to) => {
    put(to, address);
    if (prefix === undefined) to.op(opcode);
    else to.prefixed(prefix, opcode);
    // Alignment is a hint; none is promised.
    to.unsigned(0);
    to.unsigned(offset);
  };
const store =
  (opcode: number, prefix?: number) =>
  (address: Operand, value: Operand, offset = 0): Code =>
  (to) => {
    put(to, address);
    put(to, value);
    if (prefix === undefined) to.op(opcode);
    else to.prefixed(prefix, opcode);
    to.unsigned(0);
    to.unsigned(offset);
  };
export const load32: ReturnType<typeof load> = load(0x28);
export const load8: ReturnType<typeof load> = load(0x2d);
export const load16: ReturnType<typeof load> = load(0x2f);
export const store32: ReturnType<typeof store> = store(0x36);
export const store8: ReturnType<typeof store> = store(0x3a);
export const store16: ReturnType<typeof store> = store(0x3b);
export const loadVector: ReturnType<typeof load> = load(0x00, 0xfd);
export const storeVector: ReturnType<typeof store> = store(0x0b, 0xfd);

/** Copies bytes; the areas may overlap. */
export const copyMemory =
  (target: Operand, source: Operand, count: Operand): Code =>
  (to) => {
    put(to, target);
    put(to, source);
    put(to, count);
    to.prefixed(0xfc, 0x0a);
    to.op(0);
    to.op(0);
  };

// Vectors of 128 bits.
export const vector =
  (bytes: readonly number[]): Code =>
  (to) => {
    to.prefixed(0xfd, 0x0c);
    for (let at = 0; at < 16; at += 1) to.op(bytes[at] ?? 0);
  };
export const swizzle: Binary = vectorBinary(0x0e);
export const splat8: Unary = vectorUnary(0x0f);
export const splat32: Unary = vectorUnary(0x11);
export const eq8: Binary = vectorBinary(0x23);
export const ltU8: Binary = vectorBinary(0x26);
export const andV: Binary = vectorBinary(0x4e);
export const orV: Binary = vectorBinary(0x50);
export const xorV: Binary = vectorBinary(0x51);
export const anyTrue: Unary = vectorUnary(0x53);
export const bitmask8: Unary = vectorUnary(0x64);
export const add8: Binary = vectorBinary(0x6e);
export const shl32: Binary = vectorBinary(0xab);
export const shr32: Binary = vectorBinary(0xac);
export const shrU32: Binary = vectorBinary(0xad);
export const add32: Binary = vectorBinary(0xae);
export const sub32: Binary = vectorBinary(0xb1);
/** Products of 16-bit halves, added in pairs. */
export const dot16: Binary = vectorBinary(0xba);
/** One of the four 32-bit numbers. */
export const lane32 =
  (of: Operand, lane: number): Code =>
  (to) => {
    put(to, of);
    to.prefixed(0xfd, 0x1b);
    to.op(lane);
  };
/** The vector with one of its four numbers exchanged. */
export const withLane32 =
  (of: Operand, lane: number, value: Operand): Code =>
  (to) => {
    put(to, of);
    put(to, value);
    to.prefixed(0xfd, 0x1c);
    to.op(lane);
  };

// Order of things.
export const set =
  (name: string, value: Operand): Code =>
  (to) => {
    put(to, value);
    to.op(0x21);
    to.unsigned(to.local(name));
  };
/** Sets a local and gives its value. */
export const tee =
  (name: string, value: Operand): Code =>
  (to) => {
    put(to, value);
    to.op(0x22);
    to.unsigned(to.local(name));
  };
export const call =
  (name: string, ...operands: readonly Operand[]): Code =>
  (to) => {
    for (const operand of operands) put(to, operand);
    to.op(0x10);
    to.unsigned(to.function(name));
  };
export const giveBack =
  (value?: Operand): Code =>
  (to) => {
    if (value !== undefined) put(to, value);
    to.op(0x0f);
  };
/** One after the other. */
export const all =
  (...codes: readonly Code[]): Code =>
  (to) => {
    for (const code of codes) code(to);
  };
const body = (opcode: number, label: string, codes: readonly Code[], to: Emitter): void => {
  to.op(opcode);
  to.op(0x40);
  to.enter(label);
  for (const code of codes) code(to);
};
const close = (to: Emitter): void => {
  to.leave();
  to.op(0x0b);
};
/** `leave(label)` goes on behind it. */
export const block =
  (label: string, ...codes: readonly Code[]): Code =>
  (to) => {
    body(0x02, label, codes, to);
    close(to);
  };
/** `leave(label)` goes on at its beginning; at its end it is left. */
export const loop =
  (label: string, ...codes: readonly Code[]): Code =>
  (to) => {
    body(0x03, label, codes, to);
    close(to);
  };
export const leave =
  (label: string): Code =>
  (to) => {
    to.op(0x0c);
    to.unsigned(to.depth(label));
  };
export const leaveIf =
  (label: string, condition: Operand): Code =>
  (to) => {
    put(to, condition);
    to.op(0x0d);
    to.unsigned(to.depth(label));
  };
export const when =
  (condition: Operand, yes: readonly Code[], no?: readonly Code[]): Code =>
  (to) => {
    put(to, condition);
    body(0x04, '', yes, to);
    if (no !== undefined) {
      to.op(0x05);
      for (const code of no) code(to);
    }
    close(to);
  };
