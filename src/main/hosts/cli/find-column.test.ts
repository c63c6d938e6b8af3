import { expect, test } from 'vitest';
import { findColumn } from './find-column.ts';
import { ruledReport, sampleColumn } from './testing/sample-data.ts';

const tables = [
  ...ruledReport.tables,
  { name: 'crm.people', rows: 1, columns: [sampleColumn('email'), sampleColumn('Odd.Name')] },
];

test.each([
  ['public.customers.email', 'public.customers'],
  ['customers.email', 'public.customers'],
  ['crm.people.email', 'crm.people'],
  ['crm.people.Odd.Name', 'crm.people'],
])('%s is one of %s', (wanted, table) => {
  expect(findColumn(wanted, tables).table).toBe(table);
});

test.each([
  ['customers.emial', 'Did you mean customers.email?'],
  ['zzz', expect.stringContaining('Write schema.table.column')],
  ['people.email', expect.any(String)],
])('%s is none', (wanted, hint) => {
  expect(() => findColumn(wanted, tables)).toThrow(expect.objectContaining({ code: 'not-found', hint }));
});
