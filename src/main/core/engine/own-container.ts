import { BacklotError } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { type InspectedContainer, inspectContainer } from '../docker/containers.ts';
import { orAbsent } from '../docker/refused.ts';
import type { StackIdentity } from './identity.ts';
import { isOwn, ownerOf } from './labels.ts';

/**
 * The environment's own container of a name or id; undefined when there is none.
 * @throws BacklotError `name-taken` when it is someone else's.
 */
export async function ownContainer(
  engine: Engine,
  identity: StackIdentity,
  nameOrId: string,
  signal: AbortSignal,
): Promise<InspectedContainer | undefined> {
  const found = await orAbsent(inspectContainer(engine, nameOrId, signal));
  if (found === undefined || isOwn(found.Config.Labels, identity)) return found;
  throw new BacklotError(
    'name-taken',
    `The container ${found.Name} is in the way, and not ours to touch: ${ownerOf(found.Config.Labels)}.`,
    {
      hint: `Rename or remove it ("docker rm ${found.Name}"), then try again.`,
      details: { inTheWay: [{ kind: 'container', name: found.Name }] },
    },
  );
}
