import { BacklotError } from '../../../shared/errors.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';
import type { ObservedStack } from './observed.ts';

interface InTheWay {
  readonly kind: 'container' | 'network' | 'volume';
  readonly name: string;
  readonly owner: string;
}

const remedy = ({ kind, name, owner }: InTheWay): string => {
  const clone = /^environment (\S+) of \S+ in (.+)$/.exec(owner);
  if (clone)
    return `Take it down there ("backlot down ${clone[1]}${kind === 'volume' ? ' --volumes' : ''}" in ${clone[2]}), or work in a git worktree of that clone: each has environments of its own.`;
  const remove = kind === 'container' ? `docker rm ${name}` : `docker ${kind} rm ${name}`;
  return kind === 'container'
    ? `Rename or remove it ("${remove}"), then try again.`
    : `Remove it ("${remove}"), or use it as it is: "external: true" in the compose file. Then try again.`;
};

/**
 * Stops a plan whose names are someone else's, and one that counts on something external that is not there.
 * @throws BacklotError `name-taken` or `not-found`.
 */
export function refuseForeign(
  desired: DesiredStack,
  observed: ObservedStack,
  services: readonly DesiredService[],
): void {
  const networks = new Set(services.flatMap((one) => one.networks.map(({ key }) => key)));
  const volumes = new Set(services.flatMap((one) => one.volumes));
  const objects = [
    ...desired.networks.filter(({ key }) => networks.has(key)).map((one) => ['network', one] as const),
    ...desired.volumes.filter(({ key }) => volumes.has(key)).map((one) => ['volume', one] as const),
  ];
  const ownerOf = (kind: InTheWay['kind'], name: string): string | undefined =>
    observed.foreign[`${kind}s`][name];

  for (const [kind, { name, external }] of objects) {
    const own = observed[`${kind}s`].some((one) => one.name === name);
    // The engine brings these three itself.
    const builtIn = kind === 'network' && ['bridge', 'host', 'none'].includes(name);
    if (!external || own || builtIn || ownerOf(kind, name) !== undefined) continue;
    throw new BacklotError('not-found', `The ${kind} ${name} is external, and the engine does not have it.`, {
      hint: `Make it with "docker ${kind} create ${name}", or take out "external".`,
      details: { [kind]: name },
    });
  }

  const inTheWay = [
    ...services.flatMap((one) =>
      Array.from({ length: one.replicas }, (_, index) => ({
        kind: 'container' as const,
        name: containerName(desired, one, index + 1),
      })),
    ),
    ...objects.flatMap(([kind, { name, external }]) => (external ? [] : [{ kind, name }])),
  ].flatMap(({ kind, name }): InTheWay[] => {
    const owner = ownerOf(kind, name);
    return owner === undefined ? [] : [{ kind, name, owner }];
  });
  const [first] = inTheWay;
  if (first === undefined) return;
  const list = inTheWay.map(({ kind, name, owner }) => `${kind} ${name} (${owner})`).join(', ');
  throw new BacklotError('name-taken', `In the way, and not ours to touch: ${list}.`, {
    hint: remedy(first),
    details: { inTheWay },
  });
}
