import { expect, test } from 'vitest';
import type { MaskingReport } from '../../shared/model/masking.ts';
import { fakeProposals, fakeTables } from '../testing/fake-masked-tables.ts';
import { keepProposals } from './keep-proposals.ts';

const unscanned: MaskingReport = {
  file: 'db/masking.yaml',
  exists: true,
  source: 'db',
  tables: fakeTables(0),
  columns: 26,
  ruled: 17,
  masked: 7,
  open: 9,
};
const scanned: MaskingReport = { ...unscanned, tables: unscanned.tables.map(fakeProposals) };

const proposed = ({ tables }: MaskingReport): readonly string[] =>
  tables.flatMap(({ columns }) => columns.filter(({ proposal }) => proposal).map(({ name }) => name));

test('what a scan found is kept by a report without a look at values', () => {
  expect(proposed(unscanned)).toEqual([]);
  expect(keepProposals(scanned, unscanned)).toEqual(scanned);
});

test('a fresh report takes the place of an old one', () => {
  expect(keepProposals(unscanned, scanned)).toBe(scanned);
  expect(keepProposals(undefined, unscanned)).toBe(unscanned);
});

test('a proposal falls away with the type that it was made for', () => {
  const changed: MaskingReport = {
    ...unscanned,
    tables: unscanned.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) =>
        column.name === 'phone' ? { ...column, type: 'jsonb' } : column,
      ),
    })),
  };
  const kept = proposed(keepProposals(scanned, changed));
  expect(kept).not.toContain('phone');
  expect(kept).toContain('birth_date');
});
