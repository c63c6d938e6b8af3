import { mixHash } from './value-cache.ts';

const indexBits = 12;
const registers = 1 << indexBits;

/** Counts distinct values within some 2 %, in 4 KiB (HyperLogLog); two of them can be joined. */
export class DistinctSketch {
  readonly registers: Uint8Array;

  constructor(from: Uint8Array = new Uint8Array(registers)) {
    this.registers = from;
  }

  /** Takes a value by its 32-bit hash. */
  add(hash: number): void {
    const index = mixHash(hash) >>> (32 - indexBits);
    const rank = Math.clz32(mixHash(hash ^ 0x5bd1e995)) + 1;
    if (rank > (this.registers[index] ?? 0)) this.registers[index] = rank;
  }

  join(other: Uint8Array): void {
    for (let index = 0; index < registers; index += 1)
      if ((other[index] ?? 0) > (this.registers[index] ?? 0)) this.registers[index] = other[index] ?? 0;
  }

  estimate(): number {
    let sum = 0;
    let empty = 0;
    for (const rank of this.registers) {
      sum += 2 ** -rank;
      if (rank === 0) empty += 1;
    }
    const raw = ((0.7213 / (1 + 1.079 / registers)) * registers * registers) / sum;
    if (raw <= 2.5 * registers && empty > 0) return Math.round(registers * Math.log(registers / empty));
    // Hashes of 32 bits begin to meet.
    const whole = 2 ** 32;
    return Math.round(raw > whole / 30 ? -whole * Math.log(1 - raw / whole) : raw);
  }
}
