import type { TransformerName } from '../../../../../shared/model/masking.ts';
import { address, city, country, postalCode, region, street } from './address-transformers.ts';
import { array } from './array-transformer.ts';
import { binary } from './binary-transformer.ts';
import { composite } from './composite-transformer.ts';
import { custom } from './custom-transformer.ts';
import { date } from './date-transformer.ts';
import { email } from './email-transformer.ts';
import { hstore } from './hstore-transformer.ts';
import { json } from './json-transformer.ts';
import { key, username, uuid } from './key-transformers.ts';
import { ip, url, userAgent } from './network-transformers.ts';
import { card, iban, nationalId } from './number-id-transformers.ts';
import { bucket, coordinates, number } from './number-transformers.ts';
import { familyName, fullName, givenName } from './person-transformers.ts';
import { phone } from './phone-transformer.ts';
import { constant, hash, keep, redact, toNull } from './plain-transformers.ts';
import { range } from './range-transformer.ts';
import { password, token } from './secret-transformers.ts';
import { template } from './template-transformer.ts';
import { text } from './text-transformer.ts';
import type { Transformer } from './transformer.ts';
import { tsvector } from './tsvector-transformer.ts';

/** Every transformer by its name in the masking file. */
export const transformers: Readonly<Record<TransformerName, Transformer>> = {
  keep,
  null: toNull,
  constant,
  template,
  hash,
  custom,
  'given-name': givenName,
  'family-name': familyName,
  'full-name': fullName,
  username,
  email,
  phone,
  street,
  city,
  'postal-code': postalCode,
  region,
  country,
  address,
  date,
  number,
  bucket,
  key,
  'national-id': nationalId,
  card,
  iban,
  ip,
  uuid,
  url,
  'user-agent': userAgent,
  coordinates,
  text,
  redact,
  json,
  array,
  composite,
  hstore,
  range,
  tsvector,
  binary,
  password,
  token,
};
