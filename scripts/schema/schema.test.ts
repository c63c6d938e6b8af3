import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkConfig } from '../../src/main/core/project/check-config.ts';
import { backlotJsonSchema } from '../../src/shared/config/json-schema.ts';
import { listKeys } from './list-keys.ts';
import { renderKeyTable, replaceKeyTable } from './render-key-table.ts';

const read = (name: string): Promise<string> => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

test('backlot.schema.json is current: run "npm run schema" when this fails', async () => {
  expect(JSON.parse(await read('backlot.schema.json'))).toEqual(backlotJsonSchema());
});

test('docs/configuration.md is current: run "npm run schema" when this fails', async () => {
  const page = await read('docs/configuration.md');
  expect(replaceKeyTable(page, renderKeyTable(listKeys(backlotJsonSchema())))).toBe(page);
});

test('the example of docs/configuration.md holds', async () => {
  const page = await read('docs/configuration.md');
  const examples = Array.from(page.matchAll(/```yaml\n(.*?)```/gs), ([, text = '']) => text);
  expect(examples.length).toBeGreaterThan(0);
  for (const text of examples) expect(checkConfig(text, 'backlot.yaml').problems).toEqual([]);
});

test('each key has a description for editors', () => {
  const keys = listKeys(backlotJsonSchema());
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter(({ description }) => !/^.{15,}\.$/.test(description))).toEqual([]);
});

test('keys of lists, names and forms, with defaults', () => {
  const schema = {
    properties: {
      one: { type: 'string', description: 'One.', default: 'x' },
      many: { type: 'array', items: { type: 'object', properties: { a: { type: 'integer' } } } },
      named: {
        type: 'object',
        default: {},
        additionalProperties: { anyOf: [{ properties: { b: { enum: ['c', 'd'] } }, required: ['b'] }] },
      },
    },
    required: ['many'],
  } as const;
  expect(renderKeyTable(listKeys(schema))).toBe(`| key | value | default | meaning |
| --- | --- | --- | --- |
| \`one\` | text | \`x\` | One. |
| \`many\` | a list of blocks of keys | required |  |
| \`many[].a\` | a whole number |  |  |
| \`named\` | a block by name |  |  |
| \`named.<name>.b\` | \`c\`, \`d\` | required |  |`);
});

test('a page without a place for the table is refused', () => {
  expect(() => replaceKeyTable('# Page', '')).toThrow('The page needs the lines');
});
