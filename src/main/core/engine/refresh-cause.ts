import { decidePull, readPullPolicy } from '../images/pull-policy.ts';
import type { DesiredService } from './desired.ts';
import type { ObservedImage } from './observed.ts';
import type { UpRequest } from './up-request.ts';

const hour = 3_600_000;

const sayAge = (ms: number): string => {
  if (ms < 2 * hour) return `${Math.max(1, Math.round(ms / 60_000))} minutes`;
  return ms < 48 * hour ? `${Math.round(ms / hour)} hours` : `${Math.round(ms / (24 * hour))} days`;
};

/**
 * Why an image that the engine has is built or pulled all the same, in words; undefined when it is used as
 * it is. `now` in milliseconds since the epoch.
 */
export function refreshCause(
  { built, service }: Pick<DesiredService, 'built' | 'service'>,
  image: ObservedImage,
  { build, pull }: Pick<UpRequest, 'build' | 'pull'>,
  now: number,
): string | undefined {
  if (built) {
    if (build) return 'asked for';
    return service.pull_policy === 'build' ? 'pull_policy says build' : undefined;
  }
  if (pull === 'always') return 'asked for';
  const policy = readPullPolicy(service.pull_policy);
  if (decidePull(policy, image.refreshedAt ?? 0, now) !== 'pull') return undefined;
  return policy.kind === 'every' && image.refreshedAt
    ? `pull_policy says ${service.pull_policy}, and it came ${sayAge(now - image.refreshedAt)} ago`
    : `pull_policy says ${service.pull_policy}`;
}
