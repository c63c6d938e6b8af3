import type { MaskingRule, TransformerName } from '../../../../shared/model/masking.ts';
import { type ColumnType, type TypeCategory, typeCategories } from '../schema.ts';

/** What a rule has to fit: a column, or an element of an array. */
export interface FitColumn {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** True when no two rows may hold the same value. */
  readonly unique: boolean;
}

/** Whether a rule can be applied to a column; the reason in words when it can't: "it writes text, …". */
export type Fit = { readonly fits: true } | { readonly fits: false; readonly problem: string };

interface Demands {
  readonly categories: readonly TypeCategory[];
  /** Characters that the shortest value of it takes. */
  readonly characters?: number | undefined;
  /** True when different values may become one: not for a column that must stay unique. */
  readonly merges?: boolean | undefined;
}

const text: readonly TypeCategory[] = ['text'];
const numbers: readonly TypeCategory[] = ['integer', 'numeric', 'float', 'money'];
const moments: readonly TypeCategory[] = ['date', 'timestamp'];

/** Transformer by type: what each can write. */
const demands: Readonly<Record<TransformerName, Demands>> = {
  keep: { categories: typeCategories },
  null: { categories: typeCategories },
  constant: { categories: typeCategories, merges: true },
  template: { categories: text },
  hash: { categories: text, characters: 4 },
  custom: { categories: typeCategories },
  'given-name': { categories: text, merges: true },
  'family-name': { categories: text, merges: true },
  'full-name': { categories: text, merges: true },
  username: { categories: text },
  email: { categories: text, characters: 45 },
  phone: { categories: text },
  street: { categories: text, merges: true },
  city: { categories: text, merges: true },
  'postal-code': { categories: text, merges: true },
  region: { categories: text, merges: true },
  country: { categories: text, merges: true },
  address: { categories: text, merges: true },
  date: { categories: moments, merges: true },
  number: { categories: numbers, merges: true },
  bucket: { categories: [...numbers, ...moments], merges: true },
  key: { categories: ['text', 'integer', 'numeric', 'uuid', 'enum'] },
  'national-id': { categories: text },
  card: { categories: text, characters: 13 },
  iban: { categories: text, characters: 15 },
  ip: { categories: ['inet', 'text'] },
  uuid: { categories: ['uuid', 'text'] },
  url: { categories: text, characters: 20 },
  'user-agent': { categories: text, merges: true },
  coordinates: { categories: ['numeric', 'float', 'geometric', 'text'], merges: true },
  text: { categories: text, merges: true },
  redact: { categories: text, merges: true },
  json: { categories: ['json', 'text'] },
  array: { categories: ['array'] },
  tsvector: { categories: ['tsvector'], merges: true },
  binary: { categories: ['bytea'], merges: true },
  password: { categories: text, characters: 60, merges: true },
  token: { categories: ['text', 'bytea', 'uuid'] },
};

const no = (problem: string): Fit => ({ fits: false, problem });

const numberOption = ({ options }: MaskingRule, name: string): number | undefined => {
  const value = options[name];
  return typeof value === 'number' ? value : undefined;
};

function needed(rule: MaskingRule): number | undefined {
  if (rule.mask === 'hash') return numberOption(rule, 'length') ?? 32;
  return demands[rule.mask].characters;
}

function constantFits(rule: MaskingRule, { type }: FitColumn): Fit {
  const { value } = rule.options;
  const written = String(value);
  if (type.enumLabels && !type.enumLabels.includes(written))
    return no(`its value is no label of ${type.name}`);
  if (type.maxLength !== undefined && [...written].length > type.maxLength) {
    return no(`its value is longer than the ${type.maxLength} characters of the column`);
  }
  if (numbers.includes(type.category) && Number.isNaN(Number(written)))
    return no(`its value is no ${type.name}`);
  return { fits: true };
}

/** The rule for elements that an `array` rule carries. */
function elementRule(value: unknown): MaskingRule | undefined {
  const name = typeof value === 'string' ? value : isRecord(value) ? value.mask : undefined;
  const mask = Object.keys(demands).find((one): one is TransformerName => one === name);
  if (!mask) return undefined;
  const { mask: _, ...options } = isRecord(value) ? value : { mask };
  return { mask, options };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a transformer can write a column's type, within its length, and keep it unique where it must be. */
export function fitsType(rule: MaskingRule, column: FitColumn): Fit {
  const { type } = column;
  const { categories, merges = false } = demands[rule.mask];
  if (!categories.includes(type.category)) {
    return no(`${rule.mask} writes ${categories.join(' or ')}, the column is ${type.name}`);
  }
  if (rule.mask === 'null' && (!column.nullable || type.domain?.notNull === true))
    return no('the column is NOT NULL');
  const least = needed(rule);
  if (least !== undefined && type.maxLength !== undefined && type.maxLength < least) {
    return no(`${rule.mask} needs ${least} characters, the column has ${type.maxLength}`);
  }
  if (merges && column.unique && rule.options.when === undefined) {
    return no(`${rule.mask} can make two values the same, the column must stay unique`);
  }
  if (rule.mask === 'constant') return constantFits(rule, column);
  const inner = rule.mask === 'array' ? elementRule(rule.options.of) : undefined;
  if (inner && type.element) return fitsType(inner, { type: type.element, nullable: true, unique: false });
  return { fits: true };
}
