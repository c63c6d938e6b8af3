import { expect, test } from 'vitest';
import { ruleText } from '../rules/rule-text.ts';
import { classifyJson } from './classify-json.ts';
import type { ColumnFacts } from './column-facts.ts';
import { proposeRule } from './propose-rule.ts';

const column = (...samples: readonly unknown[]): ColumnFacts => ({
  table: 'events',
  name: 'payload',
  type: { name: 'jsonb', category: 'json' },
  nullable: false,
  unique: false,
  primary: false,
  computed: false,
  checks: [],
  samples: samples.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
});

const ruleFor = (facts: ColumnFacts): string => ruleText(proposeRule(classifyJson(facts), facts));

test('paths of people and of things; what was never seen is blacked out', () => {
  const facts = column(
    {
      order: 17,
      customer: { name: 'Ada Okonkwo', email: 'ada@example.com' },
      items: [{ sku: 'A-1', note: 'Please ring twice, thanks.' }],
    },
    { order: 18, customer: { name: 'Bruno Marchetti', email: 'jm@example.org' }, items: [] },
  );
  expect(ruleFor(facts)).toBe(
    '{ mask: json, paths: { order: keep, customer.name: full-name, customer.email: email, "items[*].sku": keep, "items[*].note": redact }, rest: redact }',
  );
});

test('keys that are data never come into the rule', () => {
  const facts = column({ 'ada@example.com': { total: 3 } }, { 'Bruno Marchetti': { total: 4 } });
  const rule = ruleFor(facts);
  expect(rule).not.toContain('ada');
  expect(rule).not.toContain('Bruno');
  expect(rule).toContain('"*.total": keep');
  expect(rule).toContain('names:');
  const wide = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`word${String.fromCharCode(97 + (index % 26))}${index}`, 'x']),
  );
  expect(ruleFor(column(wide))).not.toContain('word');
});

test('no documents, no JSON', () => {
  expect(ruleFor(column())).toBe('{ mask: json, rest: redact }');
  expect(ruleFor(column('{broken'))).toBe('{ mask: json, rest: redact }');
});
