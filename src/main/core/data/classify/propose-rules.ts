import type { MaskedColumn, MaskingRule } from '../../../../shared/model/masking.ts';
import { findUniqueColumns } from '../mask/find-unique-columns.ts';
import { keyDomain, targetsOf } from '../rules/effective-rules.ts';
import { holdsFor, ruledTables } from '../rules/hold-against.ts';
import type { MaskingFile } from '../rules/masking-file.ts';
import { columnText, keyEdges } from '../rules/resolve-keys.ts';
import { ruleText } from '../rules/rule-text.ts';
import { type Column, type DatabaseSchema, type Table, tableText } from '../schema.ts';
import { type Classification, classified } from './classification.ts';
import { classifyColumn } from './classify-column.ts';
import { isPlain } from './classify-json.ts';
import type { ColumnFacts } from './column-facts.ts';
import { keep, proposeRule } from './propose-rule.ts';

export type Proposal = NonNullable<MaskedColumn['proposal']>;

/** Sampled values by "public.customers.email"; gone after the scan. */
export type Samples = ReadonlyMap<string, readonly string[]>;

const mentions = (expression: string, column: string): boolean =>
  new RegExp(`(?:^|\\W)"?${column.replace(/\W/g, '\\$&')}"?(?:$|\\W)`).test(expression);

/** What is known of a column before it is classified. */
export function factsOf(table: Table, column: Column, samples: readonly string[]): ColumnFacts {
  const others = table.columns.filter(({ name }) => name !== column.name);
  const own = table.checks.filter(
    ({ expression }) =>
      mentions(expression, column.name) && !others.some(({ name }) => mentions(expression, name)),
  );
  return {
    table: table.name,
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    unique: findUniqueColumns(table).has(column.name),
    primary: table.keys.some(({ primary, columns }) => primary && columns.includes(column.name)),
    computed: column.generated === 'stored' || column.generated === 'virtual',
    comment: column.comment,
    checks: [...own.map(({ expression }) => expression), ...(column.type.domain?.checks ?? [])],
    samples,
  };
}

const isSurrogate = ({ type, generated }: Column, table: Table, found: Classification): boolean =>
  generated.startsWith('identity') ||
  ((type.category === 'integer' || type.category === 'uuid') &&
    (found.class === 'plain' || found.class === 'key') &&
    table.keys.some(({ columns }) => columns.length === 1));

const asProposal = ({ class: name, confidence, evidence }: Classification, rule: MaskingRule): Proposal => ({
  class: name,
  rule,
  text: ruleText(rule),
  confidence: Math.round(confidence * 100) / 100,
  evidence,
});

/** A mask domain's name from a column's: "public.users.email" gives "users-email". */
const domainName = (column: string): string =>
  column
    .replace(/^public\./, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * Proposes a rule for each column that rules are written for. A masked key that others refer to gets a mask
 * domain, and they follow it; rules that the file has already count before guesses. Pure.
 */
export function proposeRules(
  schema: DatabaseSchema,
  file: MaskingFile,
  samples: Samples,
): ReadonlyMap<string, Proposal> {
  const targets = targetsOf(keyEdges(schema, file));
  const referred = new Set(
    [...targets].flatMap(([source, list]) => list.filter((target) => target !== source)),
  );
  const places = new Map(
    ruledTables(schema).flatMap((table) =>
      table.columns.map((column) => [columnText(tableText(table), column.name), { table, column }] as const),
    ),
  );
  const proposals = new Map<string, Proposal>();

  const ownProposal = (name: string, table: Table, column: Column): Proposal => {
    const facts = factsOf(table, column, samples.get(name) ?? []);
    const found = classifyColumn(facts);
    if (facts.computed) {
      return asProposal(classified(found.class, 0.95, 'the database computes it from other columns'), keep);
    }
    const isKey = facts.primary || referred.has(name);
    if (isKey && isSurrogate(column, table, found)) {
      return asProposal(classified('key', 0.97, 'a key without a meaning of its own'), keep);
    }
    const rule = proposeRule(found, facts);
    if (rule.mask === 'keep' && !isPlain(found.class)) {
      return asProposal(classified(found.class, 0.5, ...found.evidence, 'no transformer fits it'), rule);
    }
    if (!referred.has(name) || rule.mask === 'keep') return asProposal(found, rule);
    const withDomain = { mask: rule.mask, options: { ...rule.options, key: domainName(name) } };
    return asProposal(
      classified(found.class, found.confidence, ...found.evidence, 'a key that others refer to'),
      withDomain,
    );
  };

  const propose = (name: string, seen: ReadonlySet<string>): Proposal | undefined => {
    const known = proposals.get(name);
    const place = places.get(name);
    if (known || !place) return known;
    const target = (targets.get(name) ?? []).find((one) => !seen.has(one));
    const followed = target === undefined ? undefined : propose(target, new Set([...seen, target]));
    const written = target === undefined ? undefined : holdsFor(file, target);
    const rule = written ?? followed?.rule;
    const follows = rule !== undefined && (rule.mask === 'keep' || keyDomain(rule) !== undefined);
    const proposal =
      follows && followed
        ? asProposal(
            classified(followed.class === 'plain' ? 'key' : followed.class, 0.97, `refers to ${target}`),
            rule,
          )
        : ownProposal(name, place.table, place.column);
    proposals.set(name, proposal);
    return proposal;
  };

  for (const name of places.keys()) propose(name, new Set([name]));
  return proposals;
}
