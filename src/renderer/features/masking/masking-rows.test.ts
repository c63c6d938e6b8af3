import { expect, test } from 'vitest';
import type { MaskedColumn, MaskingReport } from '../../../shared/model/masking.ts';
import { fakeProposals, fakeTables } from '../../testing/fake-masked-tables.ts';
import {
  acceptable,
  columnWord,
  coverageOf,
  driftWords,
  leakWord,
  type MaskingFilter,
  maskingRows,
  nextStep,
} from './masking-rows.ts';

const tables = fakeTables(0).map(fakeProposals);
const report: MaskingReport = {
  file: 'db/masking.yaml',
  exists: true,
  source: 'db of staging',
  tables,
  columns: 26,
  ruled: 17,
  masked: 7,
  open: 9,
};
const all: MaskingFilter = { table: undefined, openOnly: false, class: 'any', text: '' };
const names = (filter: Partial<MaskingFilter>): readonly string[] =>
  maskingRows(report, { ...all, ...filter }).map(({ key }) => key);

test('a filter narrows by table, state, class and text', () => {
  expect(names({})).toHaveLength(26);
  expect(names({ table: 'audit.events' })).toHaveLength(4);
  expect(names({ table: 'public.customers', openOnly: true })).toEqual([
    'public.customers.phone',
    'public.customers.birth_date',
    'public.customers.loyalty_id',
    'public.customers.notes',
  ]);
  expect(names({ class: 'email' })).toEqual(['audit.events.actor_email']);
  expect(names({ text: 'JSONB' })).toEqual(['audit.events.payload']);
  expect(names({ text: 'mask: postal' })).toEqual(['public.addresses.postal_code']);
});

test('coverage counts masked, kept on purpose, and open', () => {
  expect(coverageOf(tables[0]?.columns ?? [])).toEqual({ masked: 3, kept: 2, open: 4 });
});

test('only open columns with a sure proposal can be accepted together', () => {
  const sure = acceptable(maskingRows(report, all), 0.95).map(({ column }) => column.name);
  expect(sure).toEqual(['phone', 'birth_date', 'ip', 'actor_email']);
  expect(sure).not.toContain('fax');
});

test('what blocks a pull is said in one sentence', () => {
  expect(driftWords(report)).toBe(
    '6 columns have no rule, 1 column changed its type, 1 rule does not fit its column, 1 rule is for a column that is gone',
  );
  expect(driftWords({ ...report, tables: [] })).toBe('');
});

test('each state has a word and, but for a ruled one, a next step', () => {
  const column: MaskedColumn = {
    name: 'a',
    type: 'text',
    nullable: true,
    unique: false,
    text: 'keep',
    rule: { mask: 'keep', options: {} },
    state: 'ruled',
    problem: '',
  };
  expect(columnWord(column).word).toBe('Kept');
  expect(columnWord({ ...column, rule: { mask: 'email', options: {} } }).word).toBe('Masked');
  expect(nextStep(column, 'm.yaml')).toBe('');
  for (const state of ['unclassified', 'gone', 'drifted', 'unfit'] as const) {
    expect(columnWord({ ...column, state }).tone).not.toBe('healthy');
    expect(nextStep({ ...column, state }, 'm.yaml')).not.toBe('');
  }
});

test('a leak that has no words yet is said as the core says it', () => {
  expect(leakWord('frequency')).toBe('how often a value occurs');
  expect(leakWord('the weekday')).toBe('the weekday');
});
