import { BacklotError } from '../../../../shared/errors.ts';
import type { ConfigProblem } from '../../../../shared/model/project.ts';
import { placeText } from '../../project/config-error.ts';

/** The `mask-rule-invalid` error for the problems of a masking file; all are in `details.problems`. */
export function maskingError(problems: readonly ConfigProblem[]): BacklotError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const more = errors.length - 1;
  const message = first
    ? `${placeText(first)}: ${first.message}${more > 0 ? ` (and ${more} more)` : ''}`
    : 'The masking file has errors.';
  return new BacklotError('mask-rule-invalid', message, {
    hint: first?.hint ?? 'Correct the file, then try again.',
    details: { problems },
  });
}
