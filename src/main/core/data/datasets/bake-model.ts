import type { ComposeModel, Dependency, Mount, Service } from '../../compose/model.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import type { BakePart } from './take-part.ts';
import { datasetVolumes } from './take-part.ts';

export interface BakeModelOptions {
  /** The environment's own stack, whose images are used. */
  readonly stack: Pick<DesiredStack, 'services'>;
  readonly part: BakePart;
  /** Jobs run only where the data is made from files; a snapshot brings its schema. */
  readonly jobs: boolean;
  /** Absolute path on the Docker host of a volume's folder. */
  readonly device: (volume: string) => string;
  /** What of a service is otherwise than in the compose files. */
  readonly change?: ((service: string) => Partial<Service> | undefined) | undefined;
}

/** What would reach out of the bake, come back by itself, or tie it to what is not here. */
const leftOut = {
  build: undefined,
  container_name: undefined,
  deploy: undefined,
  develop: undefined,
  external_links: undefined,
  extra_hosts: undefined,
  ipc: undefined,
  links: undefined,
  mac_address: undefined,
  network_mode: undefined,
  pid: undefined,
  ports: undefined,
  profiles: undefined,
  pull_policy: undefined,
  restart: undefined,
  scale: undefined,
  volumes_from: undefined,
} as const satisfies Partial<Service>;

/** A folder of the machine is read, never written: it may be the real environment's data. */
const bakeMount = (mount: Mount): Mount => (mount.type === 'bind' ? { ...mount, read_only: true } : mount);

function bakeService(
  service: Service,
  image: string,
  others: ReadonlySet<string>,
  change: Partial<Service> | undefined,
): Service {
  const aliases = Object.values(service.networks ?? {}).flatMap((attachment) => attachment?.aliases ?? []);
  const dependsOn = Object.entries(service.depends_on ?? {}).filter(([other]) => others.has(other));
  return {
    ...service,
    ...leftOut,
    image,
    networks: {
      default: {
        aliases: [...new Set([...aliases, ...(service.container_name ? [service.container_name] : [])])],
      },
    },
    depends_on: Object.fromEntries<Dependency>(dependsOn),
    volumes: service.volumes?.map(bakeMount),
    ...change,
  };
}

/**
 * The stack that makes a dataset: the services that take part, on one network without a way out, without
 * published ports, on volumes of their own in the pool. Pure.
 */
export function bakeModel(
  model: ComposeModel,
  { stack, part, jobs, device, change }: BakeModelOptions,
): ComposeModel {
  const idle = part.idle.map(({ service }) => service);
  const names = new Set([...part.stateful, ...(jobs ? part.jobs : []), ...idle]);
  const images = new Map(stack.services.map(({ name, image }) => [name, image]));
  const services = Object.entries(model.services).flatMap(([name, service]): [string, Service][] => {
    const image = images.get(name);
    return names.has(name) && image !== undefined
      ? [[name, bakeService(service, image, names, change?.(name))]]
      : [];
  });
  const volumes = datasetVolumes(stack).map((key) => [
    key,
    {
      name: `${model.name}_${key}`,
      driver: 'local',
      driver_opts: { type: 'none', o: 'bind', device: device(key) },
      labels: model.volumes[key]?.labels,
    },
  ]);
  return {
    ...model,
    services: Object.fromEntries(services),
    networks: { default: { name: `${model.name}_default`, internal: true, ipam: {} } },
    volumes: Object.fromEntries(volumes),
  };
}
