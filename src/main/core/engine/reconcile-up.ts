import type { Plan } from '../../../shared/model/operation.ts';
import type { DesiredObject, DesiredService, DesiredStack } from './desired.ts';
import type { ObservedContainer, ObservedObject, ObservedStack } from './observed.ts';
import { planStep } from './plan-step.ts';
import { reconcileObjects } from './reconcile-objects.ts';
import { reconcileService, removal } from './reconcile-service.ts';
import { refuseForeign } from './refuse-foreign.ts';
import { selectServices } from './select-services.ts';
import { startUpPlan } from './up-plan.ts';
import type { UpRequest } from './up-request.ts';

/** The services that mount one of the volumes, and all that need them, however far. */
function servicesOn(desired: DesiredStack, volumes: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, volumes: own, needs } of desired.services) {
    if (own.some((key) => volumes.has(key)) || needs.some(({ service }) => found.has(service)))
      found.add(name);
  }
  return found;
}

const mounts = (one: DesiredService | undefined, volumes: ReadonlySet<string>): string | undefined =>
  one?.volumes.find((key) => volumes.has(key));

const unused = (
  observed: readonly ObservedObject[],
  desired: readonly DesiredObject[],
): readonly ObservedObject[] => observed.filter(({ name }) => desired.every((one) => one.name !== name));

/**
 * What must be done so that an environment is as wanted: nothing when it is. Pure.
 * @throws BacklotError `name-taken`, `not-found` or `image-missing`, before anything is done.
 */
export function reconcileUp(desired: DesiredStack, observed: ObservedStack, request: UpRequest = {}): Plan {
  const { identity, services } = desired;
  const selected = selectServices(desired, request);
  const chosen = services.filter(({ name }) => selected.has(name));
  refuseForeign(desired, observed, chosen);
  const objects = reconcileObjects(desired, observed, selected, request.replaceVolumes ?? []);
  const byName = new Map(services.map((one) => [one.name, one]));
  const volumeOf = ({ service }: ObservedContainer) => mounts(byName.get(service), objects.recreatedVolumes);
  const cleared = observed.containers.filter((one) => volumeOf(one) !== undefined);

  const plan = startUpPlan({
    desired,
    observed,
    request,
    recreatedNetworks: objects.recreatedNetworks,
    cleared: new Set(cleared.map(({ id }) => id)),
  });
  plan.notes.push(...desired.notes, ...objects.notes);
  for (const one of cleared) {
    const { id, name } = one;
    plan.add(
      planStep(`clear:${name}`, 'remove', `container ${name}`, `volume ${volumeOf(one)} is made anew`, {
        destructive: true,
        args: { kind: 'container', id, name },
      }),
    );
  }
  for (const step of objects.steps) plan.add(step);

  const fresh = servicesOn(desired, objects.freshVolumes);
  for (const one of services) {
    const tied =
      one.shares.some((other) => plan.remade.has(other)) ||
      one.networks.some(({ key }) => objects.recreatedNetworks.has(key)) ||
      mounts(one, objects.recreatedVolumes) !== undefined;
    const exists = observed.containers.some(({ service }) => service === one.name);
    if (selected.has(one.name) || (tied && exists))
      reconcileService(plan, one, one.job && fresh.has(one.name));
  }

  for (const one of observed.containers) {
    if (byName.has(one.service)) continue;
    const resource = `container ${one.name}`;
    const text = `service ${one.service} is not in the compose files any more`;
    if (request.removeOrphans) plan.atEnd.push(removal(one, resource, text));
    else plan.notes.push({ level: 'note', resource, text: `${text}; it is left as it is` });
  }
  const ready = [...plan.waited.values()];
  const last = plan.atEnd.map((step) => plan.add({ ...step, after: [...step.after, ...ready] }));
  const gone = 'is not used by the compose files any more';
  for (const { id, name } of unused(observed.networks, desired.networks)) {
    const resource = `network ${name}`;
    const args = { kind: 'network', id, name };
    const rest = { after: [...ready, ...last], destructive: true, args };
    if (request.removeOrphans)
      plan.add(planStep(`remove:${resource}`, 'remove', resource, `it ${gone}`, rest));
    else plan.notes.push({ level: 'note', resource, text: `it ${gone}; it is left as it is` });
  }
  for (const { name } of unused(observed.volumes, desired.volumes))
    plan.notes.push({
      level: 'note',
      resource: `volume ${name}`,
      text: `it ${gone}; it is kept, with its data`,
    });

  const what = `${identity.environment} of ${identity.project}`;
  const title = plan.steps.length === 0 ? `Nothing to do: ${what} is as wanted` : `Bring up ${what}`;
  return { title, notes: plan.notes, steps: plan.steps };
}
