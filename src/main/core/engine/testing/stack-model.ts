import type { ComposeModel, Service } from '../../compose/model.ts';
import { desireStack } from '../desire-stack.ts';
import type { DesiredStack } from '../desired.ts';
import { type StackIdentity, stackIdentity } from '../identity.ts';
import type { ObservedStack } from '../observed.ts';

export type PartialModel = Omit<Partial<ComposeModel>, 'services'> & {
  readonly services: Readonly<Record<string, Partial<Service>>>;
};

/** For tests: a model with what most of them do not care about filled in. */
export function stackModel({ services, ...rest }: PartialModel): ComposeModel {
  const name = rest.name ?? 'shop';
  return {
    networks: { default: { name: `${name}_default`, ipam: {} } },
    volumes: {},
    secrets: {},
    configs: {},
    extensions: {},
    ...rest,
    name,
    services: Object.fromEntries(
      Object.entries(services).map(([key, service]): [string, Service] => [
        key,
        {
          image: `${key}:1`,
          command: null,
          entrypoint: null,
          ...(service.network_mode === undefined ? { networks: { default: null } } : {}),
          ...service,
        },
      ]),
    ),
  };
}

export const testIdentity = (given: Partial<Omit<StackIdentity, 'composeProject'>> = {}): StackIdentity =>
  stackIdentity({
    project: 'shop',
    environment: 'dev',
    first: true,
    workingDir: '/src/shop',
    configFiles: ['/src/shop/compose.yaml'],
    ...given,
  });

/** For tests: what a partial model means on an engine. */
export const desireModel = (
  model: PartialModel,
  {
    api = '1.41',
    env = {},
    ...identity
  }: Partial<Omit<StackIdentity, 'composeProject'>> & {
    readonly api?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): DesiredStack =>
  desireStack(stackModel(model), {
    identity: testIdentity(identity),
    api,
    files: { env, contents: {} },
  });

/** For tests: an engine that has nothing of ours, but each image of a stack. */
export const emptyEngine = (desired?: DesiredStack): ObservedStack => ({
  at: 0,
  containers: [],
  networks: [],
  volumes: [],
  foreign: { containers: {}, networks: {}, volumes: {} },
  images: Object.fromEntries(
    (desired?.services ?? []).map(({ image }) => [image, { id: `sha256:${image}`, env: { PATH: '/bin' } }]),
  ),
  ports: {},
});
