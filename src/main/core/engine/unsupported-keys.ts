import type { PlanNote } from '../../../shared/model/operation.ts';
import type { Service } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';

interface Rule {
  readonly key: string;
  /** The API that brought it; absent: no plain engine can do it. */
  readonly since?: string;
  readonly used: (service: Service) => boolean;
  /** Why, where the version is not the reason. */
  readonly why?: string;
}

const swarmOnly = 'only a swarm does it';
const someNetwork = (service: Service, has: (attachment: object) => boolean): boolean =>
  Object.values(service.networks ?? {}).some((attachment) => attachment !== null && has(attachment));

/** Every key that some engine of 20.10 or newer can't do. */
const rules: readonly Rule[] = [
  { key: 'annotations', since: '1.43', used: ({ annotations }) => Object.keys(annotations ?? {}).length > 0 },
  {
    key: 'healthcheck.start_interval',
    since: '1.44',
    used: ({ healthcheck }) => healthcheck?.start_interval !== undefined,
  },
  {
    key: 'networks.mac_address',
    since: '1.44',
    used: (service) => someNetwork(service, (attachment) => 'mac_address' in attachment),
  },
  {
    key: 'networks.gw_priority',
    since: '1.48',
    used: (service) => someNetwork(service, (attachment) => 'gw_priority' in attachment),
  },
  {
    key: 'networks.interface_name',
    since: '1.49',
    used: (service) => someNetwork(service, (attachment) => 'interface_name' in attachment),
  },
  {
    key: 'volumes.volume.subpath',
    since: '1.45',
    used: ({ volumes = [] }) => volumes.some(({ volume }) => volume?.subpath !== undefined),
  },
  {
    key: 'volumes (type image)',
    since: '1.48',
    used: ({ volumes = [] }) => volumes.some(({ type }) => type === 'image'),
  },
  {
    key: 'volumes.bind.recursive',
    since: '1.44',
    used: ({ volumes = [] }) =>
      volumes.some(({ bind }) => bind?.recursive === 'readonly' || bind?.recursive === 'writable'),
  },
  {
    key: 'volumes (type cluster)',
    used: ({ volumes = [] }) => volumes.some(({ type }) => type === 'cluster'),
    why: swarmOnly,
  },
  {
    key: 'credential_spec',
    used: (service) => service.credential_spec !== undefined,
    why: 'only Windows has it',
  },
  {
    key: 'deploy.mode: global',
    used: ({ deploy }) => deploy?.mode !== undefined && deploy.mode !== 'replicated',
    why: swarmOnly,
  },
  {
    key: 'deploy.placement',
    used: ({ deploy }) => Object.keys(deploy?.placement ?? {}).length > 0,
    why: swarmOnly,
  },
  { key: 'deploy.update_config', used: ({ deploy }) => deploy?.update_config !== undefined, why: swarmOnly },
  {
    key: 'deploy.rollback_config',
    used: ({ deploy }) => deploy?.rollback_config !== undefined,
    why: swarmOnly,
  },
  { key: 'deploy.endpoint_mode', used: ({ deploy }) => deploy?.endpoint_mode !== undefined, why: swarmOnly },
  {
    key: 'deploy.restart_policy.delay and window',
    used: ({ deploy }) =>
      deploy?.restart_policy?.delay !== undefined || deploy?.restart_policy?.window !== undefined,
    why: swarmOnly,
  },
  {
    key: 'deploy.resources.reservations.cpus',
    used: ({ deploy }) => deploy?.resources?.reservations?.cpus !== undefined,
    why: swarmOnly,
  },
  {
    key: 'deploy.resources.reservations.generic_resources',
    used: ({ deploy }) => (deploy?.resources?.reservations?.generic_resources ?? []).length > 0,
    why: swarmOnly,
  },
  {
    key: 'deploy.labels',
    used: ({ deploy }) => Object.keys(deploy?.labels ?? {}).length > 0,
    why: swarmOnly,
  },
  {
    key: 'develop',
    used: ({ develop }) => develop !== undefined,
    why: 'files are not watched',
  },
];

/** A warning for each key of a service that this engine can't do; the service runs without it. */
export function unsupportedKeys(name: string, service: Service, api: string): readonly PlanNote[] {
  const missing = rules.filter(
    ({ since, used }) => (since === undefined || compareApi(api, since) < 0) && used(service),
  );
  const notes = missing.map(({ key, since, why }): PlanNote => {
    const reason = why ?? `it needs an engine with API ${since}, this one has ${api}`;
    return { level: 'warning', resource: name, text: `${key} is left out: ${reason}` };
  });
  const owned = [...(service.secrets ?? []), ...(service.configs ?? [])].some(
    ({ uid, gid, mode }) => uid !== undefined || gid !== undefined || mode !== undefined,
  );
  return owned
    ? [
        ...notes,
        {
          level: 'note',
          resource: name,
          text: 'uid, gid and mode of secrets and configs hold where their text is copied in; a mounted file keeps its own',
        },
      ]
    : notes;
}
