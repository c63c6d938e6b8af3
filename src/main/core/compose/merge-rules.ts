/**
 * How a value is merged with what the files before said, where it isn't the ordinary way (maps by key,
 * lists appended, anything else replaced).
 */
export type MergeRule =
  /** Taken whole, even when it is empty. */
  | 'replace'
  /** `K=V` lists and maps are one thing: merged by key. */
  | 'by-key'
  /** A name or a list of names: one list. */
  | 'append'
  /** Hosts may have several addresses: what is new is appended. */
  | 'hosts'
  /** A list of names is a map of names without settings. */
  | 'names'
  /** As `names`, each started and required. */
  | 'dependencies'
  /** A path is a map with a context. */
  | 'build'
  /** Merged unless the driver is another one. */
  | 'logging'
  /** By subnet. */
  | 'pools';

/** The rules of a place in the model and of what is below it. */
export interface MergeRules {
  readonly rule?: MergeRule;
  readonly keys?: Readonly<Record<string, MergeRules>>;
  /** Below every key that the user named. */
  readonly each?: MergeRules;
}

const replace: MergeRules = { rule: 'replace' };
const byKey: MergeRules = { rule: 'by-key' };
const append: MergeRules = { rule: 'append' };

const service: MergeRules = {
  keys: {
    annotations: byKey,
    build: {
      rule: 'build',
      keys: {
        additional_contexts: byKey,
        args: byKey,
        extra_hosts: { rule: 'hosts' },
        labels: byKey,
        ssh: byKey,
        ulimits: { each: replace },
      },
    },
    command: replace,
    depends_on: { rule: 'dependencies' },
    deploy: { keys: { labels: byKey } },
    dns: append,
    dns_opt: append,
    dns_search: append,
    entrypoint: replace,
    env_file: append,
    environment: byKey,
    extra_hosts: { rule: 'hosts' },
    healthcheck: { keys: { test: replace } },
    label_file: append,
    labels: byKey,
    logging: { rule: 'logging' },
    models: { rule: 'names' },
    networks: { rule: 'names' },
    sysctls: byKey,
    tmpfs: append,
    ulimits: { each: replace },
  },
};

/** The rules of one service, for `extends`. */
export const serviceRules: MergeRules = service;

/** The rules of a whole compose file. */
export const fileRules: MergeRules = {
  keys: {
    networks: { each: { keys: { ipam: { keys: { config: { rule: 'pools' } } }, labels: byKey } } },
    services: { each: service },
    volumes: { each: { keys: { labels: byKey } } },
    secrets: { each: { keys: { labels: byKey } } },
    configs: { each: { keys: { labels: byKey } } },
  },
};
