import type { DomainHandlers } from '../../shared/contract/define.ts';
import { stackStatus, type stacks } from '../../shared/contract/stacks.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { OperationWithSteps, PlannedStep } from '../../shared/model/operation.ts';
import type { ServiceState, StackStatus } from '../../shared/model/stack.ts';
import {
  fakeAbsentStack,
  fakeConfig,
  fakeDownSteps,
  fakeReadyStack,
  fakeService,
  fakeUpSteps,
} from './fake-stack.ts';
import { fakeTopic } from './fake-topic.ts';

const farAway = (host: string): BacklotError =>
  new BacklotError('docker-context-unknown', `There is no Docker context "${host}" on this machine.`, {
    hint: `To add it: docker context create ${host} --docker host=…`,
  });

const wire = (steps: readonly PlannedStep[]) => steps.map((one) => ({ ...one, after: [...one.after] }));

export interface FakeStacks {
  readonly handlers: DomainHandlers<typeof stacks>;
  readonly status: () => StackStatus;
}

/** A stack of `dev` with a memory; every other environment is on a host that this machine does not know. */
export function fakeStacks(
  first: StackStatus,
  startOperation: (operation: Pick<OperationWithSteps, 'kind' | 'title' | 'steps'>) => string,
): FakeStacks {
  let status = first;
  const changed = fakeTopic<StackStatus>();
  const set = (next: StackStatus): void => {
    status = next;
    changed.send(next);
  };
  const check = (environment: string): void => {
    if (environment !== 'dev') throw farAway('shared');
  };
  const turn = (services: readonly string[] | undefined, state: ServiceState): void =>
    set({
      ...status,
      services: status.services.map((service) =>
        services && !services.includes(service.name)
          ? service
          : fakeService(service.name, service.image ?? '', state, service.addresses),
      ),
    });
  const start = (kind: string, title: string, steps: readonly PlannedStep[] = []) => ({
    operation: startOperation({
      kind,
      title,
      steps: steps.map((one) => ({ ...one, state: 'pending' })),
    }),
  });

  return {
    status: () => status,
    handlers: {
      planUp: ({ environment, services }) => {
        check(environment);
        const ready = status.services.every(({ state }) => state === 'ready') && !services;
        return {
          title: ready ? 'Nothing to do: dev of shop is as wanted' : 'Bring up dev of shop',
          notes: ready
            ? []
            : [
                {
                  level: 'note' as const,
                  resource: 'web',
                  text: 'port 80 is taken by nginx (pid 812): 8080 is used instead',
                },
                {
                  level: 'warning' as const,
                  resource: 'api',
                  text: 'device_cgroup_rules is not supported by this engine and is left out',
                },
              ],
          steps: ready ? [] : wire(fakeUpSteps(services)),
          hash: '',
          text: '',
        };
      },
      planDown: ({ environment, volumes }) => {
        check(environment);
        const there = status.services.some(({ containers }) => containers.length > 0);
        return {
          title: 'Take down dev of shop',
          notes: [],
          steps: there ? wire(fakeDownSteps(volumes === true)) : [],
          hash: '',
          text: '',
        };
      },
      up: ({ services }) => {
        if (services) turn(services, 'starting');
        else set(fakeReadyStack);
        return start('up', 'Bring up dev', fakeUpSteps(services));
      },
      down: ({ volumes }) => {
        set({ ...fakeAbsentStack, volumes: volumes ? [] : status.volumes });
        return start('down', 'Take down dev', fakeDownSteps(volumes === true));
      },
      stop: ({ services }) => {
        turn(services, 'stopped');
        return start('stop', 'Stop dev');
      },
      restart: ({ services }) => {
        turn(services, 'starting');
        return start('restart', 'Restart dev');
      },
      show: ({ environment }) => {
        check(environment);
        return stackStatus.parse(status);
      },
      status: async function* ({ environment }, { signal }) {
        check(environment);
        for await (const { cursor, value } of changed.follow([status], signal))
          yield { cursor, value: stackStatus.parse(value) };
      },
      config: () => ({
        json: fakeConfig,
        warnings: [],
        files: ['/home/mia/code/shop/compose.yaml', '/home/mia/code/shop/compose.production.yaml'],
      }),
    },
  };
}
