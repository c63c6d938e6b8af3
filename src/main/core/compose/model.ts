/**
 * The canonical compose model: what `docker compose config --format json` prints, as types. Every short
 * form is written out, every variable is replaced, every path is absolute. Durations are Go's strings
 * ("1m30s"), sizes are bytes as decimal strings, `null` means "named without settings".
 */
export interface ComposeModel {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, Network>>;
  readonly volumes: Readonly<Record<string, Volume>>;
  readonly secrets: Readonly<Record<string, FileObject>>;
  readonly configs: Readonly<Record<string, FileObject>>;
  /** Absent when no service uses one. */
  readonly models?: Readonly<Record<string, Model>> | undefined;
  /** Top-level `x-*` keys as they were written. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

export type StringMap = Readonly<Record<string, string>>;
/** A variable without a value in the file and in the shell stays `null`: it is not set. */
export type Environment = Readonly<Record<string, string | null>>;

export interface Service {
  readonly annotations?: StringMap | undefined;
  readonly attach?: boolean | undefined;
  readonly blkio_config?: Readonly<Record<string, unknown>> | undefined;
  readonly build?: Build | undefined;
  readonly cap_add?: readonly string[] | undefined;
  readonly cap_drop?: readonly string[] | undefined;
  readonly cgroup?: 'host' | 'private' | undefined;
  readonly cgroup_parent?: string | undefined;
  /** `null`: the image's own. */
  readonly command: readonly string[] | null;
  readonly configs?: readonly FileReference[] | undefined;
  readonly container_name?: string | undefined;
  readonly cpu_count?: number | undefined;
  readonly cpu_percent?: number | undefined;
  readonly cpu_period?: string | undefined;
  readonly cpu_quota?: string | undefined;
  readonly cpu_rt_period?: string | undefined;
  readonly cpu_rt_runtime?: string | undefined;
  readonly cpu_shares?: number | undefined;
  readonly cpus?: number | undefined;
  readonly cpuset?: string | undefined;
  readonly credential_spec?: Readonly<Record<string, string | undefined>> | undefined;
  readonly depends_on?: Readonly<Record<string, Dependency>> | undefined;
  readonly deploy?: Deploy | undefined;
  readonly develop?: Readonly<Record<string, unknown>> | undefined;
  readonly device_cgroup_rules?: readonly string[] | undefined;
  readonly devices?: readonly Device[] | undefined;
  readonly dns?: readonly string[] | undefined;
  readonly dns_opt?: readonly string[] | undefined;
  readonly dns_search?: readonly string[] | undefined;
  readonly domainname?: string | undefined;
  /** `null`: the image's own. */
  readonly entrypoint: readonly string[] | null;
  /** env_file and environment together, as the container gets them. */
  readonly environment?: Environment | undefined;
  readonly expose?: readonly string[] | undefined;
  readonly external_links?: readonly string[] | undefined;
  /** "name=address", as the engine takes them. */
  readonly extra_hosts?: readonly string[] | undefined;
  readonly gpus?: readonly DeviceRequest[] | undefined;
  readonly group_add?: readonly string[] | undefined;
  readonly healthcheck?: Healthcheck | undefined;
  readonly hostname?: string | undefined;
  readonly image?: string | undefined;
  readonly init?: boolean | undefined;
  readonly ipc?: string | undefined;
  readonly isolation?: string | undefined;
  readonly labels?: StringMap | undefined;
  readonly links?: readonly string[] | undefined;
  readonly logging?:
    | { readonly driver?: string | undefined; readonly options?: StringMap | undefined }
    | undefined;
  readonly mac_address?: string | undefined;
  readonly mem_limit?: string | undefined;
  readonly mem_reservation?: string | undefined;
  readonly mem_swappiness?: string | undefined;
  readonly memswap_limit?: string | undefined;
  readonly models?: Readonly<Record<string, Readonly<Record<string, string | undefined>> | null>> | undefined;
  readonly network_mode?: string | undefined;
  /** Absent with `network_mode`. */
  readonly networks?: Readonly<Record<string, NetworkAttachment | null>> | undefined;
  readonly oom_kill_disable?: boolean | undefined;
  readonly oom_score_adj?: number | undefined;
  readonly pid?: string | undefined;
  readonly pids_limit?: number | undefined;
  readonly platform?: string | undefined;
  readonly ports?: readonly Port[] | undefined;
  readonly post_start?: readonly Hook[] | undefined;
  readonly pre_start?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly pre_stop?: readonly Hook[] | undefined;
  readonly privileged?: boolean | undefined;
  readonly profiles?: readonly string[] | undefined;
  readonly provider?: Readonly<Record<string, unknown>> | undefined;
  readonly pull_policy?: string | undefined;
  readonly pull_refresh_after?: string | undefined;
  readonly read_only?: boolean | undefined;
  readonly restart?: string | undefined;
  readonly runtime?: string | undefined;
  readonly scale?: number | undefined;
  readonly secrets?: readonly FileReference[] | undefined;
  readonly security_opt?: readonly string[] | undefined;
  readonly shm_size?: string | undefined;
  readonly stdin_open?: boolean | undefined;
  readonly stop_grace_period?: string | undefined;
  readonly stop_signal?: string | undefined;
  readonly storage_opt?: StringMap | undefined;
  readonly sysctls?: StringMap | undefined;
  readonly tmpfs?: readonly string[] | undefined;
  readonly tty?: boolean | undefined;
  readonly ulimits?: Readonly<Record<string, Ulimit | number>> | undefined;
  readonly use_api_socket?: boolean | undefined;
  readonly user?: string | undefined;
  readonly userns_mode?: string | undefined;
  readonly uts?: string | undefined;
  readonly volumes?: readonly Mount[] | undefined;
  readonly volumes_from?: readonly string[] | undefined;
  readonly working_dir?: string | undefined;
  /** `x-*` keys as they were written. */
  readonly [extension: `x-${string}`]: unknown;
}

export interface Build {
  /** An absolute path or a remote address. */
  readonly context: string;
  readonly additional_contexts?: StringMap | undefined;
  readonly args?: Environment | undefined;
  readonly cache_from?: readonly string[] | undefined;
  readonly cache_to?: readonly string[] | undefined;
  readonly dockerfile?: string | undefined;
  readonly dockerfile_inline?: string | undefined;
  readonly entitlements?: readonly string[] | undefined;
  readonly extra_hosts?: readonly string[] | undefined;
  readonly isolation?: string | undefined;
  readonly labels?: StringMap | undefined;
  readonly network?: string | undefined;
  readonly no_cache?: boolean | undefined;
  readonly no_cache_filter?: readonly string[] | undefined;
  readonly platforms?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
  readonly provenance?: string | undefined;
  readonly pull?: boolean | undefined;
  readonly sbom?: string | undefined;
  readonly secrets?: readonly FileReference[] | undefined;
  readonly shm_size?: string | undefined;
  readonly ssh?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly ulimits?: Readonly<Record<string, Ulimit | number>> | undefined;
}

export type DependencyCondition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface Dependency {
  readonly condition: DependencyCondition;
  readonly required: boolean;
  readonly restart?: boolean | undefined;
}

export interface Resources {
  readonly cpus?: number | undefined;
  readonly memory?: string | undefined;
  readonly pids?: number | undefined;
  readonly devices?: readonly DeviceRequest[] | undefined;
  readonly generic_resources?: readonly unknown[] | undefined;
}

export interface Deploy {
  readonly mode?: string | undefined;
  readonly replicas?: number | undefined;
  readonly labels?: StringMap | undefined;
  readonly endpoint_mode?: string | undefined;
  readonly resources?:
    | { readonly limits?: Resources | undefined; readonly reservations?: Resources | undefined }
    | undefined;
  readonly restart_policy?:
    | {
        readonly condition?: string | undefined;
        readonly delay?: string | undefined;
        readonly max_attempts?: number | undefined;
        readonly window?: string | undefined;
      }
    | undefined;
  readonly placement?: Readonly<Record<string, unknown>> | undefined;
  readonly update_config?: Readonly<Record<string, unknown>> | undefined;
  readonly rollback_config?: Readonly<Record<string, unknown>> | undefined;
}

export interface Device {
  readonly source: string;
  readonly target?: string | undefined;
  readonly permissions?: string | undefined;
}

export interface DeviceRequest {
  readonly capabilities?: readonly string[] | undefined;
  readonly count?: number | undefined;
  readonly device_ids?: readonly string[] | undefined;
  readonly driver?: string | undefined;
  readonly options?: StringMap | undefined;
}

export interface FileReference {
  readonly source: string;
  readonly target?: string | undefined;
  readonly uid?: string | undefined;
  readonly gid?: string | undefined;
  /** Octal digits: "0440". */
  readonly mode?: string | undefined;
}

/** A top-level secret or config. */
export interface FileObject {
  readonly name: string;
  readonly file?: string | undefined;
  readonly environment?: string | undefined;
  readonly content?: string | undefined;
  readonly external?: boolean | undefined;
  readonly labels?: StringMap | undefined;
  readonly driver?: string | undefined;
  readonly driver_opts?: StringMap | undefined;
  readonly template_driver?: string | undefined;
}

export interface Healthcheck {
  readonly disable?: boolean | undefined;
  /** ["CMD", …], ["CMD-SHELL", "…"] or ["NONE"]. */
  readonly test?: readonly string[] | undefined;
  readonly interval?: string | undefined;
  readonly timeout?: string | undefined;
  readonly retries?: number | undefined;
  readonly start_period?: string | undefined;
  readonly start_interval?: string | undefined;
}

export interface Hook {
  readonly command: readonly string[];
  readonly user?: string | undefined;
  readonly privileged?: boolean | undefined;
  readonly working_dir?: string | undefined;
  readonly environment?: Environment | undefined;
}

export interface NetworkAttachment {
  readonly aliases?: readonly string[] | undefined;
  readonly driver_opts?: StringMap | undefined;
  readonly gw_priority?: number | undefined;
  readonly interface_name?: string | undefined;
  readonly ipv4_address?: string | undefined;
  readonly ipv6_address?: string | undefined;
  readonly link_local_ips?: readonly string[] | undefined;
  readonly mac_address?: string | undefined;
  readonly priority?: number | undefined;
}

export interface Port {
  readonly mode?: string | undefined;
  readonly name?: string | undefined;
  readonly app_protocol?: string | undefined;
  readonly host_ip?: string | undefined;
  /** The port inside the container. */
  readonly target: number;
  /** A port or a range as text; absent: the engine chooses. */
  readonly published?: string | undefined;
  readonly protocol: string;
}

export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs' | 'npipe' | 'cluster' | 'image';
  /** A volume's key, an absolute path or an image; absent for an anonymous volume or a tmpfs. */
  readonly source?: string | undefined;
  readonly target: string;
  readonly read_only?: boolean | undefined;
  readonly consistency?: string | undefined;
  readonly bind?:
    | {
        readonly propagation?: string | undefined;
        readonly create_host_path?: boolean | undefined;
        readonly recursive?: string | undefined;
        readonly selinux?: string | undefined;
      }
    | undefined;
  readonly volume?:
    | {
        readonly nocopy?: boolean | undefined;
        readonly subpath?: string | undefined;
        readonly labels?: StringMap | undefined;
      }
    | undefined;
  readonly tmpfs?: { readonly size?: string | undefined; readonly mode?: number | undefined } | undefined;
  readonly image?: { readonly subpath?: string | undefined } | undefined;
}

export interface Ulimit {
  readonly soft: number;
  readonly hard: number;
}

export interface IpamConfig {
  readonly subnet?: string | undefined;
  readonly gateway?: string | undefined;
  readonly ip_range?: string | undefined;
  readonly aux_addresses?: StringMap | undefined;
}

export interface Network {
  /** The name on the engine. */
  readonly name: string;
  readonly attachable?: boolean | undefined;
  readonly driver?: string | undefined;
  readonly driver_opts?: StringMap | undefined;
  readonly enable_ipv4?: boolean | undefined;
  readonly enable_ipv6?: boolean | undefined;
  readonly external?: boolean | undefined;
  readonly internal?: boolean | undefined;
  readonly ipam: {
    readonly driver?: string | undefined;
    readonly config?: readonly IpamConfig[] | undefined;
    readonly options?: StringMap | undefined;
  };
  readonly labels?: StringMap | undefined;
}

export interface Volume {
  /** The name on the engine. */
  readonly name: string;
  readonly driver?: string | undefined;
  readonly driver_opts?: StringMap | undefined;
  readonly external?: boolean | undefined;
  readonly labels?: StringMap | undefined;
}

/** A language model that services use. */
export interface Model {
  readonly name?: string | undefined;
  readonly model: string;
  readonly context_size?: number | undefined;
  readonly runtime_flags?: readonly string[] | undefined;
}
