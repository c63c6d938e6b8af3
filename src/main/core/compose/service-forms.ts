import { command } from './command-form.ts';
import {
  type Form,
  kept,
  listOf,
  mapOf,
  object,
  oneOf,
  orNothing,
  orNull,
  refine,
  tellValue,
} from './form.ts';
import { hookEnvironment, options, textList } from './map-forms.ts';
import type { Dependency, Healthcheck, Hook, NetworkAttachment } from './model.ts';
import {
  anyText,
  byteSize,
  duration,
  flag,
  path,
  patterned,
  text,
  textOrNumber,
  wholeNumber,
  word,
} from './scalar-forms.ts';
import { type Node, plainOf } from './yaml-node.ts';

const condition = word('service_started', 'service_healthy', 'service_completed_successfully');

const dependency: Form<Dependency> = refine(
  object({ condition, restart: flag, required: kept(flag) }, { required: ['condition'] }),
  ({ condition: wanted = 'service_started', restart, required = true }) => ({
    condition: wanted,
    ...(restart === undefined ? {} : { restart }),
    required,
  }),
);

const started: Dependency = { condition: 'service_started', required: true };

/** Names in a list as keys, each with the same value. */
function names<T>(value: T): Form<Readonly<Record<string, T>>> {
  return refine(
    listOf(text, (item) => item),
    (items) => Object.fromEntries([...items].sort().map((item) => [item, value])),
    (map) => Object.keys(map).length === 0,
  );
}

/** What a service waits for. */
export const dependsOn: Form<Readonly<Record<string, Dependency>>> = oneOf(
  names(started),
  mapOf(dependency, true),
);

const testForm: Form<readonly string[]> = oneOf(
  refine(text, (line) => ['CMD-SHELL', line]),
  refine(
    listOf(text),
    (words, node, at, to) => {
      const [first] = words;
      if (first === undefined || ['CMD', 'CMD-SHELL', 'NONE'].includes(first)) return words;
      tellValue(
        node,
        at,
        to,
        `a list must start with "CMD", "CMD-SHELL" or "NONE", not ${JSON.stringify(first)}.`,
        `Write [CMD, ${first}, …], or the whole test as one text.`,
      );
      return undefined;
    },
    (words) => words.length === 0,
  ),
);

export const healthcheck: Form<Healthcheck> = object({
  test: testForm,
  timeout: duration,
  interval: duration,
  retries: kept(wholeNumber(0)),
  start_period: duration,
  start_interval: duration,
  disable: flag,
});

const hookShape = {
  command,
  user: text,
  privileged: flag,
  working_dir: text,
  environment: hookEnvironment,
};

/** Commands run in a container that has started or is about to stop. */
export const hooks: Form<readonly Hook[]> = listOf(
  refine(object(hookShape, { required: ['command'] }), ({ command: words, ...rest }) => ({
    command: words ?? [],
    ...rest,
  })),
);

/** Commands run before a service, in a container of their own. */
export const preStartHooks = listOf(object({ ...hookShape, image: text, per_replica: flag }));

const attachment: Form<NetworkAttachment> = object({
  priority: wholeNumber(),
  gw_priority: wholeNumber(),
  interface_name: text,
  aliases: listOf(text, (item) => item),
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: listOf(text, (item) => item),
  mac_address: text,
  driver_opts: options,
});

/** The networks of a service. */
export const networks: Form<Readonly<Record<string, NetworkAttachment | null>>> = oneOf(
  names<NetworkAttachment | null>(null),
  mapOf<NetworkAttachment | null>({ ...orNull(attachment), omits: () => false }, true),
);

/** Models of a service, each with the variables that carry its address. */
export const modelReferences = oneOf(
  names<Readonly<Record<string, string | undefined>> | null>(null),
  mapOf(
    orNull<Readonly<Record<string, string | undefined>>>(object({ endpoint_var: text, model_var: text })),
    true,
  ),
);

export const logging = object({ driver: text, options });

const rate = object({ path: text, rate: byteSize }, { required: ['path', 'rate'] });
const weight = object({ path: text, weight: wholeNumber(0, 1000) }, { required: ['path', 'weight'] });

export const blkio = object({
  weight: wholeNumber(0, 1000),
  weight_device: listOf(weight),
  device_read_bps: listOf(rate),
  device_read_iops: listOf(rate),
  device_write_bps: listOf(rate),
  device_write_iops: listOf(rate),
});

export const develop = orNothing(
  object({
    watch: listOf(
      object(
        {
          path,
          action: word('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
          target: text,
          exec: object(hookShape),
          include: textList,
          ignore: textList,
          initial_sync: flag,
        },
        { required: ['path', 'action'] },
      ),
    ),
  }),
);

export const credentialSpec = object({ config: text, file: text, registry: text });

/** Anything, as it is written. */
export const asWritten: Form<Readonly<Record<string, unknown>>> = mapOf({
  words: 'a value',
  fits: () => true,
  read: (node: Node) => plainOf(node),
  omits: () => false,
});

export const provider = object({ type: anyText, options: asWritten }, { required: ['type'] });

export const restart: Form<string> = {
  ...patterned(
    /^(|no|always|unless-stopped|on-failure(:\d+)?)$/,
    'It is no, always, unless-stopped or on-failure[:times].',
  ),
  omits: (value) => value === '',
};

export const pullPolicy: Form<string> = refine(
  patterned(
    /^(always|never|build|if_not_present|missing|refresh|daily|weekly|every_(\d+[wdhms])+)$/,
    'It is always, missing, never, build, daily, weekly or every_<duration>.',
  ),
  (policy) => (policy === 'if_not_present' ? 'missing' : policy),
);

export const expose: Form<readonly string[]> = listOf(
  refine(textOrNumber, (port, node, at, to) => {
    if (/^\d{1,5}(-\d{1,5})?(\/[a-z]+)?$/i.test(port)) return port;
    tellValue(node, at, to, 'is not a port.', 'Write a port of the container, or a range.');
    return undefined;
  }),
  (port) => port,
);
