import type { Service } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';
import { containerMounts } from './container-mounts.ts';
import { containerEndpoints, type Endpoint, exposedPorts, portBindings } from './container-networking.ts';
import type { ContainerFile } from './desire-files.ts';
import { containerName } from './desire-stack.ts';
import type { DesiredService, DesiredStack } from './desired.ts';
import { hostResources } from './host-resources.ts';
import { backlotLabels, composeLabels, identityLabels } from './labels.ts';
import { parseDuration } from './parse-duration.ts';
import { seccompPath } from './read-stack-files.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What is known of one container only when it is made. */
export interface Instance {
  /** Counted from 1. */
  readonly number: number;
  /** Published ports that are not those declared, by `portKey`. */
  readonly ports: Readonly<Record<string, number>>;
  /** Id of the image behind the service's reference. */
  readonly imageId: string;
  /** Ids of the containers of the services that it shares something with. */
  readonly containers: Readonly<Record<string, string>>;
  /** The operation that makes it. */
  readonly operation: string;
  /** Id of the container that it takes the place of. */
  readonly replaces?: string | undefined;
}

/** A container as the engine takes it. */
export interface ContainerSpec {
  readonly name: string;
  readonly platform: string | undefined;
  readonly body: Settings;
  /** Networks that it is attached to once it is made. */
  readonly attach: readonly Endpoint[];
  /** What is copied in before it starts. */
  readonly files: readonly ContainerFile[];
}

const nanoseconds = (duration: string | undefined): number | undefined => {
  const ms = duration === undefined ? undefined : parseDuration(duration);
  return ms === undefined ? undefined : Math.round(ms * 1e6);
};

function healthcheck({ healthcheck: check }: Service, api: string): Settings | undefined {
  if (check === undefined) return undefined;
  if (check.disable) return { Test: ['NONE'] };
  const { test, interval, timeout, retries, start_period, start_interval } = check;
  return {
    Test: test,
    Interval: nanoseconds(interval),
    Timeout: nanoseconds(timeout),
    Retries: retries,
    StartPeriod: nanoseconds(start_period),
    StartInterval: compareApi(api, '1.44') < 0 ? undefined : nanoseconds(start_interval),
  };
}

function restartPolicy({ restart, deploy }: Service): Settings {
  if (restart !== undefined) {
    const [name = 'no', retries] = restart.split(':');
    return { Name: name, MaximumRetryCount: retries === undefined ? 0 : Number(retries) };
  }
  const policy = deploy?.restart_policy;
  if (policy === undefined) return { Name: 'no', MaximumRetryCount: 0 };
  const names: Readonly<Record<string, string>> = { none: 'no', any: 'always', 'on-failure': 'on-failure' };
  const name = names[policy.condition ?? 'any'] ?? 'always';
  return { Name: name, MaximumRetryCount: name === 'on-failure' ? (policy.max_attempts ?? 0) : 0 };
}

function securityOptions({ security_opt }: Service, contents: Readonly<Record<string, string>>): Settings {
  if (security_opt === undefined) return {};
  const kept = security_opt.filter((option) => option !== 'systempaths=unconfined');
  return {
    SecurityOpt: kept.map((option) => {
      const path = seccompPath(option);
      const content = path === undefined ? undefined : contents[path];
      return content === undefined
        ? option.replace(/^(seccomp|apparmor|label):/, '$1=')
        : `seccomp=${content}`;
    }),
    ...(kept.length < security_opt.length ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
  };
}

/** "service:web" as the container behind it; any other mode as it is. */
const namespace = (mode: string | undefined, containers: Instance['containers']): string | undefined => {
  if (!mode?.startsWith('service:')) return mode;
  return `container:${containers[mode.slice('service:'.length)] ?? mode.slice('service:'.length)}`;
};

const volumesFrom = (list: Service['volumes_from'], containers: Instance['containers']) =>
  list?.map((entry) => {
    if (entry.startsWith('container:')) return entry.slice('container:'.length);
    const [service = '', ...rest] = entry.split(':');
    return [containers[service] ?? service, ...rest].join(':');
  });

function labelsOf(
  stack: DesiredStack,
  desired: DesiredService,
  instance: Instance,
): Readonly<Record<string, string>> {
  const { identity } = stack;
  const depends = desired.needs
    .map(({ service, condition, restart }) => `${service}:${condition}:${restart}`)
    .join(',');
  return {
    ...desired.service.labels,
    ...identityLabels(identity),
    [composeLabels.service]: desired.name,
    [composeLabels.number]: String(instance.number),
    [composeLabels.oneOff]: 'False',
    [composeLabels.configHash]: desired.hash,
    [composeLabels.dependsOn]: depends,
    [composeLabels.image]: instance.imageId,
    [composeLabels.configFiles]: identity.configFiles.join(','),
    [composeLabels.workingDir]: identity.workingDir,
    [backlotLabels.model]: stack.fingerprint,
    [backlotLabels.parts]: JSON.stringify(desired.parts),
    [backlotLabels.operation]: instance.operation,
    ...(Object.keys(instance.ports).length > 0
      ? { [backlotLabels.ports]: JSON.stringify(instance.ports) }
      : {}),
    ...(instance.replaces === undefined ? {} : { [backlotLabels.replaces]: instance.replaces }),
  };
}

function hostConfig(
  stack: DesiredStack,
  { service }: DesiredService,
  instance: Instance,
  first: Endpoint | undefined,
): Settings {
  const { containers, ports } = instance;
  return {
    NetworkMode: namespace(service.network_mode, containers) ?? first?.network ?? 'none',
    PortBindings: portBindings(service, ports),
    RestartPolicy: restartPolicy(service),
    PidMode: namespace(service.pid, containers),
    IpcMode: namespace(service.ipc, containers),
    UTSMode: service.uts,
    UsernsMode: service.userns_mode,
    CgroupnsMode: service.cgroup,
    Isolation: service.isolation,
    Runtime: service.runtime,
    CapAdd: service.cap_add,
    CapDrop: service.cap_drop,
    Privileged: service.privileged,
    ReadonlyRootfs: service.read_only,
    Init: service.init,
    ShmSize: service.shm_size === undefined ? undefined : Number(service.shm_size),
    StorageOpt: service.storage_opt,
    Sysctls: service.sysctls,
    GroupAdd: service.group_add,
    Dns: service.dns,
    DnsOptions: service.dns_opt,
    DnsSearch: service.dns_search,
    ExtraHosts: service.extra_hosts?.map((entry) => entry.replace('=', ':')),
    LogConfig: service.logging && {
      Type: service.logging.driver ?? '',
      Config: service.logging.options ?? {},
    },
    VolumesFrom: volumesFrom(service.volumes_from, containers),
    Annotations: compareApi(stack.api, '1.43') < 0 ? undefined : service.annotations,
    ...securityOptions(service, stack.files.contents),
    ...hostResources(service),
  };
}

/** Leaves out what is undefined, so that a specification reads as what is asked for. */
const compact = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/** One container of a service as the engine takes it. Pure. @throws BacklotError `unsupported`. */
export function containerSpec(
  stack: DesiredStack,
  desired: DesiredService,
  instance: Instance,
): ContainerSpec {
  const { service } = desired;
  const { api } = stack;
  const name = containerName(stack, desired, instance.number);
  const endpoints = containerEndpoints(stack, desired, name);
  const { Binds, Mounts, Tmpfs, files } = containerMounts(stack, desired);
  // Before API 1.44 a container is made with one network; the others are attached afterwards.
  const made = compareApi(api, '1.44') < 0 ? endpoints.slice(0, 1) : endpoints;
  const environment = Object.entries(service.environment ?? {});
  const check = healthcheck(service, api);
  return {
    name,
    platform: service.platform,
    files,
    attach: endpoints.slice(made.length),
    body: compact({
      Image: desired.image,
      Hostname: service.hostname,
      Domainname: service.domainname,
      User: service.user,
      Tty: service.tty ?? false,
      OpenStdin: service.stdin_open ?? false,
      Env: environment.flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`])),
      Cmd: service.command ?? undefined,
      Entrypoint: service.entrypoint ?? undefined,
      WorkingDir: service.working_dir,
      ExposedPorts: exposedPorts(service),
      Healthcheck: check && compact(check),
      Labels: labelsOf(stack, desired, instance),
      StopSignal: service.stop_signal,
      StopTimeout:
        service.stop_grace_period === undefined ? undefined : Math.ceil(desired.stopGraceMs / 1000),
      MacAddress: compareApi(api, '1.44') < 0 ? service.mac_address : undefined,
      HostConfig: compact({
        ...hostConfig(stack, desired, instance, endpoints[0]),
        ...(Binds.length > 0 ? { Binds } : {}),
        ...(Mounts.length > 0 ? { Mounts } : {}),
        ...(Object.keys(Tmpfs).length > 0 ? { Tmpfs } : {}),
      }),
      NetworkingConfig: {
        EndpointsConfig: Object.fromEntries(made.map(({ network, config }) => [network, config])),
      },
    }),
  };
}
