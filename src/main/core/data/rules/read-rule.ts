import {
  type MaskingRule,
  type TransformerName,
  transformerNames,
} from '../../../../shared/model/masking.ts';
import type { Complaint } from '../../project/complaint.ts';
import { listNames } from '../../project/complaint.ts';
import { nearestName } from '../../project/nearest-name.ts';
import type { WrittenRule } from './masking-file.ts';
import { type OptionFaults, optionFaults, optionNames } from './rule-options.ts';
import { ruleText } from './rule-text.ts';

type Path = readonly PropertyKey[];

/** A rule, or what is wrong with it, by path. */
export type ReadRule = { readonly written: WrittenRule } | { readonly complaints: readonly Complaint[] };

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const complain = (
  path: Path,
  message: string,
  hint?: string,
  target: Complaint['target'] = 'value',
): Complaint => ({
  path,
  target,
  message,
  hint,
  severity: 'error',
});

const wrong = (...complaints: readonly Complaint[]): ReadRule => ({ complaints });

const transformerNamed = (name: unknown): TransformerName | undefined =>
  transformerNames.find((one) => one === name);

function unknownTransformer(path: Path, name: unknown): Complaint {
  const near = typeof name === 'string' ? nearestName(name, transformerNames) : undefined;
  return complain(
    path,
    `${JSON.stringify(name) ?? 'Nothing'} is not a transformer.`,
    near === undefined ? 'docs/masking.md lists them all.' : `Did you mean "${near}"?`,
  );
}

function unknownOption(path: Path, mask: TransformerName, name: string): Complaint {
  const known = optionNames(mask);
  const near = nearestName(name, known);
  return complain(
    [...path, name],
    `"${name}" is not an option of ${mask}.`,
    near === undefined ? `It may hold ${listNames(['mask', ...known])}.` : `Did you mean "${near}"?`,
    'key',
  );
}

function wrongOption(
  path: Path,
  mask: TransformerName,
  options: Readonly<Record<string, unknown>>,
  fault: OptionFaults['wrong'][number],
): Complaint {
  const [option] = fault.path;
  const words = fault.message.replace(/^Invalid input: /, '');
  const hint = 'docs/masking.md lists the options of each transformer.';
  if (option === undefined) return complain(path, `The options of ${mask} are not right: ${words}.`, hint);
  if (options[String(option)] === undefined)
    return complain(path, `${mask} needs the option "${String(option)}".`, hint);
  return complain([...path, ...fault.path], `"${String(option)}" of ${mask} is not right: ${words}.`, hint);
}

const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const isListOrScalar = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isScalar) : isScalar(value);

/** What is wrong with `when`: columns by name, each with a value, a list of values, or `{ not: … }`. */
export function checkWhen(value: unknown, path: Path): readonly Complaint[] {
  const hint = 'Write { column: value }, { column: [values] } or { column: { not: value } }.';
  if (!isRecord(value) || Object.keys(value).length === 0) {
    return [complain(path, '"when" must name columns with their values.', hint)];
  }
  return Object.entries(value).flatMap(([column, wanted]) => {
    const inner = isRecord(wanted) && Object.keys(wanted).join() === 'not' ? wanted.not : wanted;
    return isListOrScalar(inner)
      ? []
      : [complain([...path, column], `"when" can't compare ${column} with that.`, hint)];
  });
}

function keepOf(text: string): WrittenRule | undefined {
  const match = /^keep(?:\s+(\S.*))?$/.exec(text.trim());
  if (!match) return undefined;
  return { rule: { mask: 'keep', options: {} }, keptType: match[1], text: 'keep' };
}

/** Reads what stands beside a column's name: "keep", "keep bigint", or a block with `mask`. */
export function readRule(value: unknown, path: Path): ReadRule {
  if (typeof value === 'string') {
    const written = keepOf(value);
    if (written) return { written };
    const known = transformerNamed(value);
    if (!known) return wrong(unknownTransformer(path, value));
    return wrong(complain(path, `A rule is "keep" or a block with "mask".`, `Write { mask: ${known} }.`));
  }
  if (!isRecord(value)) {
    return wrong(complain(path, 'There is no rule.', 'Write "keep", or a block such as { mask: email }.'));
  }
  const { mask: name, ...options } = value;
  if (name === undefined) {
    return wrong(complain(path, '"mask" is missing.', 'Write { mask: … } with the name of a transformer.'));
  }
  const mask = transformerNamed(name);
  if (!mask) return wrong(unknownTransformer([...path, 'mask'], name));
  const checked =
    mask === 'keep' || options.when === undefined ? [] : checkWhen(options.when, [...path, 'when']);
  const faults = optionFaults(mask, options);
  const complaints = [
    ...faults.unknown.map((option) => unknownOption(path, mask, option)),
    ...checked,
    ...faults.wrong
      .filter((fault) => fault.path[0] !== 'when' || checked.length === 0)
      .map((fault) => wrongOption(path, mask, options, fault)),
  ];
  if (complaints.length > 0) return { complaints };
  const rule: MaskingRule = { mask, options };
  return { written: { rule, text: ruleText(rule) } };
}
