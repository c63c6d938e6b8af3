import { expect, test } from 'vitest';
import { openColumns, requireRuled } from './masking-problems.ts';
import { openReport, ruledReport, sampleColumn, sampleReport } from './testing/sample-data.ts';

test('nothing is open where every column is decided', () => {
  expect(() => requireRuled(ruledReport)).not.toThrow();
  expect(openColumns(ruledReport)).toEqual([]);
});

test('a column without a rule, with what a scan proposes', () => {
  expect(() => requireRuled(openReport)).toThrow(
    expect.objectContaining({
      code: 'mask-unclassified',
      message: '1 column is not decided in db/masking.yaml, held against staging.',
      hint: 'Run backlot mask scan, read what it adds, and commit the file.',
      details: {
        file: 'db/masking.yaml',
        source: 'staging',
        objects: [],
        columns: [
          {
            table: 'public.customers',
            column: 'email',
            state: 'unclassified',
            problem: 'no rule',
            proposal: '{ mask: email }',
          },
        ],
        problems: [
          {
            file: 'db/masking.yaml',
            message: 'public.customers.email: no rule',
            hint: 'proposed: { mask: email }',
            severity: 'error',
          },
        ],
      },
    }),
  );
});

test('drift fails too, in the words of the report or the usual ones', () => {
  const report = sampleReport([
    sampleColumn('a', { state: 'drifted', problem: 'was text, is integer' }),
    sampleColumn('b', { state: 'gone' }),
    sampleColumn('c', { state: 'unfit' }),
  ]);
  expect(openColumns(report).map(({ problem }) => problem)).toEqual([
    'was text, is integer',
    'a rule for a column that is not there',
    'the rule does not fit the type',
  ]);
  expect(() => requireRuled(report)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('3 columns are not decided'),
      hint: expect.stringContaining('Correct these rules in db/masking.yaml'),
    }),
  );
});

test('no file at all', () => {
  expect(() => requireRuled({ ...openReport, exists: false })).toThrow(
    expect.objectContaining({ message: 'There is no db/masking.yaml; 2 columns of staging have no rule.' }),
  );
});

test('a text of the schema that nothing decides', () => {
  const schema = [
    {
      ...({ name: 'view public.v', state: 'unclassified', proposal: 'redact' } as const),
      problem: 'line 3: a phone number',
    },
    { name: 'view public.w', decision: 'keep', state: 'ruled', proposal: 'redact', problem: '' } as const,
  ];
  expect(() => requireRuled({ ...openReport, tables: [], open: 0, schema })).toThrow(
    expect.objectContaining({
      message: 'the text of 1 object is not decided in db/masking.yaml, held against staging.',
      details: expect.objectContaining({
        problems: [
          {
            ...{ file: 'db/masking.yaml', hint: 'proposed: redact', severity: 'error' },
            message: 'view public.v: line 3: a phone number',
          },
        ],
      }),
    }),
  );
});
