import { BacklotError } from '../../../shared/errors.ts';
import { type GuardConfig, guardService } from '../../../shared/model/isolation.ts';
import type { ComposeModel, Environment, NetworkAttachment, Service } from '../compose/model.ts';
import { closeService } from './close-service.ts';
import {
  guardAddress,
  guardVariables,
  guardVolume,
  outsideNetwork,
  proxyPort,
  stubsConfig,
  stubsPath,
  trustVolume,
} from './guard-names.ts';
import { moveToGuard } from './guard-ports.ts';
import { isolateNetwork } from './isolate-networks.ts';
import type { GuardImage, IsolationRules } from './isolation-rules.ts';
import { openDoors } from './open-doors.ts';
import { settleSandboxes } from './settle-sandboxes.ts';
import { trustFolder, trustPaths, trustVariables } from './trust-variables.ts';

export interface IsolateOptions {
  readonly rules: IsolationRules;
  readonly image: GuardImage;
  /** The name that containers are called after. */
  readonly composeProject: string;
}

/** On networks of its own, so that a guard can stand before it. */
const isAttached = ({ network_mode }: Service): boolean => network_mode === undefined;

/** Variables that HTTP clients look for; both cases, as they are not of one mind. */
function proxyVariables(direct: readonly string[]): Environment {
  const proxy = `http://${guardService}:${proxyPort}`;
  const none = ['localhost', '127.0.0.1', '::1', ...direct].join(',');
  return {
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NO_PROXY: none,
    http_proxy: proxy,
    https_proxy: proxy,
    no_proxy: none,
  };
}

/** Names by which services call each other. */
const namesOf = (services: ComposeModel['services'], composeProject: string): readonly string[] => [
  ...new Set(
    Object.entries(services).flatMap(([name, { hostname, container_name, networks, links }]) => [
      name,
      `${composeProject}-${name}-1`,
      ...(hostname === undefined ? [] : [hostname]),
      ...(container_name === undefined ? [] : [container_name]),
      ...(links ?? []).map((link) => link.split(':').at(-1) ?? link),
      ...Object.values(networks ?? {}).flatMap((one) => one?.aliases ?? []),
    ]),
  ),
];

const withoutIpv6 = (one: NetworkAttachment | null): NetworkAttachment | null => {
  if (one === null) return null;
  const { ipv6_address: _, ...rest } = one;
  return rest;
};

/**
 * When a service may start: what it asks of a guard that is on its way waits for it, and nothing opens meanwhile.
 * Only a guard that answers can vouch for sandboxes.
 */
const guardIs = (trusting: boolean): 'service_healthy' | 'service_started' =>
  trusting ? 'service_healthy' : 'service_started';

function isolateService(service: Service, added: Environment, trusting: boolean): Service {
  const { ports: _, networks, ...rest } = service;
  const attached = isAttached(service);
  return {
    ...rest,
    ...closeService(service),
    ...(networks === undefined
      ? {}
      : {
          networks: Object.fromEntries(Object.entries(networks).map(([key, one]) => [key, withoutIpv6(one)])),
        }),
    ...(attached ? { dns: [guardAddress], dns_search: service.dns_search ?? ['.'] } : {}),
    environment: { ...added, ...service.environment },
    depends_on: {
      ...service.depends_on,
      [guardService]: { condition: guardIs(trusting), required: true },
    },
  };
}

/** A service that knows the environment's own authority. What can't be written to finds it in a volume. */
const trustingService = (name: string, service: Service): Service => {
  const shared = service.read_only === true;
  const mount = { type: 'volume', source: trustVolume, target: trustFolder } as const;
  return {
    ...service,
    environment: { ...trustVariables(trustPaths(name, shared)), ...service.environment },
    ...(shared ? { volumes: [...(service.volumes ?? []), mount] } : {}),
  };
};

/** @throws BacklotError `config-invalid`: what can't be isolated runs only where backlot.yaml says so. */
function requireConsent(model: ComposeModel, { open }: IsolationRules): void {
  for (const [name, service] of Object.entries(model.services)) {
    const doors = openDoors(service, model);
    if (doors.length === 0 || open.includes(name)) continue;
    throw new BacklotError('config-invalid', `Service ${name} can't be isolated: ${doors.join(', ')}.`, {
      hint: `Take that out of the compose file, or let it run not isolated: "open: [${[...open, name].join(', ')}]" under "isolation" in backlot.yaml.`,
      details: { service: name, doors },
    });
  }
  if (guardService in model.services)
    throw new BacklotError('config-invalid', `A service is called ${guardService}, as the guard is.`, {
      hint: 'Give it another name.',
    });
}

/**
 * A compose model whose services reach nothing outside: their networks lead nowhere, the guard alone has a foot
 * outside, names outside lead to it, and published ports are its own. Pure.
 * @throws BacklotError `config-invalid` for a service that can't be isolated, without consent.
 */
export function isolateModel(model: ComposeModel, options: IsolateOptions): ComposeModel {
  const { rules, image, composeProject } = options;
  requireConsent(model, rules);
  const isolated = Object.entries(model.services).filter(([, { network_mode }]) => network_mode !== 'none');
  const guarded = Object.fromEntries(
    isolated.filter(
      ([, { network_mode }]) => network_mode === undefined || network_mode.startsWith('service:'),
    ),
  );
  const replace = settleSandboxes(rules.replace, { services: guarded });
  const stubbed = Object.keys(rules.stubs).length > 0;
  const trusting = replace.length + rules.record.length > 0;
  const proxy = proxyVariables(namesOf(model.services, composeProject));
  const { ports, leads } = moveToGuard(guarded, rules);
  const keys = [
    ...new Set(
      Object.values(guarded).flatMap((one) =>
        isAttached(one) ? Object.keys(one.networks ?? { default: null }) : [],
      ),
    ),
  ].filter((key) => isolateNetwork(model.networks[key] ?? { name: '', ipam: {} }).internal === true);
  const config: GuardConfig = {
    composeProject,
    services: Object.fromEntries(
      Object.entries(model.services).map(([name, one]) => [name, one.container_name ?? null]),
    ),
    allow: rules.allow,
    record: rules.record,
    replace,
    stubs: stubbed ? stubsPath : null,
    ports: leads,
  };
  const guard: Service = {
    image: image.name,
    build: image.build,
    command: null,
    entrypoint: null,
    networks: Object.fromEntries([outsideNetwork, ...keys].map((key) => [key, null])),
    ports,
    cap_drop: ['ALL'],
    cap_add: ['NET_ADMIN', 'NET_BIND_SERVICE'],
    sysctls: {
      'net.ipv4.ip_forward': '1',
      // It listens before it has its addresses.
      'net.ipv4.ip_nonlocal_bind': '1',
      'net.ipv6.conf.all.disable_ipv6': '1',
    },
    // Without hosts to ask for, not even the machine's own resolver is asked.
    ...(rules.allow.length + rules.record.length === 0 ? { dns: ['127.0.0.1'], dns_search: ['.'] } : {}),
    environment: { [guardVariables.config]: JSON.stringify(config), [guardVariables.gateways]: '' },
    volumes: [{ type: 'volume', source: guardVolume, target: '/data' }],
    ...(stubbed ? { configs: [{ source: stubsConfig, target: stubsPath }] } : {}),
    read_only: true,
    tmpfs: ['/run'],
    init: true,
    restart: 'unless-stopped',
    stop_grace_period: '1s',
    healthcheck: {
      test: ['CMD', 'test', '-S', '/run/guard/control.sock'],
      interval: '10s',
      timeout: '3s',
      retries: 3,
    },
  };
  return {
    ...model,
    services: {
      [guardService]: guard,
      ...model.services,
      ...Object.fromEntries(
        Object.entries(guarded).map(([name, one]) => [
          name,
          isolateService(trusting ? trustingService(name, one) : one, proxy, trusting),
        ]),
      ),
    },
    networks: {
      ...Object.fromEntries(Object.entries(model.networks).map(([key, one]) => [key, isolateNetwork(one)])),
      [outsideNetwork]: { name: `${model.name}_${outsideNetwork}`, ipam: {} },
    },
    ...(stubbed
      ? {
          configs: {
            ...model.configs,
            [stubsConfig]: { name: stubsConfig, content: JSON.stringify(rules.stubs) },
          },
        }
      : {}),
    volumes: {
      ...model.volumes,
      [guardVolume]: { name: `${model.name}_${guardVolume}` },
      ...(trusting ? { [trustVolume]: { name: `${model.name}_${trustVolume}` } } : {}),
    },
  };
}
