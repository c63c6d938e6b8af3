import type { TransformerName } from '../../../../shared/model/masking.ts';

/** Options that every transformer but `keep` takes. */
const common = ['when', 'key'];

const own: Readonly<Partial<Record<TransformerName, readonly string[]>>> = {
  constant: ['value'],
  template: ['text'],
  hash: ['length'],
  custom: ['function', 'file'],
  'given-name': ['locale'],
  'family-name': ['locale'],
  'full-name': ['locale'],
  email: ['domain', 'to', 'style'],
  phone: ['country', 'style'],
  text: ['keep-words'],
  redact: ['with', 'keep-first', 'keep-last'],
  json: ['paths', 'keys', 'rest'],
  array: ['of'],
};

const required: Readonly<Partial<Record<TransformerName, readonly string[]>>> = {
  constant: ['value'],
  array: ['of'],
};

/** The names of the options of a transformer. */
export const optionNames = (mask: TransformerName): readonly string[] => [
  ...(own[mask] ?? []),
  ...(mask === 'keep' ? [] : common),
];

/** The options that a transformer can't do without. */
export const requiredOptions = (mask: TransformerName): readonly string[] => required[mask] ?? [];
