/** Bytes of a function's body being written, with what its names stand for. */
export class Emitter {
  readonly bytes: number[] = [];
  readonly #locals: ReadonlyMap<string, number>;
  readonly #functions: ReadonlyMap<string, number>;
  readonly #labels: string[] = [];

  constructor(locals: ReadonlyMap<string, number>, functions: ReadonlyMap<string, number>) {
    this.#locals = locals;
    this.#functions = functions;
  }

  /** An opcode of one byte. */
  op(code: number): void {
    this.bytes.push(code);
  }

  /** An opcode behind a prefix: 0xfd for vectors, 0xfc for memory. */
  prefixed(prefix: number, code: number): void {
    this.bytes.push(prefix);
    this.unsigned(code);
  }

  unsigned(value: number): void {
    this.bytes.push(...unsignedLeb(value));
  }

  signed(value: number): void {
    this.bytes.push(...signedLeb(value));
  }

  local(name: string): number {
    return known(this.#locals, name, 'local');
  }

  function(name: string): number {
    return known(this.#functions, name, 'function');
  }

  enter(label: string): void {
    this.#labels.push(label);
  }

  leave(): void {
    this.#labels.pop();
  }

  /** How many blocks out a label is, the innermost being 0. */
  depth(label: string): number {
    const at = this.#labels.lastIndexOf(label);
    if (at < 0) throw new Error(`No block around here is called ${label}.`);
    return this.#labels.length - 1 - at;
  }
}

function known(names: ReadonlyMap<string, number>, name: string, what: string): number {
  const index = names.get(name);
  if (index === undefined) throw new Error(`There is no ${what} ${name}.`);
  return index;
}

/** A number from 0 to before 2^32 in LEB128. */
export function unsignedLeb(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

/** A 32-bit number with its sign in LEB128. */
export function signedLeb(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}
