import type { GuardConfig, ReplacedHost, Sandbox } from '../shared/model/isolation.ts';
import { isAllowed, isAllowedName, means, meansName } from './allow-list.ts';

/** What becomes of an attempt. */
export type Decision =
  | { readonly verdict: 'allowed' | 'blocked' | 'recorded' }
  | { readonly verdict: 'replaced'; readonly sandbox: Sandbox };

type Rules = Pick<GuardConfig, 'allow' | 'replace' | 'record'>;

/** A name before a pattern, the longer before the shorter. */
const weight = ({ host }: ReplacedHost): number => (host.startsWith('*') ? 0 : 1000) + host.length;

const closest = (found: readonly ReplacedHost[]): ReplacedHost | undefined =>
  [...found].sort((a, b) => weight(b) - weight(a))[0];

/** What becomes of an attempt at a host: a sandbox comes before leave to go outside. Pure. */
export function decide({ allow, replace, record }: Rules, host: string, port: number): Decision {
  const replaced = closest(replace.filter((one) => means(one.host, host, port)));
  if (replaced !== undefined) return { verdict: 'replaced', sandbox: replaced.sandbox };
  if (isAllowed(record, host, port)) return { verdict: 'recorded' };
  return { verdict: isAllowed(allow, host, port) ? 'allowed' : 'blocked' };
}

/** The same of a name that is asked for, whatever its port will be. Pure. */
export function decideName({ allow, replace, record }: Rules, host: string): Decision['verdict'] {
  if (replace.some((one) => meansName(one.host, host))) return 'replaced';
  if (isAllowedName(record, host)) return 'recorded';
  return isAllowedName(allow, host) ? 'allowed' : 'blocked';
}
