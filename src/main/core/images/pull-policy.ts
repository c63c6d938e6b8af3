import { BacklotError } from '../../../shared/errors.ts';

/** When an image is asked for at its registry; `every` is in milliseconds. */
export type PullPolicy =
  | { readonly kind: 'always' | 'missing' | 'never' | 'build' }
  | { readonly kind: 'every'; readonly ms: number };

const unitMs: Readonly<Record<string, number>> = {
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/** "1w2d3h4m5s" in milliseconds. */
function readSpan(text: string): number | undefined {
  if (!/^(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(text) || text === '') return undefined;
  return [...text.matchAll(/(\d+)([wdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0),
    0,
  );
}

/** Reads a compose `pull_policy`; absent is `missing`. @throws BacklotError `config-invalid` */
export function readPullPolicy(text: string | undefined): PullPolicy {
  switch (text) {
    case undefined:
    case '':
    case 'missing':
    case 'if_not_present':
      return { kind: 'missing' };
    case 'always':
    case 'never':
    case 'build':
      return { kind: text };
    case 'daily':
      return { kind: 'every', ms: 86_400_000 };
    case 'weekly':
      return { kind: 'every', ms: 7 * 86_400_000 };
  }
  const ms = text.startsWith('every_') ? readSpan(text.slice('every_'.length)) : undefined;
  if (ms !== undefined) return { kind: 'every', ms };
  throw new BacklotError('config-invalid', `"${text}" is not a pull_policy.`, {
    hint: 'Use always, missing, never, build, daily, weekly or every_<time> ("every_12h").',
    details: { pull_policy: text },
  });
}

export type PullDecision = 'pull' | 'use' | 'build' | 'missing';

/**
 * What to do about an image under a policy. `refreshedAt` is when the local image last came or was
 * tagged (milliseconds since the epoch), undefined when it is not there.
 */
export function decidePull(policy: PullPolicy, refreshedAt: number | undefined, now: number): PullDecision {
  const present = refreshedAt !== undefined;
  switch (policy.kind) {
    case 'always':
      return 'pull';
    case 'build':
      return 'build';
    case 'never':
      return present ? 'use' : 'missing';
    case 'missing':
      return present ? 'use' : 'pull';
    case 'every':
      return present && now - refreshedAt < policy.ms ? 'use' : 'pull';
  }
}
