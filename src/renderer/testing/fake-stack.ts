import type { PlannedStep } from '../../shared/model/operation.ts';
import type { ServiceState, StackAddress, StackService, StackStatus } from '../../shared/model/stack.ts';

const hex = (seed: string): string =>
  Array.from({ length: 64 }, (_, at) =>
    ((seed.charCodeAt(at % seed.length) * (at + 7) + at * 13) % 16).toString(16),
  ).join('');

const cause: Readonly<Record<ServiceState, string>> = {
  ready: 'healthy',
  starting: 'waiting to be healthy',
  unhealthy: 'its healthcheck fails',
  failed: 'ended with 137',
  stopped: 'ended with 0',
  absent: 'no container',
};

const containerState: Readonly<Record<ServiceState, string>> = {
  ready: 'running',
  starting: 'running',
  unhealthy: 'running',
  failed: 'exited',
  stopped: 'exited',
  absent: '',
};

/** A service in a state, as the core would tell it. */
export function fakeService(
  name: string,
  image: string,
  state: ServiceState,
  addresses: readonly StackAddress[] = [],
  why = cause[state],
): StackService {
  const id = hex(name);
  return {
    name,
    state,
    cause: why,
    orphan: false,
    image,
    imageId: `sha256:${hex(image)}`,
    containers:
      state === 'absent'
        ? []
        : [
            {
              id,
              name: `shop-dev-${name}-1`,
              number: 1,
              state: why === 'done' ? 'exited' : containerState[state],
              health: state === 'ready' ? 'healthy' : state === 'starting' ? 'starting' : 'none',
              ...(state === 'failed' && { exitCode: 137 }),
            },
          ],
    addresses: state === 'absent' ? [] : addresses,
  };
}

const web = (port: number, target: number): StackAddress => ({
  target,
  protocol: 'tcp',
  host: 'localhost',
  port,
  url: `http://localhost:${port}/`,
});

const named = (services: readonly StackService[], volumes: readonly string[]): StackStatus => ({
  environment: 'dev',
  host: 'default',
  composeProject: 'shop-dev',
  services,
  volumes,
});

/** A stack with a service in every state. */
export const fakeMixedStack: StackStatus = named(
  [
    fakeService('web', 'shop-web', 'ready', [web(8080, 80)]),
    fakeService('api', 'shop-api', 'ready', [web(8081, 8000)]),
    fakeService('worker', 'shop-worker', 'failed'),
    fakeService('db', 'postgres:17.4', 'ready', [
      { target: 5432, protocol: 'tcp', host: 'localhost', port: 5432 },
    ]),
    fakeService('cache', 'valkey/valkey:8.1', 'starting'),
    fakeService('migrate', 'shop-api', 'ready', [], 'done'),
    fakeService('payments', 'shop-payments', 'unhealthy'),
    fakeService('mail', 'shop-mail', 'stopped'),
    fakeService('docs', 'nginx:1.27', 'absent'),
  ],
  ['db-data', 'cache-data'],
);

/** The same before anything was brought up. */
export const fakeAbsentStack: StackStatus = named(
  fakeMixedStack.services.map(({ name, image = '' }) => fakeService(name, image, 'absent')),
  [],
);

/** The same as it should be. */
export const fakeReadyStack: StackStatus = named(
  fakeMixedStack.services.map((service) =>
    service.state === 'ready'
      ? service
      : fakeService(service.name, service.image ?? '', 'ready', service.addresses),
  ),
  ['db-data', 'cache-data'],
);

const step = (verb: string, resource: string, why: string, destructive = false): PlannedStep => ({
  id: `${verb} ${resource}`,
  after: [],
  verb,
  resource,
  cause: why,
  weight: 1,
  destructive,
  args: {},
});

/** What an `up` would do to the mixed stack, or to some of its services. */
export const fakeUpSteps = (services: readonly string[] | undefined): readonly PlannedStep[] =>
  services
    ? services.flatMap((name) => [
        step('recreate', name, 'asked for', true),
        step('start', name, 'it is new'),
        step('wait', name, 'it must be ready'),
      ])
    : [
        step('pull', 'nginx:1.27', 'the image is not on this host'),
        step('build', 'shop-worker', 'the files it is built from changed'),
        step('create', 'network shop-dev_docs', 'it is not there'),
        step('recreate', 'worker', 'image digest changed', true),
        step('start', 'worker', 'it is new'),
        step('wait', 'worker', 'it must be ready'),
        step('start', 'mail', 'it is stopped'),
        step('create', 'docs', 'it is not there'),
        step('start', 'docs', 'it is new'),
      ];

/** What a `down` would do to it. */
export const fakeDownSteps = (volumes: boolean): readonly PlannedStep[] => [
  ...fakeMixedStack.services
    .filter(({ containers }) => containers.length > 0)
    .flatMap(({ name, state }) => [
      ...(state === 'ready' ? [step('stop', name, 'asked for')] : []),
      step('remove', name, 'asked for', true),
    ]),
  step('remove', 'network shop-dev_default', 'asked for', true),
  ...(volumes
    ? fakeMixedStack.volumes.map((key) => step('remove', `volume shop-dev_${key}`, 'asked for', true))
    : []),
];

export const fakeConfig = `{
  "name": "shop-dev",
  "services": {
    "api": {
      "command": null,
      "depends_on": { "db": { "condition": "service_healthy", "required": true } },
      "environment": { "DATABASE_URL": "postgres://shop@db/shop", "MAIL_FROM": "shop@example.test" },
      "image": "shop-api",
      "networks": { "default": null },
      "ports": [{ "mode": "ingress", "target": 8000, "published": "8081", "protocol": "tcp" }]
    },
    "db": {
      "image": "postgres:17.4",
      "volumes": [{ "type": "volume", "source": "db-data", "target": "/var/lib/postgresql/data" }]
    }
  },
  "volumes": { "db-data": { "name": "shop-dev_db-data" } }
}`;
