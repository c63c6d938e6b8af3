import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { printYaml } from './print-yaml.ts';

test('reads back as the same, also what YAML 1.1 takes for something else', () => {
  const model = {
    name: 'shop',
    on: 'yes',
    empty: null,
    number: '0x10',
    time: '12:30',
    long: `${'a word '.repeat(40)}end`,
    lines: 'one\ntwo\n',
    list: [{ a: 1 }, { a: 1 }],
  };
  const text = printYaml(JSON.stringify(model));
  expect(parse(text)).toEqual(model);
  expect(parse(text, { version: '1.1' })).toEqual(model);
  expect(text).not.toMatch(/[&*]a1|\n$/);
});
