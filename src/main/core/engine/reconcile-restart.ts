import type { Plan } from '../../../shared/model/operation.ts';
import type { DesiredStack } from './desired.ts';
import type { ObservedStack } from './observed.ts';
import { containerResource, planStep, type StackStep } from './plan-step.ts';
import { selectServices } from './select-services.ts';

/**
 * Restarts the containers that are there, of some services or of all, each after those it needs are ready
 * again; those that asked to be restarted with them come along. Nothing is made anew. Pure.
 */
export function reconcileRestart(
  desired: DesiredStack,
  observed: ObservedStack,
  request: { readonly services?: readonly string[] | undefined } = {},
): Plan {
  const { identity } = desired;
  const selected = new Set(selectServices(desired, { ...request, dependencies: false }));
  const steps: StackStep[] = [];
  const waits = new Map<string, string>();
  for (const { name, needs, replicas, job } of desired.services) {
    const asker = needs.find(({ service, restart }) => restart && waits.has(service));
    const here = observed.containers.filter(({ service }) => service === name);
    if ((!selected.has(name) && asker === undefined) || job || here.length === 0) continue;
    const cause = selected.has(name) ? 'asked for' : `${asker?.service} was restarted`;
    const after = needs.flatMap(({ service }) => waits.get(service) ?? []);
    const own = here.map((one) => {
      const resource = containerResource(name, one.number, here.length);
      const args = { service: name, number: one.number, name: one.name };
      return planStep(`restart:${name}:${one.number}`, 'restart', resource, cause, { after, args });
    });
    steps.push(...own);
    steps.push(
      planStep(`wait:${name}`, 'wait', name, 'it must be ready', {
        after: own.map(({ id }) => id),
        args: { service: name, replicas, job, tolerant: false },
      }),
    );
    waits.set(name, `wait:${name}`);
  }
  const what = `${identity.environment} of ${identity.project}`;
  return {
    title: steps.length === 0 ? `Nothing to do: ${what} has no containers` : `Restart ${what}`,
    steps,
  };
}
