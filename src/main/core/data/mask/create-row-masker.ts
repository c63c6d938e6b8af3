import { BacklotError } from '../../../../shared/errors.ts';
import { type ColumnTally, joinTwo, readTally } from './column-tally.ts';
import type { CompiledTable } from './compiled-table.ts';
import { createRowView, type RowView } from './create-row-view.ts';
import { createKernel, type Kernel } from './kernel/create-kernel.ts';
import { inputBytes } from './kernel/layout.ts';
import { type FieldMasker, makeFieldMaskers } from './make-field-maskers.ts';
import { isNullField, unescapeField } from './read-field.ts';
import type { RowMasker } from './row-masker.ts';
import { type RowMarks, scanRows } from './scan-rows.ts';
import { hasByte, hashBytes } from './value-cache.ts';
import { Writer } from './writer.ts';

const newline = 10;
const backslash = 92;
/** After so many values a cache that seldom had the answer is given up. */
const cacheTrial = 8192;

export type { ColumnTally } from './column-tally.ts';

/** A row masker whose counts can be joined with those of others. */
export interface TallyingRowMasker extends RowMasker {
  readonly tallies: () => readonly (ColumnTally | undefined)[];
}

/** Bytes of rows after which it is worth to set up the kernel. */
const worthwhile = 65_536;

/**
 * Masks a table's rows as they pass: first ones in JavaScript, then in the kernel where there is one. A chunk is read
 * before `push` returns; the caller may use it again. `kernelFrom` is for tests, that see both.
 */
export function createRowMasker(compiled: CompiledTable, kernelFrom: number = worthwhile): TallyingRowMasker {
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
  /** Bytes that were masked. */
  let passed = 0;
  let kernel: Kernel | 'none' | undefined;
  let plain = Buffer.allocUnsafe(1024);

  const unreadable = (why: string): BacklotError =>
    new BacklotError('data-unreadable', `A row of ${table} ${why}.`, {
      hint: 'The table may have changed since it was looked at; start again.',
    });

  function transform(
    masker: FieldMasker,
    bytes: Buffer,
    start: number,
    end: number,
    to: Writer,
    row: RowView,
  ): void {
    if (!hasByte(bytes, start, end, backslash)) {
      masker.transform(bytes, start, end, to, row);
      return;
    }
    if (plain.length < end - start) plain = Buffer.allocUnsafe(2 * (end - start));
    masker.transform(plain, 0, unescapeField(bytes, start, end, plain), to, row);
  }

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
    transform(masker, data, start, end, out, view);
    if (cache !== undefined) cache.put(hash, data, start, end, out.bytes, from, out.at);
    if (!sameBytes(data, start, end, out.bytes, from, out.at)) masker.changed += 1;
    if (isNullField(out.bytes, from, out.at)) return;
    masker.after.add(hashBytes(out.bytes, from, out.at));
  }

  const wrongColumns = (wrong: number): BacklotError =>
    unreadable(`has ${wrong} columns, not ${columns.length}`);

  /** Masks whole rows; what needs no change is copied in runs that cross rows. */
  function maskInScript(from: number, end: number): void {
    const count = columns.length;
    scanRows(found, data, words, from, end, count);
    const { marks } = found;
    if (found.wrong > 0 && !isEndMark(data, found.wrongAt, end)) throw wrongColumns(found.wrong);
    view.data = data;
    view.marks = marks;
    let copied = from;
    for (let row = 0; row < found.rows; row += 1) {
      const first = row * count;
      view.first = first;
      for (const masker of maskers) {
        const mark = first + masker.index;
        const start = (marks[mark] ?? 0) + 1;
        const stop = marks[mark + 1] ?? 0;
        if (start === stop && masker.keepsEmpty) continue;
        if (isNullField(data, start, stop)) {
          masker.nulls += 1;
          continue;
        }
        if (masker.when !== undefined && !masker.when(view)) continue;
        out.copy(data, copied, start);
        maskField(masker, start, stop);
        copied = stop;
      }
    }
    rows += found.rows;
    out.copy(data, copied, end);
  }

  /** The same in the kernel, for no more than it takes at once. */
  function maskInKernel({ scan, mask }: Kernel, from: number, end: number): void {
    const scanned = scan(data.subarray(from, end), columns.length);
    if (scanned.wrong > 0 && !isEndMark(data, from + scanned.wrongAt, end)) throw wrongColumns(scanned.wrong);
    mask(scanned.rows);
    rows += scanned.rows;
  }

  function startKernel(): Kernel | 'none' {
    const kernelView = createRowView(maskers);
    const started = createKernel(maskers, {
      outcome: new Writer(4096),
      meetsCondition: (masker, first) => {
        kernelView.first = first;
        return masker.when?.(kernelView) ?? true;
      },
      maskField: (masker, first, start, end, to) => {
        kernelView.first = first;
        transform(masker, kernelView.data, start, end, to, kernelView);
      },
      countLong: (masker, outcome) => {
        masker.changed += 1;
        masker.after.add(hashBytes(outcome.bytes, 0, outcome.at));
      },
      write: (bytes, start, end) => out.copy(bytes, start, end),
    });
    if (started === undefined) return 'none';
    kernelView.data = started.memory;
    kernelView.marks = started.marks;
    return started;
  }

  /** Masks whole rows wherever it is done soonest. */
  function maskRows(end: number): void {
    passed += end;
    if (kernel === undefined && passed > kernelFrom) kernel = startKernel();
    if (kernel === undefined || kernel === 'none') {
      maskInScript(0, end);
      return;
    }
    for (let from = 0; from < end; ) {
      const whole = end - from <= inputBytes ? end : data.lastIndexOf(newline, from + inputBytes - 1) + 1;
      if (whole > from) {
        maskInKernel(kernel, from, whole);
        from = whole;
        continue;
      }
      const row = data.indexOf(newline, from + inputBytes) + 1;
      maskInScript(from, row);
      from = row;
    }
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
      return out.view();
    },
    end: () => {
      if (waiting > 0) throw unreadable('is not whole: the data ends within it');
      return Buffer.alloc(0);
    },
    counts: () => inOrder((masker, index) => readTally(tally(masker, index))),
    tallies: () => inOrder(tally),
  };

  function inOrder<Value>(
    read: (masker: FieldMasker, index: number) => Value,
  ): readonly (Value | undefined)[] {
    const byIndex = new Map(maskers.map((masker, index) => [masker.index, read(masker, index)]));
    return columns.map(({ index }) => byIndex.get(index));
  }

  function tally({ nulls, changed, before, after }: FieldMasker, index: number): ColumnTally {
    const own = { rows, nulls, changed, before: before.registers, after: after.registers };
    if (kernel === undefined || kernel === 'none') return own;
    return joinTwo(own, { ...kernel.counts(index), rows: 0 });
  }
}

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
