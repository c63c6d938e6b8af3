import type { ColumnClass } from '../../../../../shared/model/masking.ts';
import { couldBePersonName } from './place-and-person.ts';
import { looksRandom } from './secret-forms.ts';
import { type ValueForm, valueForms } from './value-forms.ts';

/** How many values have one form. */
export interface FormShare {
  readonly form: ValueForm;
  readonly hits: number;
  /** 0 to 1. */
  readonly share: number;
}

/** What sampled values look like, in numbers; the values themselves are left behind. */
export interface ValueProfile {
  /** Values that are not empty. */
  readonly count: number;
  readonly distinct: number;
  /** Forms that at least one value has, the most frequent first. */
  readonly forms: readonly FormShare[];
  readonly meanWords: number;
  readonly longest: number;
  /** Shares from 0 to 1. */
  readonly identifiers: number;
  /** Written as names of persons are, though no dictionary need know them. */
  readonly namelike: number;
  readonly smallNumbers: number;
  readonly dates: number;
  readonly uuids: number;
  readonly random: number;
  readonly json: number;
  /** Longer texts with an e-mail address, a phone number or a card number inside. */
  readonly mentions: number;
}

const uuidForm = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
const identifierForm = /^[A-Za-z0-9][A-Za-z0-9_.:/#+-]*$/;
const smallNumberForm = /^[+-]?\d{1,6}(?:[.,]\d{1,6})?%?$/;
const dateForm = /^\d{4}-\d\d(?:-\d\d(?:[T ].*)?)?$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\d{1,2}:\d\d(?::\d\d)?$/;
const mentionForm = /[^\s@]+@[a-z\d-]+\.[a-z]{2,}|\+\d[\d ()/-]{7,}\d|\b(?:\d[ -]?){13,16}\b/i;

export const isUuid = (text: string): boolean => uuidForm.test(text);

const isJson = (text: string): boolean => {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Looks at sampled values once, with every form there is. */
export function profileValues(samples: readonly string[]): ValueProfile {
  const values = samples.map((text) => text.trim()).filter((text) => text !== '');
  const share = (test: (text: string) => boolean): number =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const forms = valueForms.flatMap((form): readonly FormShare[] => {
    const hits = values.filter(form.test).length;
    return hits === 0 ? [] : [{ form, hits, share: hits / values.length }];
  });
  return {
    count: values.length,
    distinct: new Set(values).size,
    forms: forms.toSorted((a, b) => b.hits - a.hits),
    meanWords: mean(values.map(wordCount)),
    longest: Math.max(0, ...values.map((text) => text.length)),
    namelike: share(couldBePersonName),
    identifiers: share((text) => identifierForm.test(text)),
    smallNumbers: share((text) => smallNumberForm.test(text)),
    dates: share((text) => dateForm.test(text)),
    uuids: share(isUuid),
    random: share((text) => looksRandom(text) && !isUuid(text)),
    json: share(isJson),
    mentions: share((text) => wordCount(text) > 1 && mentionForm.test(text)),
  };
}

/** The best share among the forms of a class. */
export const shareOf = ({ forms }: ValueProfile, name: ColumnClass): FormShare | undefined =>
  forms.find(({ form }) => form.class === name);

/** Few values, each short and often: the labels of a list. */
export const isLabels = ({ count, distinct, meanWords, longest }: ValueProfile): boolean =>
  count >= 20 && distinct <= Math.max(8, count / 12) && longest <= 40 && meanWords <= 3;
