import { InvalidArgumentError } from 'commander';

/** A whole number of at least `min`, for an option's value. */
export const wholeNumber =
  (min: number, max = Number.MAX_SAFE_INTEGER) =>
  (value: string): number => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(
      max === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number of at least ${min}.`
        : `It must be a whole number from ${min} to ${max}.`,
    );
  };

/** Gathers an option that may be given more than once. */
export const gather = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** A share in percent, above 0 and at most 100: "5", "0.5", "5%". */
export function percentage(value: string): number {
  const number = Number(value.replace(/%$/, ''));
  if (/^\d+(?:\.\d+)?%?$/.test(value) && number > 0 && number <= 100) return number;
  throw new InvalidArgumentError('It must be a share in percent, above 0 and at most 100.');
}
