import { BacklotError } from '../../../shared/errors.ts';
import type { ConfigProblem } from '../../../shared/model/project.ts';

/** `file:line:column`, as far as it is known: the form that terminals and editors turn into a link. */
export const placeText = ({ file, line, column }: ConfigProblem): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');

/** True when a problem stands in the way; warnings alone do not. */
export const hasErrors = (problems: readonly ConfigProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** The `config-invalid` error for problems of which at least one is an error; all are in `details.problems`. */
export function configError(problems: readonly ConfigProblem[]): BacklotError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const more = errors.length - 1;
  const message = first
    ? `${placeText(first)}: ${first.message}${more > 0 ? ` (and ${more} more)` : ''}`
    : 'The configuration of the project has errors.';
  return new BacklotError('config-invalid', message, {
    hint: first?.hint ?? 'Correct the file; it is read again as soon as it is saved.',
    details: { problems },
  });
}
