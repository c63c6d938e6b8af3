import type { FieldMasker } from './make-field-maskers.ts';
import { fieldText, isNullField, unescapeField } from './read-field.ts';
import type { Row } from './transform/transformer.ts';
import { Writer } from './writer.ts';

/** The row under the masker's hands: `data` and `starts` are moved from row to row. */
export interface RowView extends Row {
  data: Buffer;
}

/** A view of the row whose fields start where `starts` says. */
export function createRowView(maskers: readonly FieldMasker[], starts: Int32Array): RowView {
  const byIndex = new Map(maskers.map((masker) => [masker.index, masker]));
  const read = (data: Buffer, start: number, end: number): string | null => {
    if (isNullField(data, start, end)) return null;
    const plain = Buffer.allocUnsafe(end - start);
    return fieldText(plain, 0, unescapeField(data, start, end, plain));
  };
  const view: RowView = {
    data: Buffer.alloc(0),
    text: (column) => read(view.data, starts[column] ?? 0, (starts[column + 1] ?? 1) - 1),
    masked: (column) => {
      const start = starts[column] ?? 0;
      const end = (starts[column + 1] ?? 1) - 1;
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
