import { BacklotError } from '../../../shared/errors.ts';
import type { DesiredStack } from './desired.ts';

/** The services that are asked for, with what they need unless told otherwise. @throws BacklotError `not-found`. */
export function selectServices(
  { services }: DesiredStack,
  request: { readonly services?: readonly string[] | undefined; readonly dependencies?: boolean | undefined },
): ReadonlySet<string> {
  const byName = new Map(services.map((one) => [one.name, one]));
  if (request.services === undefined) return new Set(byName.keys());
  const selected = new Set<string>();
  const visit = (name: string): void => {
    const one = byName.get(name);
    if (one === undefined)
      throw new BacklotError('not-found', `There is no service "${name}" in this stack.`, {
        hint: `There are: ${[...byName.keys()].join(', ')}.`,
        details: { service: name },
      });
    if (selected.has(name)) return;
    selected.add(name);
    if (request.dependencies !== false) for (const need of one.needs) visit(need.service);
  };
  for (const name of request.services) visit(name);
  return selected;
}
