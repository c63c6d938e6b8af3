import { expect, test } from 'vitest';
import type { ColumnClass } from '../../../../shared/model/masking.ts';
import { judgeRule } from '../rules/judge-rule.ts';
import { classifyColumn } from './classify-column.ts';
import { proposeRule } from './propose-rule.ts';
import { labelledColumns } from './testing/labelled-columns.ts';

/** Classes that hold nothing of a person or a secret. */
const plain: readonly ColumnClass[] = ['plain', 'key', 'money'];

const results = labelledColumns.map(({ facts, class: label }) => {
  const found = classifyColumn(facts);
  return { facts, label, found, rule: proposeRule(found, facts), where: `${facts.table}.${facts.name}` };
});

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

test('personal columns are found: recall at least 0.97, and few others are taken for one', () => {
  const isPersonal = (name: ColumnClass): boolean => !plain.includes(name);
  const personal = results.filter(({ label }) => isPersonal(label));
  const masked = results.filter(({ rule }) => rule.mask !== 'keep');
  const missed = personal.filter(({ rule }) => rule.mask === 'keep');
  const wrongly = masked.filter(({ label }) => label === 'plain' || label === 'key');
  const exact = personal.filter(({ label, found }) => found.class === label);
  const recall = 1 - missed.length / personal.length;
  const precision = 1 - wrongly.length / masked.length;
  console.log(
    [
      `${results.length} columns, ${personal.length} personal`,
      `recall ${percent(personal.length - missed.length, personal.length)}, missed: ${missed.map(({ where }) => where).join(', ') || 'none'}`,
      `precision ${percent(masked.length - wrongly.length, masked.length)}, masked without need: ${wrongly.map(({ where, found }) => `${where} (${found.class})`).join(', ') || 'none'}`,
      `exact class ${percent(exact.length, personal.length)}: ${personal
        .filter(({ label, found }) => found.class !== label)
        .map(({ where, label, found }) => `${where} is ${label}, found ${found.class}`)
        .join('; ')}`,
    ].join('\n'),
  );
  expect(results.length).toBeGreaterThanOrEqual(250);
  expect(recall).toBeGreaterThanOrEqual(0.97);
  expect(precision).toBeGreaterThanOrEqual(0.93);
  expect(exact.length / personal.length).toBeGreaterThanOrEqual(0.93);
});

test('every proposal fits its column', () => {
  const unfit = results.flatMap(({ rule, facts, where }) => {
    const problem = judgeRule(rule, facts);
    return problem === undefined ? [] : [`${where}: ${problem}`];
  });
  expect(unfit).toEqual([]);
});

test('evidence never holds a value', () => {
  for (const { found, facts } of results) {
    for (const value of facts.samples.filter((text) => text.length > 5)) {
      expect(found.evidence.join('; '), facts.name).not.toContain(value);
    }
  }
});

test('what is not sure is never kept', () => {
  const kept = results.filter(({ rule, found }) => rule.mask === 'keep' && found.confidence < 0.65);
  expect(kept.map(({ where }) => where)).toEqual([]);
});
