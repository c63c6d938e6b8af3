/** A set of hashes of 16 bytes in flat memory: 32 to 64 bytes for each, nothing for the collector to walk. */
export interface KeySet {
  readonly add: (hash: Buffer) => void;
  readonly has: (hash: Buffer) => boolean;
  /** The memory itself, which threads can share: `keySetOver` makes the same set of it. */
  readonly memory: SharedArrayBuffer;
}

/** `capacity` is the most it gets. */
export const createKeySet = (capacity: number): KeySet => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, capacity * 2)));
  // The last word says whether the hash of all zeros is in it: four words of zero are a free place.
  return keySetOver(new SharedArrayBuffer((size * 4 + 1) * 4));
};

/** Open addressing by the first word of a hash, which is as good as random. */
export function keySetOver(memory: SharedArrayBuffer): KeySet {
  const words = new Int32Array(memory);
  const size = (words.length - 1) / 4;
  const zero = size * 4;

  /** The first word of its place when it is there; where it would be, as a negative number less one, when not. */
  const find = (a: number, b: number, c: number, d: number): number => {
    for (let slot = a & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const at = slot * 4;
      const [w, x, y, z] = [words[at], words[at + 1], words[at + 2], words[at + 3]];
      if (w === a && x === b && y === c && z === d) return at;
      if (w === 0 && x === 0 && y === 0 && z === 0) return -at - 1;
    }
  };

  return {
    memory,
    add(hash) {
      const [a, b] = [hash.readInt32LE(0), hash.readInt32LE(4)];
      const [c, d] = [hash.readInt32LE(8), hash.readInt32LE(12)];
      if ((a | b | c | d) === 0) {
        words[zero] = 1;
        return;
      }
      const at = find(a, b, c, d);
      if (at < 0) words.set([a, b, c, d], -at - 1);
    },
    has(hash) {
      const [a, b] = [hash.readInt32LE(0), hash.readInt32LE(4)];
      const [c, d] = [hash.readInt32LE(8), hash.readInt32LE(12)];
      return (a | b | c | d) === 0 ? words[zero] === 1 : find(a, b, c, d) >= 0;
    },
  };
}
