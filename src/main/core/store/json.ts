import type { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';

/** JSON text for a column; absent values are NULL. */
export const toJson = (value: unknown): string | null =>
  value === undefined ? null : (JSON.stringify(value) ?? null);

/**
 * A column's JSON, checked against its schema.
 * @throws BacklotError `store-corrupt` when it is not what was written there.
 */
export function fromJson<T>(text: string, schema: z.ZodType<T>, column: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BacklotError('store-corrupt', `The database holds broken JSON in ${column}.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BacklotError('store-corrupt', `The database holds an unexpected value in ${column}.`, {
    cause: parsed.error,
  });
}

/** As `fromJson`, with NULL as `undefined`. */
export const fromNullableJson = <T>(
  text: string | null,
  schema: z.ZodType<T>,
  column: string,
): T | undefined => (text === null ? undefined : fromJson(text, schema, column));
