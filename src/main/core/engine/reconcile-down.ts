import type { Plan, PlanNote } from '../../../shared/model/operation.ts';
import type { StackIdentity } from './identity.ts';
import type { ObservedContainer, ObservedStack } from './observed.ts';
import { planStep, type StackStep } from './plan-step.ts';

export interface DownRequest {
  /** Removes the volumes too, with their data. */
  readonly volumes?: boolean | undefined;
}

const stepId = ({ name }: ObservedContainer): string => `remove:${name}`;

const resourceOf = (
  { service, number, name }: ObservedContainer,
  all: readonly ObservedContainer[],
): string => {
  const same = all.filter((one) => one.service === service);
  if (same.length === 1) return service;
  return same.filter((one) => one.number === number).length === 1
    ? `${service} ${number}`
    : `container ${name}`;
};

/** The steps of those that need a container's service, which go before it. */
const dependents = (
  { service, id }: ObservedContainer,
  all: readonly ObservedContainer[],
  idOf: (container: ObservedContainer) => string,
): readonly string[] =>
  all.filter((one) => one.id !== id && (one.needs.includes(service) || one.networkOf === id)).map(idOf);

/**
 * What takes an environment away: all its containers and networks, those that need others first. Volumes
 * stay unless asked for; images always stay. Reads nothing but what is there, so that it works without
 * the compose files. Pure.
 */
export function reconcileDown(
  identity: StackIdentity,
  observed: ObservedStack,
  request: DownRequest = {},
): Plan {
  const { containers, networks, volumes } = observed;
  const notes: PlanNote[] = [];
  const steps: StackStep[] = containers.map((one) =>
    planStep(stepId(one), 'remove', resourceOf(one, containers), 'asked for', {
      after: dependents(one, containers, stepId),
      destructive: true,
      args: { kind: 'container', id: one.id, name: one.name, volumes: request.volumes === true },
    }),
  );
  for (const { id, name } of networks) {
    const after = containers.filter((one) => one.networks.includes(name)).map(stepId);
    const args = { kind: 'network', id, name };
    steps.push(
      planStep(`network:${name}`, 'remove', `network ${name}`, 'asked for', {
        after,
        destructive: true,
        args,
      }),
    );
  }
  for (const { id, name } of volumes) {
    if (!request.volumes) {
      notes.push({ level: 'note', resource: `volume ${name}`, text: 'it is kept, with its data' });
      continue;
    }
    const args = { kind: 'volume', id, name };
    const cause = 'asked for; its data is lost';
    const after = containers.map(stepId);
    steps.push(
      planStep(`volume:${name}`, 'remove', `volume ${name}`, cause, { after, destructive: true, args }),
    );
  }
  const what = `${identity.environment} of ${identity.project}`;
  const title = steps.length === 0 ? `Nothing to do: ${what} is down` : `Take down ${what}`;
  return { title, notes, steps };
}

/** What stops an environment's containers, or those of some services, and keeps them. Pure. */
export function reconcileStop(
  identity: StackIdentity,
  observed: ObservedStack,
  request: { readonly services?: readonly string[] | undefined } = {},
): Plan {
  const running = observed.containers.filter(
    ({ state, service }) =>
      ['running', 'paused', 'restarting'].includes(state) && (request.services?.includes(service) ?? true),
  );
  const idOf = ({ name }: ObservedContainer): string => `stop:${name}`;
  const steps = running.map((one) =>
    planStep(idOf(one), 'stop', resourceOf(one, observed.containers), 'asked for', {
      after: dependents(one, running, idOf),
      args: { id: one.id, name: one.name, service: one.service },
    }),
  );
  const what = `${identity.environment} of ${identity.project}`;
  return { title: steps.length === 0 ? `Nothing to do: ${what} does not run` : `Stop ${what}`, steps };
}
