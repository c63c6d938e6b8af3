import { familyPlace, type NameMode, nameWords } from '../name-words.ts';
import { hashBytes } from '../value-cache.ts';
import type { KernelCode } from './kernel-code.ts';
import { kinds, nameData, words } from './layout.ts';

const tablesFrom = 64;
const tableBytes = words.slots * words.slotBytes;
const noLimit = 0x7fffffff;

/** Picks a name for another one. */
type Pick = (name: string) => string;

const modes: Readonly<Record<NameMode, number>> = {
  given: nameData.allGiven,
  family: nameData.allFamily,
  full: nameData.byPlace,
};

/**
 * The transformers of names in the kernel: it knows no names, but keeps each word with its outcome when it meets it
 * first. A word's outcome is the same wherever it stands.
 */
export function nameCode(
  mode: NameMode,
  given: Pick,
  family: Pick,
  maxLength: number | undefined,
): KernelCode {
  let own = 0;
  const learn = (memory: Buffer, table: number, word: string, pick: Pick): void => {
    const input = Buffer.from(word);
    if (input.length > words.inputBytes) return;
    const hash = hashBytes(input, 0, input.length);
    const first = table + (Math.imul(hash, words.spread) >>> words.shift) * words.slotBytes;
    const second = table + ((first - table) ^ words.slotBytes);
    for (const slot of [first, second]) {
      const known = memory.subarray(slot + words.input, slot + words.input + input.length);
      if (memory[slot + words.inputLength] === input.length && known.equals(input)) return;
    }
    const slot = memory[first + words.inputLength] === 0 ? first : second;
    const output = Buffer.from(pick(word));
    if (output.length > words.outputBytes) return;
    memory.writeInt32LE(hash, slot + words.hash);
    memory[slot + words.inputLength] = input.length;
    memory[slot + words.outputLength] = output.length;
    input.copy(memory, slot + words.input);
    output.copy(memory, slot + words.output);
  };
  return {
    kind: kinds.names,
    bytes: tablesFrom + 2 * tableBytes,
    write: (memory, address) => {
      own = address;
      memory.setInt32(address + nameData.given, address + tablesFrom, true);
      memory.setInt32(address + nameData.family, address + tablesFrom + tableBytes, true);
      memory.setInt32(address + nameData.mode, modes[mode], true);
      memory.setInt32(address + nameData.most, maxLength ?? noLimit, true);
    },
    declined: (memory, start, end) => {
      const text = memory.toString('utf8', start, end);
      // Escapes stand for other signs: such fields never come to the tables.
      if (text.includes('\\')) return;
      const { from, to } = familyPlace(text, mode);
      for (const { 0: word, index } of text.matchAll(nameWords)) {
        if (index >= from && index < to) learn(memory, own + tablesFrom + tableBytes, word, family);
        else learn(memory, own + tablesFrom, word, given);
      }
    },
  };
}
