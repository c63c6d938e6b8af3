import type { ColumnType, TypeCategory } from '../../schema.ts';

const forms: Partial<Readonly<Record<TypeCategory, RegExp>>> = {
  integer: /^-?\d+$/,
  numeric: /^(-?\d+(\.\d+)?|NaN)$/,
  float: /^(-?\d+(\.\d+)?(e[-+]?\d+)?|NaN|-?Infinity)$/i,
  money: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false|t|f)$/i,
  date: /^(\d{4,}-\d{2}-\d{2}( BC)?|-?infinity)$/,
  time: /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?([-+]\d{2}(:?\d{2})?)?$/,
  timestamp:
    /^(\d{4,}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[-+]\d{2}(:?\d{2})?)?( BC)?|-?infinity)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  bytea: /^\\x([0-9a-f]{2})*$/i,
  bit: /^[01]*$/,
};

const integerLimits: Readonly<Record<number, bigint>> = { 2: 2n ** 15n, 4: 2n ** 31n, 8: 2n ** 63n };

/** Why a constant is no value of a type, as far as that shows; undefined when it may be one. */
export function constantProblem(value: string, type: ColumnType): string | undefined {
  const shown = `the value is no ${type.name}`;
  if (type.category === 'enum')
    return type.enumLabels?.includes(value) === true ? undefined : `${shown}: its labels are others`;
  if (forms[type.category]?.test(value) === false) return shown;
  const limit = type.category === 'integer' ? integerLimits[type.size ?? 8] : undefined;
  if (limit !== undefined && (BigInt(value) >= limit || BigInt(value) < -limit)) return shown;
  if (type.category === 'json' && !isJson(value)) return shown;
  if (type.category === 'array' && !(value.startsWith('{') && value.endsWith('}'))) return shown;
  if (type.maxLength !== undefined && Array.from(value).length > type.maxLength)
    return `the value is longer than ${type.maxLength} characters`;
  return undefined;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
