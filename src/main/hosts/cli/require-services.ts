import { BacklotError } from '../../../shared/errors.ts';

/** @throws BacklotError `not-found` for a name that no service of the environment has. */
export function requireServices(wanted: readonly string[], there: readonly string[]): void {
  const missing = wanted.find((name) => !there.includes(name));
  if (missing === undefined) return;
  throw new BacklotError('not-found', `There is no service or environment "${missing}".`, {
    hint: `Services: ${there.join(', ') || 'none'}. For the environments: backlot env list`,
    details: { service: missing },
  });
}
