import { BacklotError } from '../../../../../shared/errors.ts';
import type { TransformerName } from '../../../../../shared/model/masking.ts';
import { email } from './email-transformer.ts';
import { key, username, uuid } from './key-transformers.ts';
import { familyName, fullName, givenName } from './person-transformers.ts';
import { phone } from './phone-transformer.ts';
import { constant, hash, keep, redact, toNull } from './plain-transformers.ts';
import { text } from './text-transformer.ts';
import type { Transformer } from './transformer.ts';

const transformers: Readonly<Partial<Record<TransformerName, Transformer>>> = {
  keep,
  null: toNull,
  constant,
  hash,
  redact,
  'given-name': givenName,
  'family-name': familyName,
  'full-name': fullName,
  username,
  email,
  phone,
  key,
  uuid,
  text,
};

/** A transformer by its name in the masking file. @throws BacklotError `mask-rule-invalid` when there is none. */
export function findTransformer(name: TransformerName): Transformer {
  const transformer = transformers[name];
  if (transformer === undefined)
    throw new BacklotError('mask-rule-invalid', `\`${name}\` is no transformer.`);
  return transformer;
}
