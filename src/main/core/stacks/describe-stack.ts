import { guardService } from '../../../shared/model/isolation.ts';
import type { StackAddress, StackContainer, StackService, StackStatus } from '../../../shared/model/stack.ts';
import type { DesiredStack } from '../engine/desired.ts';
import type { StackIdentity } from '../engine/identity.ts';
import type { ObservedContainer, ObservedStack } from '../engine/observed.ts';
import { guardedAddresses } from '../isolation/guarded-addresses.ts';

/** What one look shows, with the addresses of each container by its id. */
export interface StackSight {
  readonly identity: StackIdentity;
  readonly host: string;
  /** Absent where the compose files can't be read: then only what runs is told. */
  readonly desired?: DesiredStack | undefined;
  readonly observed: ObservedStack;
  readonly addresses: ReadonlyMap<string, readonly StackAddress[]>;
}

type Condition = Pick<StackService, 'state' | 'cause'>;

/** Worst first: a service is what its worst container is. */
const order: readonly StackService['state'][] = [
  'failed',
  'unhealthy',
  'starting',
  'stopped',
  'ready',
  'absent',
];

function judge({ state, health, exitCode }: ObservedContainer): Condition {
  switch (state) {
    case 'running':
      if (health === 'healthy') return { state: 'ready', cause: 'healthy' };
      if (health === 'unhealthy') return { state: 'unhealthy', cause: 'its healthcheck fails' };
      if (health === 'starting') return { state: 'starting', cause: 'waiting to be healthy' };
      return { state: 'ready', cause: 'running' };
    case 'restarting':
      return {
        state: 'failed',
        cause: exitCode === undefined ? 'restarts again and again' : `restarts after ${exitCode}`,
      };
    case 'created':
      return { state: 'starting', cause: 'created, not started' };
    case 'paused':
      return { state: 'stopped', cause: 'paused' };
    case 'exited':
      if (exitCode === 0) return { state: 'stopped', cause: 'ended with 0' };
      return { state: 'failed', cause: `ended with ${exitCode ?? 'an unknown code'}` };
    default:
      return { state: 'failed', cause: state };
  }
}

function conditionOf(containers: readonly ObservedContainer[], job: boolean): Condition {
  if (containers.length === 0) return { state: 'absent', cause: 'no container' };
  const conditions = containers.map((one): Condition => {
    const found = judge(one);
    return job && one.state === 'exited' && one.exitCode === 0 ? { state: 'ready', cause: 'done' } : found;
  });
  return (
    conditions.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0] ?? {
      state: 'absent',
      cause: 'no container',
    }
  );
}

const toContainer = ({ id, name, number, state, health, exitCode }: ObservedContainer): StackContainer => ({
  id,
  name,
  number,
  state,
  health,
  ...(exitCode === undefined ? {} : { exitCode }),
});

/** A stack as people look at it: its services in the order of the compose files, then orphans. Pure. */
export function describeStack({ identity, host, desired, observed, addresses }: StackSight): StackStatus {
  const declared = new Map(desired?.services.map((one) => [one.name, one]));
  const present = new Set(observed.containers.map(({ service }) => service));
  const guarded = guardedAddresses(
    desired,
    observed.containers
      .filter(({ service }) => service === guardService)
      .flatMap(({ id }) => addresses.get(id) ?? []),
  );
  const names = [...new Set([...declared.keys(), ...[...present].toSorted()])];
  return {
    environment: identity.environment,
    host,
    composeProject: identity.composeProject,
    volumes: observed.volumes.map(({ key }) => key),
    services: names.map((name): StackService => {
      const own = observed.containers.filter(({ service }) => service === name);
      const containers = own.toSorted((a, b) => a.number - b.number);
      const [first] = containers;
      const image = declared.get(name)?.image;
      return {
        name,
        ...conditionOf(containers, declared.get(name)?.job === true),
        orphan: desired !== undefined && !declared.has(name),
        ...(image === undefined ? {} : { image }),
        ...(first === undefined ? {} : { imageId: first.imageId }),
        containers: containers.map(toContainer),
        addresses: [
          ...(name === guardService ? [] : containers.flatMap(({ id }) => addresses.get(id) ?? [])),
          ...guarded.flatMap(({ service, address }) => (service === name ? [address] : [])),
        ],
      };
    }),
  };
}
