import { BacklotError } from '../../../shared/errors.ts';
import type { OperationRepository } from '../store/operation-repository.ts';

const look = 'See the operations with: backlot ops list';

/**
 * The id behind an id or a unique beginning of one.
 * @throws BacklotError `not-found`, or `invalid-input` when several begin so.
 */
export function findOperation(operations: OperationRepository, idOrPrefix: string): string {
  const found = idOrPrefix === '' ? [] : operations.withPrefix(idOrPrefix, 5);
  const [first, second] = found;
  if (first === undefined) {
    throw new BacklotError('not-found', `There is no operation "${idOrPrefix}".`, { hint: look });
  }
  if (second === undefined || found.includes(idOrPrefix)) return second === undefined ? first : idOrPrefix;
  throw new BacklotError(
    'invalid-input',
    `Several operations begin with "${idOrPrefix}": ${found.join(', ')}.`,
    { hint: 'Give more letters of the id.', details: { found } },
  );
}
