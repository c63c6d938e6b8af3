import { BacklotError } from '../../../../shared/errors.ts';
import type { CompiledTable } from './compiled-table.ts';
import { createRowView } from './create-row-view.ts';
import { type FieldMasker, makeFieldMaskers } from './make-field-maskers.ts';
import { isNullField, unescapeField } from './read-field.ts';
import type { ColumnCounts, RowMasker } from './row-masker.ts';
import { type RowMarks, scanRows } from './scan-rows.ts';
import { DistinctSketch } from './sketch.ts';
import { hasByte, hashBytes } from './value-cache.ts';
import { Writer } from './writer.ts';

const newline = 10;
const backslash = 92;
/** After so many values a cache that seldom had the answer is given up. */
const cacheTrial = 8192;

/** What `counts` is made of, as it can be posted and joined. */
export interface ColumnTally {
  readonly rows: number;
  readonly nulls: number;
  readonly changed: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** A row masker whose counts can be joined with those of others. */
export interface TallyingRowMasker extends RowMasker {
  readonly tallies: () => readonly (ColumnTally | undefined)[];
}

/** The counts of a tally. */
export const readTally = ({ rows, nulls, changed, before, after }: ColumnTally): ColumnCounts => ({
  rows,
  nulls,
  changed,
  distinctBefore: new DistinctSketch(before).estimate(),
  distinctAfter: new DistinctSketch(after).estimate(),
});

/** Masks a table's rows as they pass. A chunk is read before `push` returns; the caller may use it again. */
export function createRowMasker(compiled: CompiledTable): TallyingRowMasker {
  const { table, columns } = compiled;
  const maskers = makeFieldMaskers(compiled);
  const out = new Writer();
  const view = createRowView(maskers);
  const found: RowMarks = { marks: new Int32Array(16_384), rows: 0, wrong: 0, wrongAt: 0 };
  let data = Buffer.from(new ArrayBuffer(131_072));
  let words = new Int32Array(data.buffer);
  /** Bytes in `data`, a row's beginning at most between two pushes. */
  let waiting = 0;
  let rows = 0;
  let plain = Buffer.allocUnsafe(1024);

  const unreadable = (why: string): BacklotError =>
    new BacklotError('data-unreadable', `A row of ${table} ${why}.`, {
      hint: 'The table may have changed since it was looked at; start again.',
    });

  function maskField(masker: FieldMasker, start: number, end: number): void {
    const hash = hashBytes(data, start, end);
    masker.before.add(hash);
    const from = out.at;
    const { cache } = masker;
    if (cache !== undefined) {
      const found = cache.find(hash, data, start, end);
      if (found >= 0) {
        masker.hits += 1;
        out.raw(cache.outputs, found, found + cache.lengthAt(found));
        // The sketches have this value and its outcome already, unless it is another column's.
        if (masker.hits + masker.misses === cacheTrial) judgeCache(masker);
        if (!sameBytes(data, start, end, out.bytes, from, out.at)) masker.changed += 1;
        return;
      }
      masker.misses += 1;
      if (masker.hits + masker.misses === cacheTrial) judgeCache(masker);
    }
    if (hasByte(data, start, end, backslash)) {
      if (plain.length < end - start) plain = Buffer.allocUnsafe(2 * (end - start));
      const length = unescapeField(data, start, end, plain);
      masker.transform(plain, 0, length, out, view);
    } else masker.transform(data, start, end, out, view);
    if (cache !== undefined) cache.put(hash, data, start, end, out.bytes, from, out.at);
    if (!sameBytes(data, start, end, out.bytes, from, out.at)) masker.changed += 1;
    if (isNullField(out.bytes, from, out.at)) return;
    masker.after.add(hashBytes(out.bytes, from, out.at));
  }

  /** Masks whole rows; what needs no change is copied in runs that cross rows. */
  function maskRows(end: number): void {
    const count = columns.length;
    scanRows(found, data, words, end, count);
    const { marks } = found;
    if (found.wrong > 0 && !isEndMark(data, found.wrongAt, end))
      throw unreadable(`has ${found.wrong} columns, not ${count}`);
    view.data = data;
    view.marks = marks;
    let copied = 0;
    for (let row = 0; row < found.rows; row += 1) {
      const first = row * count;
      view.first = first;
      for (const masker of maskers) {
        const mark = first + masker.index;
        const start = mark === 0 ? 0 : (marks[mark - 1] ?? 0) + 1;
        const stop = marks[mark] ?? 0;
        if (start === stop && masker.keepsEmpty) continue;
        if (isNullField(data, start, stop)) {
          masker.nulls += 1;
          continue;
        }
        if (masker.when !== undefined && !masker.when(view)) continue;
        out.raw(data, copied, start);
        maskField(masker, start, stop);
        copied = stop;
      }
    }
    rows += found.rows;
    out.raw(data, copied, end);
  }

  /** Adds a chunk to what waits, in a buffer of our own: aligned, so that it can be read by words. */
  function append(chunk: Buffer): void {
    if (waiting + chunk.length + 4 > data.length) {
      const grown = Buffer.from(new ArrayBuffer((2 * (waiting + chunk.length) + 7) & ~3));
      data.copy(grown, 0, 0, waiting);
      data = grown;
      words = new Int32Array(grown.buffer);
    }
    chunk.copy(data, waiting);
    waiting += chunk.length;
  }

  return {
    push: (chunk) => {
      const last = chunk.lastIndexOf(newline);
      const before = waiting;
      append(chunk);
      if (last < 0) return Buffer.alloc(0);
      const end = before + last + 1;
      maskRows(end);
      data.copyWithin(0, end, waiting);
      waiting -= end;
      return out.take();
    },
    end: () => {
      if (waiting > 0) throw unreadable('is not whole: the data ends within it');
      return Buffer.alloc(0);
    },
    counts: () => inOrder((masker) => readTally(tally(masker, rows))),
    tallies: () => inOrder((masker) => tally(masker, rows)),
  };

  function inOrder<Value>(read: (masker: FieldMasker) => Value): readonly (Value | undefined)[] {
    const byIndex = new Map(maskers.map((masker) => [masker.index, masker]));
    return columns.map(({ index }) => {
      const masker = byIndex.get(index);
      return masker === undefined ? undefined : read(masker);
    });
  }
}

const tally = (masker: FieldMasker, rows: number): ColumnTally => ({
  rows,
  nulls: masker.nulls,
  changed: masker.changed,
  before: masker.before.registers,
  after: masker.after.registers,
});

function judgeCache(masker: FieldMasker): void {
  if (masker.hits * 8 < masker.misses) masker.cache = undefined;
}

/** `\.` on a line of its own ends data where a program writes it; no value looks like that. */
const isEndMark = (data: Buffer, start: number, end: number): boolean =>
  end - start === 3 && data[start] === backslash && data[start + 1] === 0x2e;

function sameBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  const length = aEnd - aStart;
  if (length !== bEnd - bStart) return false;
  for (let index = 0; index < length; index += 1) if (a[aStart + index] !== b[bStart + index]) return false;
  return true;
}
