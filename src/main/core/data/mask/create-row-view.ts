import type { FieldMasker } from './make-field-maskers.ts';
import { fieldText, isNullField, unescapeField } from './read-field.ts';
import type { Row } from './transform/transformer.ts';
import { Writer } from './writer.ts';

/** The row under the masker's hands: moved from row to row. */
export interface RowView extends Row {
  data: Buffer;
  /** Where fields end, in all rows of `data`. */
  marks: Int32Array;
  /** Which of `marks` stands before the row's first field. */
  first: number;
}

/** A view of the row that `first` says. */
export function createRowView(maskers: readonly FieldMasker[]): RowView {
  const byIndex = new Map(maskers.map((masker) => [masker.index, masker]));
  const read = (data: Buffer, start: number, end: number): string | null => {
    if (isNullField(data, start, end)) return null;
    const plain = Buffer.allocUnsafe(end - start);
    return fieldText(plain, 0, unescapeField(data, start, end, plain));
  };
  const startOf = (column: number): number => (view.marks[view.first + column] ?? 0) + 1;
  const endOf = (column: number): number => view.marks[view.first + column + 1] ?? 0;
  const view: RowView = {
    data: Buffer.alloc(0),
    marks: new Int32Array(0),
    first: 0,
    text: (column) => read(view.data, startOf(column), endOf(column)),
    masked: (column) => {
      const start = startOf(column);
      const end = endOf(column);
      const masker = byIndex.get(column);
      if (masker === undefined || isNullField(view.data, start, end)) return view.text(column);
      if (masker.when !== undefined && !masker.when(view)) return view.text(column);
      const plain = Buffer.allocUnsafe(end - start);
      const out = new Writer(256);
      masker.transform(plain, 0, unescapeField(view.data, start, end, plain), out, view);
      return read(out.bytes, 0, out.at);
    },
  };
  return view;
}
