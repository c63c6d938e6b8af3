import { expect, test } from 'vitest';
import { splitSchema } from './split-schema.ts';

test('the parts of a dump are named as its headers name them', () => {
  const sql = `SET lock_timeout = 0;
--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: -
--
CREATE SCHEMA shop;
--
-- Name: COLUMN t.note; Type: COMMENT; Schema: shop; Owner: -
--
COMMENT ON COLUMN shop.t.note IS 'x';
`;
  expect(
    splitSchema(sql, 'pre-data').map(({ place, sql: text }) => [place, text.includes('COMMENT ON')]),
  ).toEqual([
    ['pre-data', false],
    ['SCHEMA shop', false],
    ['COMMENT shop.COLUMN t.note', true],
  ]);
});
