import type { FieldMasker } from '../make-field-maskers.ts';
import type { Writer } from '../writer.ts';
import { kernelModule } from './kernel-module.ts';
import { cache, flags, kinds, layout, masker, outputBytes } from './layout.ts';
import { letterTable } from './letter-table.ts';

/** What JavaScript does for the kernel. Places are offsets in the kernel's memory. */
export interface KernelHooks {
  /** Whether a column's condition holds in the row whose first mark has that number. */
  readonly meetsCondition: (column: FieldMasker, firstMark: number) => boolean;
  /** Masks a field into `to`, which is `outcome`, begun anew. */
  readonly maskField: (
    column: FieldMasker,
    firstMark: number,
    start: number,
    end: number,
    to: Writer,
  ) => void;
  readonly outcome: Writer;
  /** Counts an outcome that was too long for the kernel. */
  readonly countLong: (column: FieldMasker, outcome: Writer) => void;
  /** Takes output that is ready; the bytes are the kernel's again afterwards. */
  readonly write: (bytes: Buffer, start: number, end: number) => void;
}

/** What the kernel has counted of a masked column. */
export interface KernelCounts {
  readonly nulls: number;
  readonly changed: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface FoundRows {
  readonly rows: number;
  /** How many columns the first row had that was wrong; 0 when all are right. */
  readonly wrong: number;
  /** Where that row begins. */
  readonly wrongAt: number;
}

/** Masks rows in WebAssembly: the same bytes and counts as in JavaScript, sooner. */
export interface Kernel {
  readonly memory: Buffer;
  /** Of the rows that were found last, as `RowMarks` has them. */
  readonly marks: Int32Array;
  /** Finds the fields of whole rows; of at most `inputBytes`. */
  readonly scan: (rows: Uint8Array, columns: number) => FoundRows;
  /** Masks the rows that were found, and passes on what is behind them. */
  readonly mask: (rows: number) => void;
  /** By the number of a masked column. */
  readonly counts: (index: number) => KernelCounts;
}

const sketchBytes = 4096;
const pageBytes = 65_536;
/** A call into the engine for less takes longer than a loop. */
const shortOutcome = 48;

interface Exports {
  readonly scanRows: (end: number, columns: number) => number;
  readonly maskRows: (maskers: number, count: number, columns: number, rows: number, end: number) => number;
}
const isKernel = (exports: object): exports is Exports => 'scanRows' in exports && 'maskRows' in exports;

/** A kernel for a table's masked columns; undefined where the engine has none, or no memory for it. */
export function createKernel(columns: readonly FieldMasker[], hooks: KernelHooks): Kernel | undefined {
  const module = kernelModule();
  if (module === undefined) return undefined;
  let free: number = layout.tables;
  const take = (bytes: number): number => {
    const address = free;
    free += (bytes + 63) & ~63;
    return address;
  };
  const states = take(masker.size * columns.length);
  const places = columns.map(({ cache: known, code }) => ({
    before: take(sketchBytes),
    after: take(sketchBytes),
    cache: known === undefined ? 0 : take(cache.slots * cache.slotBytes),
    data: code === undefined ? 0 : take(code.bytes),
  }));
  const pages = Math.ceil((free + 64) / pageBytes);
  const memory = makeMemory(pages);
  if (memory === undefined) return undefined;
  const bytes = Buffer.from(memory.buffer);
  const view = new DataView(memory.buffer);
  const words = new Int32Array(memory.buffer);
  const { outcome } = hooks;

  bytes.set(letterTable, layout.letters);
  columns.forEach((column, index) => {
    const place = places[index];
    const self = states + index * masker.size;
    const put = (field: number, value: number): void => view.setInt32(self + field, value, true);
    put(masker.mark, 4 * column.index);
    put(masker.kind, column.code?.kind ?? kinds.script);
    put(masker.data, place?.data ?? 0);
    put(masker.cache, place?.cache ?? 0);
    put(
      masker.flags,
      (column.keepsEmpty ? flags.keepsEmpty : 0) | (column.when === undefined ? 0 : flags.hasCondition),
    );
    put(masker.before, place?.before ?? 0);
    put(masker.after, place?.after ?? 0);
    column.code?.write(view, place?.data ?? 0);
  });

  const columnOf = (self: number): FieldMasker => {
    const column = columns[(self - states) / masker.size];
    if (column === undefined) throw new Error('The kernel asks for a column that is not there.');
    return column;
  };
  const firstMark = (address: number): number => (address - layout.marks) >>> 2;
  const takeOutput = (end: number): void => hooks.write(bytes, layout.output, end);

  const { exports } = new WebAssembly.Instance(module, {
    env: {
      memory,
      takeOutput,
      meetsCondition: (self: number, row: number) =>
        hooks.meetsCondition(columnOf(self), firstMark(row)) ? 1 : 0,
      maskInScript: (self: number, row: number, start: number, end: number, at: number) => {
        outcome.at = 0;
        const column = columnOf(self);
        column.code?.declined?.(bytes, start, end);
        hooks.maskField(column, firstMark(row), start, end, outcome);
        const length = outcome.at;
        let target = at;
        if (target + length > layout.output + outputBytes) {
          takeOutput(target);
          target = layout.output;
        }
        if (length > outputBytes) {
          hooks.write(outcome.bytes, 0, length);
          hooks.countLong(column, outcome);
          return 0;
        }
        const from = outcome.bytes;
        if (length > shortOutcome) from.copy(bytes, target, 0, length);
        else for (let index = 0; index < length; index += 1) bytes[target + index] = from[index] ?? 0;
        words[layout.outcome >> 2] = target;
        return target + length;
      },
    },
  });
  if (!isKernel(exports)) return undefined;

  let end = 0;
  let rowColumns = 0;
  return {
    memory: bytes,
    marks: words.subarray(layout.marks >> 2, layout.output >> 2),
    scan: (rows, count) => {
      bytes.set(rows, layout.input);
      end = layout.input + rows.length;
      rowColumns = count;
      const found = exports.scanRows(end, count);
      return {
        rows: found,
        wrong: words[layout.wrong >> 2] ?? 0,
        wrongAt: (words[layout.wrongAt >> 2] ?? 0) - layout.input,
      };
    },
    mask: (rows) => {
      takeOutput(exports.maskRows(states, columns.length, rowColumns, rows, end));
    },
    counts: (index) => {
      const self = states + index * masker.size;
      const { before = 0, after = 0 } = places[index] ?? {};
      return {
        nulls: view.getInt32(self + masker.nulls, true),
        changed: view.getInt32(self + masker.changed, true),
        before: bytes.subarray(before, before + sketchBytes),
        after: bytes.subarray(after, after + sketchBytes),
      };
    },
  };
}

function makeMemory(pages: number): WebAssembly.Memory | undefined {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    // Each one takes some gigabytes of addresses, which may be limited.
    return undefined;
  }
}
