import { BacklotError } from '../../../shared/errors.ts';
import { chooseContainer } from './choose-container.ts';
import { containerCauses } from './container-causes.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, Need } from './desired.ts';
import { type ObservedContainer, slot } from './observed.ts';
import { containerResource, planStep } from './plan-step.ts';
import { refreshCause } from './refresh-cause.ts';
import type { UpPlan } from './up-plan.ts';

const isUp = ({ state }: ObservedContainer): boolean => state === 'running' || state === 'restarting';

/** True for a container that is there and as far as it should be. */
const isSettled = ({ state, health, exitCode }: ObservedContainer, { job }: DesiredService): boolean =>
  (job && state === 'exited' && exitCode === 0) ||
  (!job && state === 'running' && (health === 'none' || health === 'healthy'));

const stopCause: Readonly<Record<string, string>> = {
  created: 'it was never started',
  paused: 'it is paused',
  exited: 'it is stopped',
  dead: 'it is dead',
};

const needSteps = ({ started, waited }: UpPlan, needs: readonly Need[]): readonly string[] =>
  needs.flatMap(({ service, condition }) => {
    const wait = condition === 'service_started' ? undefined : waited.get(service);
    return wait === undefined ? (started.get(service) ?? []) : [wait];
  });

/** The step that brings an image which the engine does not have, or that is to be looked for anew. */
function imageStep(plan: UpPlan, { name, image, built, service }: DesiredService): readonly string[] {
  const there = plan.observed.images[image];
  const refresh = there && refreshCause({ built, service }, there, plan.request, plan.observed.at);
  if (there && refresh === undefined) return [];
  if (!built && service.pull_policy === 'never')
    throw new BacklotError(
      'image-missing',
      `Service ${name}: the engine does not have the image ${image}, and pull_policy says never.`,
      { hint: `Load it, or run "docker pull ${image}".`, details: { service: name, image } },
    );
  const verb = built ? 'build' : 'pull';
  const args = { service: name, image, refresh: refresh !== undefined };
  const cause = refresh ?? 'the engine does not have it';
  return [plan.add(planStep(`image:${image}`, verb, `image ${image}`, cause, { args }))];
}

interface Place {
  readonly number: number;
  /** What comes before the container is made: networks, volumes, those it shares with. */
  readonly before: readonly string[];
  readonly container: ObservedContainer | undefined;
  readonly rerun: boolean;
}

type Fate = { readonly step: string } | 'unsettled' | 'settled';

/** What becomes of one container of a service. */
function reconcilePlace(
  plan: UpPlan,
  one: DesiredService,
  { number, before, container, rerun }: Place,
): Fate {
  const { name, replicas } = one;
  const resource = containerResource(name, number, replicas);
  const moved = Object.entries(plan.observed.ports[slot(name, number)] ?? {});
  for (const [key, { port, why }] of moved)
    plan.notes.push({ level: 'note', resource, text: `${key.split('@')[0]} is at port ${port}: ${why}` });
  const ports = Object.fromEntries(moved.map(([key, { port }]) => [key, port]));
  const at = { service: name, number, hash: one.hash, ports, name: containerName(plan.desired, one, number) };
  const needs = needSteps(plan, one.needs);
  const start = (cause: string, after: readonly string[], fresh: boolean): Fate => ({
    step: plan.add(
      planStep(`start:${name}:${number}`, 'start', resource, cause, { after, args: { ...at, fresh } }),
    ),
  });

  if (container === undefined) {
    plan.remade.add(name);
    const after = [...before, ...imageStep(plan, one)];
    const args = { kind: 'container', ...at };
    const create = planStep(`create:${name}:${number}`, 'create', resource, 'it is not there', {
      after,
      args,
    });
    return start('it is new', [plan.add(create), ...needs], true);
  }

  const image = imageStep(plan, one);
  const sharers = plan.desired.services.filter(({ shares }) => shares.includes(name));
  const causes = [
    ...containerCauses(plan, one, container),
    // Whoever shares its network can't wait and see: what it is told of is the new container or the old one.
    ...(image.length > 0 && sharers.length > 0 ? ['its image is brought anew'] : []),
  ];
  if (causes.length > 0 || (image.length > 0 && plan.request.recreate !== 'never')) {
    // Whether the image is another one is known when it is there: then its container is made anew, or stays.
    const maybe = causes.length === 0;
    if (!maybe) plan.remade.add(name);
    const cause = maybe ? 'where its image has changed' : causes.join(', ');
    const recreate = planStep(`recreate:${name}:${number}`, 'recreate', resource, cause, {
      // The old one serves until what the new one needs is ready.
      after: [...before, ...image, ...needs],
      destructive: true,
      args: { kind: 'container', ...at, old: container.id, wasRunning: isUp(container), maybe },
    });
    plan.atEnd.push(
      planStep(
        `discard:${name}:${number}`,
        'remove',
        `${resource}, the one before`,
        maybe ? 'where it was replaced' : 'it was replaced',
        {
          destructive: true,
          args: {
            kind: 'container',
            id: container.id,
            name: container.name,
            ...(maybe ? { replacedBy: recreate.id } : {}),
          },
        },
      ),
    );
    return start(maybe ? 'where it is new' : 'it is new', [plan.add(recreate)], true);
  }

  if (!rerun && isSettled(container, one)) return 'settled';
  if (!rerun && isUp(container)) return 'unsettled';
  const cause = rerun
    ? 'the data that it prepares is new'
    : (stopCause[container.state] ?? 'it does not run');
  return start(cause, [...before, ...needs], false);
}

/** A dependent that asked for it restarts with what it needs. */
function restartWithNeeds(
  plan: UpPlan,
  one: DesiredService,
  here: readonly ObservedContainer[],
): readonly string[] {
  const { name, replicas } = one;
  const moved = (service: string): boolean => plan.remade.has(service) || plan.restarted.has(service);
  const cause = one.needs.find(({ service, restart }) => restart && moved(service));
  if (cause === undefined || plan.request.dependencies === false) return [];
  const why = `${cause.service} was ${plan.remade.has(cause.service) ? 'made anew' : 'restarted'}`;
  const after = needSteps(plan, one.needs);
  return here
    .filter((container) => isUp(container) && container.number <= replicas)
    .map(({ number, name: containerAt }) => {
      plan.restarted.add(name);
      const resource = containerResource(name, number, replicas);
      const args = { service: name, number, name: containerAt };
      return plan.add(planStep(`restart:${name}:${number}`, 'restart', resource, why, { after, args }));
    });
}

function waitStep(plan: UpPlan, one: DesiredService, touched: readonly string[]): void {
  const { name, replicas, job } = one;
  const dependents = plan.desired.services.flatMap(({ needs }) =>
    needs.filter(({ service, condition }) => service === name && condition !== 'service_started'),
  );
  const tolerant = dependents.length > 0 && dependents.every(({ required }) => !required);
  const waiting = touched.length > 0 ? 'it must be ready' : 'it is not ready yet';
  const step = planStep(`wait:${name}`, 'wait', name, job ? 'it must complete' : waiting, {
    after: touched.length > 0 ? touched : needSteps(plan, one.needs),
    args: { service: name, replicas, job, tolerant },
  });
  plan.waited.set(name, plan.add(step));
}

/** Adds to a plan what must be done to the containers of one service. Those that it needs came before. */
export function reconcileService(plan: UpPlan, one: DesiredService, rerun: boolean): void {
  const { name, replicas } = one;
  const all = plan.observed.containers.filter(({ service }) => service === name);
  const here = all.filter(({ id }) => !plan.cleared.has(id));
  const before = [
    ...one.networks.map(({ key }) => `network:${key}`),
    ...one.volumes.map((key) => `volume:${key}`),
    ...one.shares.flatMap((other) => plan.started.get(other) ?? []),
  ];
  const touched: string[] = [];
  let unsettled = false;

  for (let number = 1; number <= replicas; number += 1) {
    const { container, leftovers } = chooseContainer(
      here.filter((each) => each.number === number),
      containerName(plan.desired, one, number),
    );
    const gone = leftovers.map((each) =>
      plan.add(removal(each, `container ${each.name}`, 'an interrupted update left it')),
    );
    const fate = reconcilePlace(plan, one, { number, before: [...before, ...gone], container, rerun });
    if (fate === 'unsettled') unsettled = true;
    else if (fate !== 'settled') touched.push(fate.step);
  }
  for (const each of here.filter(({ number }) => number > replicas)) {
    const cause = replicas === 1 ? 'only one is wanted' : `only ${replicas} are wanted`;
    plan.atEnd.push(removal(each, slot(name, each.number), cause));
  }
  if (touched.length === 0) touched.push(...restartWithNeeds(plan, one, here));
  plan.started.set(name, touched);
  if (touched.length > 0 || unsettled) waitStep(plan, one, touched);
}

/** The step that removes a container that is not wanted. */
export const removal = ({ id, name }: ObservedContainer, resource: string, cause: string) =>
  planStep(`remove:${name}`, 'remove', resource, cause, {
    destructive: true,
    args: { kind: 'container', id, name },
  });
