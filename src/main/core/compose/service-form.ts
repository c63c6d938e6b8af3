import { build } from './build-form.ts';
import { command } from './command-form.ts';
import { deploy } from './deploy-form.ts';
import { devices, gpus, ulimits } from './device-forms.ts';
import { envFiles } from './env-file-form.ts';
import { configReferences, secretReferences } from './file-form.ts';
import { type Form, kept, listOf, object, orNothing, refine } from './form.ts';
import { environment, extraHosts, labels, options, textList } from './map-forms.ts';
import type { Deploy, Service } from './model.ts';
import { mounts } from './mount-form.ts';
import { ports } from './port-form.ts';
import type { EnvFileRequest } from './read-env-files.ts';
import {
  byteSize,
  decimalNumber,
  duration,
  flag,
  patterned,
  text,
  textOrNumber,
  wholeNumber,
  word,
} from './scalar-forms.ts';
import {
  blkio,
  credentialSpec,
  dependsOn,
  develop,
  expose,
  healthcheck,
  hooks,
  logging,
  modelReferences,
  networks,
  preStartHooks,
  provider,
  pullPolicy,
  restart,
} from './service-forms.ts';
import { plainOf } from './yaml-node.ts';

/** A service as it is declared: its files of variables and labels are not read yet. */
export interface DeclaredService {
  readonly service: Service;
  readonly envFiles: readonly EnvFileRequest[];
  readonly labelFiles: readonly EnvFileRequest[];
}

const each = (item: string): string => item;
const containerName = patterned(
  /^[a-zA-Z0-9_.-]*$/,
  'A container name is letters, digits, "_", "." and "-".',
);
const ioNumber = { ...wholeNumber(0), omits: (value: number) => value === 0 };

/** Every key of a service in the Compose Specification. The order is the order of the output. */
const keys = object(
  {
    profiles: listOf(text, each),
    annotations: labels,
    attach: kept(flag),
    build,
    develop,
    blkio_config: blkio,
    cap_add: listOf(text, each),
    cap_drop: listOf(text, each),
    cgroup_parent: text,
    cgroup: word('host', 'private'),
    cpu_count: ioNumber,
    cpu_percent: decimalNumber,
    cpu_period: microseconds(),
    cpu_quota: microseconds(),
    cpu_rt_period: microseconds(),
    cpu_rt_runtime: microseconds(),
    cpus: decimalNumber,
    cpuset: text,
    cpu_shares: ioNumber,
    command,
    configs: configReferences,
    container_name: { ...containerName, omits: (value: string) => value === '' },
    credential_spec: credentialSpec,
    depends_on: dependsOn,
    deploy,
    device_cgroup_rules: listOf(text, each),
    devices,
    dns: textList,
    dns_opt: textList,
    dns_search: textList,
    domainname: text,
    entrypoint: command,
    environment,
    env_file: envFiles,
    expose,
    external_links: listOf(text, each),
    extra_hosts: extraHosts,
    gpus,
    group_add: listOf(textOrNumber, each),
    hostname: text,
    healthcheck,
    image: text,
    init: kept(flag),
    ipc: text,
    isolation: text,
    labels,
    label_file: envFiles,
    links: listOf(text, each),
    logging,
    mem_limit: byteSize,
    mem_reservation: byteSize,
    memswap_limit: byteSize,
    mem_swappiness: byteSize,
    mac_address: text,
    models: modelReferences,
    network_mode: text,
    networks,
    oom_kill_disable: flag,
    oom_score_adj: wholeNumber(-1000, 1000),
    pid: orNothing(text),
    pids_limit: wholeNumber(-1),
    platform: text,
    ports,
    pre_start: preStartHooks,
    post_start: hooks,
    pre_stop: hooks,
    privileged: flag,
    provider,
    pull_policy: pullPolicy,
    pull_refresh_after: text,
    read_only: flag,
    restart,
    runtime: text,
    scale: kept(wholeNumber(0)),
    secrets: secretReferences,
    security_opt: listOf(text, each),
    shm_size: byteSize,
    stdin_open: flag,
    stop_grace_period: duration,
    stop_signal: text,
    storage_opt: options,
    sysctls: labels,
    tmpfs: textList,
    tty: flag,
    ulimits,
    use_api_socket: flag,
    user: text,
    userns_mode: text,
    uts: text,
    volumes: mounts,
    volumes_from: listOf(text, each),
    working_dir: text,
  },
  { extensions: (_name, value) => plainOf(value) },
);

/** One service, without what is empty. */
export const service: Form<DeclaredService> = refine(
  keys,
  ({
    command: words = null,
    entrypoint = null,
    deploy: deployment,
    env_file: files = [],
    label_file: labelFiles = [],
    networks: attached,
    ...rest
  }) => ({
    service: {
      ...rest,
      command: words,
      entrypoint,
      ...(deployment === undefined ? {} : { deploy: scaled(deployment, rest.scale) }),
      ...(attached && Object.keys(attached).length > 0 ? { networks: attached } : {}),
    },
    envFiles: files,
    labelFiles,
  }),
);

/** `scale` is another word for the replicas of `deploy`. */
function scaled({ mode, replicas, ...rest }: Deploy, scale: number | undefined): Deploy {
  const count = replicas ?? scale;
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(count === undefined ? {} : { replicas: count }),
    ...rest,
  };
}

/** Microseconds, which compose does not take as a duration here. */
function microseconds(): Form<string> {
  return refine(
    wholeNumber(),
    (value) => String(value),
    (value) => value === '0',
  );
}
