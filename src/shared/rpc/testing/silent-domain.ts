import type { Domain, DomainHandlers } from '../../contract/define.ts';
import { BacklotError } from '../../errors.ts';

const refuse = (): never => {
  throw new BacklotError('unsupported', 'This core does without it.');
};

/** Handlers for a domain that a test's core does without: each call and topic fails as `unsupported`. */
export const silentDomain = <D extends Domain>(_domain: D): DomainHandlers<D> =>
  new Proxy({} as DomainHandlers<D>, { get: () => refuse });
