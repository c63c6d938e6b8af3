import type { PlanNote } from '../../../shared/model/operation.ts';
import type { ComposeModel } from '../compose/model.ts';
import type { StackIdentity } from './identity.ts';

export interface Named {
  readonly name: string;
  readonly note?: PlanNote | undefined;
}

interface NamedObject {
  readonly name: string;
  readonly external?: boolean | undefined;
}

/**
 * The name of a network or volume in this environment. One without a `name:` of its own is called after
 * the environment; a fixed name stays in the first environment, and is made unique in every other.
 */
export function nameObject(
  kind: 'network' | 'volume',
  key: string,
  { name, external = false }: NamedObject,
  model: Pick<ComposeModel, 'name'>,
  { composeProject, first }: Pick<StackIdentity, 'composeProject' | 'first'>,
): Named {
  if (external) {
    const shared = kind === 'volume' && !first;
    const text = 'it is external: this environment uses the same data as every other that names it';
    return { name, note: shared ? { level: 'warning', resource: `volume ${name}`, text } : undefined };
  }
  if (name === `${model.name}_${key}`) return { name: `${composeProject}_${key}` };
  if (first) return { name };
  const own = `${composeProject}_${name}`;
  const text = `its fixed name belongs to the first environment; here it is ${own}`;
  return { name: own, note: { level: 'note', resource: `${kind} ${name}`, text } };
}
