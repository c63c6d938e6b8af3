import { expect, test } from 'vitest';
import { z } from 'zod';
import { transformerOptions } from '../../main/core/data/mask/transformer-options.ts';
import { transformerNames } from './masking.ts';
import { optionsOf } from './transformer-options.ts';

interface Described {
  readonly enum?: readonly unknown[];
  readonly type?: unknown;
}

/** The values that a schema names one by one. */
const valuesOf = ({ enum: named, type }: Described): readonly unknown[] =>
  named ?? (type === 'boolean' ? ['true', 'false'] : []);

test.each(transformerNames)('%s is completed with the options that the core takes', (name) => {
  const schema = transformerOptions[name];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  const taken = Object.entries(properties).map(([option, value]) => [
    option,
    typeof value === 'object' ? valuesOf(value) : [],
  ]);
  const offered = optionsOf(name).map((option) => [option.name, option.values]);
  expect(Object.fromEntries(offered)).toEqual(Object.fromEntries(taken));
});

test('what is no transformer has no options', () => {
  expect(optionsOf('nothing')).toEqual([]);
  expect(optionsOf('keep')).toEqual([]);
});
