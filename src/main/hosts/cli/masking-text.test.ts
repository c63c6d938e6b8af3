import { expect, test } from 'vitest';
import {
  addedRules,
  maskingSum,
  previewText,
  proposedRules,
  rulesLines,
  rulesTable,
} from './masking-text.ts';
import { openReport, ruledReport, sampleColumn, sampleReport } from './testing/sample-data.ts';

test('what would be added is what has a proposal and no rule', () => {
  expect(proposedRules(openReport).map(({ column, rule }) => [column.name, rule])).toEqual([
    ['email', '{ mask: email }'],
  ]);
  expect(proposedRules(ruledReport)).toEqual([]);
});

test('what was added is what had no rule before', () => {
  expect(addedRules(openReport, ruledReport).map(({ column }) => column.name)).toEqual(['email']);
  expect(addedRules(ruledReport, ruledReport)).toEqual([]);
});

test('a line for each in a pipe, whole; a table cut to the terminal', () => {
  const rules = proposedRules(openReport);
  expect(rulesLines(rules)).toBe(
    'public.customers.email: { mask: email }  # email 98 %: name looks like e-mail; 50 of 50 values have its form',
  );
  expect(rulesTable(rules, 78)).toBe(
    `
COLUMN                  TYPE  RULE             BECAUSE
public.customers.email  text  { mask: email }  email 98 %: name looks like e-…
`.trim(),
  );
});

test('names from a database cannot steer the terminal', () => {
  const odd = sampleColumn('x\u001B[2J\ny', { state: 'unclassified', rule: undefined, text: '' });
  const proposal = { class: 'plain', rule: { mask: 'keep', options: {} }, text: 'keep' } as const;
  const report = sampleReport([{ ...odd, proposal: { ...proposal, confidence: 1, evidence: [] } }]);
  expect(rulesLines(proposedRules(report))).toBe('public.customers.x y: keep  # plain 100 %');
});

test('sums and previews', () => {
  expect(maskingSum(openReport)).toBe('db/masking.yaml: 1 of 2 columns decided, 0 masked, 1 open.');
  expect(maskingSum(ruledReport)).toBe('db/masking.yaml: 2 of 2 columns decided, 1 masked.');
  expect(previewText([{ before: 'a@b.example', after: null }], ['frequency'])).toBe(
    'BEFORE (MADE UP)  AFTER\na@b.example       NULL\n\nLeaks: frequency.',
  );
});
