import { expect, test } from 'vitest';
import { refuseOld } from './create-source.ts';

test('servers before version 12 are refused by name', () => {
  expect(() => refuseOld('staging / db', 110_022, '11.22')).toThrow(
    expect.objectContaining({
      code: 'source-unsupported',
      message: expect.stringContaining('PostgreSQL 11.22'),
    }),
  );
  expect(() => refuseOld('staging / db', Number.NaN, '')).toThrow();
  expect(() => refuseOld('staging / db', 120_000, '12.0')).not.toThrow();
});
