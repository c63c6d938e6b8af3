import type { ColumnClass, MaskingRule, TransformerName } from '../../../../shared/model/masking.ts';
import { type JudgeRule, judgeRule } from '../rules/judge-rule.ts';
import type { ColumnType } from '../schema.ts';
import { type Classification, sureEnough } from './classification.ts';
import { isPlain } from './classify-json.ts';
import type { ColumnFacts } from './column-facts.ts';
import { nameTokens } from './names/name-tokens.ts';

export const keep: MaskingRule = { mask: 'keep', options: {} };

const plainRule = (mask: TransformerName, options: MaskingRule['options'] = {}): MaskingRule => ({
  mask,
  options,
});

const incomes = new Set(
  `salary wage wages income bonus pension worth score limit balance debt gehalt lohn einkommen jahreseinkommen bruttogehalt
  kontostand saldo salaire revenu revenus remuneration solde salario sueldo ingresos renta stipendio reddito
  retribuzione ordenado rendimento vencimento salaris loon inkomen wynagrodzenie pensja`.split(/\s+/),
);

const isIncome = (name: string): boolean => nameTokens(name).some((token) => incomes.has(token));

const sameName = [
  'given-name',
  'family-name',
  'full-name',
  'username',
  'email',
  'phone',
  'street',
  'city',
  'postal-code',
  'region',
  'country',
  'address',
  'national-id',
  'card',
  'iban',
  'ip',
  'coordinates',
  'user-agent',
  'url',
  'binary',
] as const satisfies readonly (ColumnClass & TransformerName)[];

/** The rule inside JSON and arrays, as short as the file writes it. */
const innerRule = (name: ColumnClass): TransformerName => {
  if (isPlain(name)) return 'keep';
  const same = sameName.find((one) => one === name);
  if (same) return same;
  switch (name) {
    case 'birth-date':
      return 'date';
    case 'password-hash':
      return 'password';
    case 'secret':
      return 'token';
    default:
      return 'redact';
  }
};

/** What a transformer can do for a short column, or one that must stay unique. */
function variants(mask: TransformerName): readonly MaskingRule[] {
  if (mask === 'iban') return [plainRule('iban', { bank: 'form' })];
  if (mask === 'phone') return [plainRule('phone', { style: 'unassigned' })];
  return mask === 'email' ? [plainRule('email', { style: 'name' })] : [];
}

/** Keys that look like data are exchanged among themselves. */
const dataNames = { '@|[0-9]{4}| ': 'key' };

/** What was seen by its path; whatever else may come, and keys that are data, are blacked out. */
function jsonRule({ inside, dataKeys }: Classification): MaskingRule {
  const paths = Object.fromEntries([...(inside ?? [])].map(([path, one]) => [path, innerRule(one)]));
  return plainRule('json', {
    ...(Object.keys(paths).length === 0 ? {} : { paths }),
    ...(dataKeys ? { names: dataNames } : {}),
    rest: 'redact',
  });
}

/** The same of an hstore, whose keys are one step; keys like data are left to `rest`. */
function hstoreRule({ inside, dataKeys }: Classification): MaskingRule {
  const known = [...(inside ?? [])].filter(([path]) => path !== '*' && !path.includes('[*]'));
  const fields = Object.fromEntries(known.map(([path, one]) => [path, innerRule(one)]));
  return plainRule('hstore', {
    ...(known.length === 0 ? {} : { fields }),
    ...(dataKeys ? { names: dataNames } : {}),
    rest: 'redact',
  });
}

/** Dates in another form than PostgreSQL's own would be left as they are. */
const isoDates = ({ type, samples }: ColumnFacts): boolean =>
  type.category !== 'text' || (samples.length > 0 && samples.every((text) => /^\d{4}-\d\d-\d\d/.test(text)));

/** Noise for numbers; a text that only looks like one might be left as it is. */
const noise = ({ type }: ColumnFacts, options: MaskingRule['options'] = {}): readonly MaskingRule[] =>
  type.category === 'text' ? [] : [plainRule('number', options)];

/** What suits a class best, then what is next best; the first that fits the type is taken. */
function wishes(found: Classification, facts: ColumnFacts): readonly MaskingRule[] {
  const { class: name, confidence } = found;
  const same = sameName.find((one) => one === name);
  if (same) return [plainRule(same), ...variants(same), plainRule('key')];
  switch (name) {
    case 'plain':
      return [keep];
    case 'key':
      return confidence >= sureEnough ? [keep] : [plainRule('key')];
    case 'money':
      return isIncome(facts.name) ? [...noise(facts), plainRule('redact')] : [keep];
    case 'birth-date':
      return [
        ...(isoDates(facts) ? [plainRule('date')] : []),
        plainRule('range'),
        ...noise(facts, { amount: 3 }),
        plainRule('redact'),
      ];
    case 'password-hash':
      return [plainRule('password'), plainRule('token')];
    case 'secret':
      return [
        plainRule('token'),
        plainRule('token', { reversible: true }),
        plainRule('binary'),
        plainRule('key'),
      ];
    case 'json':
      return facts.type.category === 'hstore' ? [hstoreRule(found)] : [jsonRule(found)];
    default:
      return facts.type.category === 'tsvector' ? [plainRule('tsvector')] : [plainRule('text')];
  }
}

const harmless: Readonly<Partial<Record<ColumnType['category'], string>>> = {
  macaddr: '00:00:5e:00:53:01',
  geometric: '(0,0)',
  xml: '<empty/>',
};

/** What is left where nothing of the class fits: masked characters, nothing at all, or one harmless value. */
function lastResorts({ type }: ColumnFacts): readonly MaskingRule[] {
  const value = type.fields ? `(${','.repeat(type.fields.length - 1)})` : harmless[type.category];
  return [
    plainRule('redact'),
    plainRule('null'),
    ...(value === undefined ? [] : [plainRule('constant', { value })]),
  ];
}

/** The masking rule proposed for what a column was classified as: the best one that its type can hold. */
export function proposeRule(
  found: Classification,
  facts: ColumnFacts,
  judge: JudgeRule = judgeRule,
): MaskingRule {
  if (facts.computed) return keep;
  if (found.element && facts.type.element) {
    const inner = proposeRule(found.element, { ...facts, type: facts.type.element, unique: false });
    return inner.mask === 'keep' ? keep : plainRule('array', { element: ruleValue(inner) });
  }
  const { fields } = facts.type;
  if (found.fields && fields && fields.length > 0) {
    const inner = found.fields.flatMap((field, at) => {
      const one = fields[at];
      if (one === undefined) return [];
      const rule = proposeRule(field, { ...facts, name: one.name, type: one.type, unique: false });
      return [[one.name, ruleValue(rule)] as const];
    });
    const composite = plainRule('composite', { fields: Object.fromEntries(inner) });
    if (inner.every(([, rule]) => rule === 'keep')) return keep;
    if (judge(composite, facts) === undefined) return composite;
  }
  const first = wishes(found, facts);
  const fitting = [...first, ...lastResorts(facts)].find((rule) => judge(rule, facts) === undefined);
  // Nothing fits: the check will say so of the best one, and a person has to decide.
  return fitting ?? first[0] ?? keep;
}

/** A rule as a value inside another one: its name alone where it has no options. */
const ruleValue = ({ mask, options }: MaskingRule): unknown =>
  Object.keys(options).length === 0 ? mask : { mask, ...options };
