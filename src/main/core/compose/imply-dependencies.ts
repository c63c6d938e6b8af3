import type { Dependency, Service } from './model.ts';

const namespaces = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'] as const;

/** A dependency that another key brings with it, and the key, to say where it comes from. */
export interface Implied {
  readonly service: string;
  readonly key: string;
  readonly index?: number | undefined;
  readonly restart: boolean;
}

/** The services that links, shared namespaces and volumes_from refer to. */
export function impliedBy(service: Service): readonly Implied[] {
  return [
    ...(service.links ?? []).map((link, index) => ({
      service: link.split(':')[0] ?? '',
      key: 'links',
      index,
      restart: true,
    })),
    ...namespaces.flatMap((key) => {
      const shared = service[key];
      return shared?.startsWith('service:')
        ? [{ service: shared.slice('service:'.length), key, restart: true }]
        : [];
    }),
    ...(service.volumes_from ?? []).flatMap((from, index) =>
      from.startsWith('container:')
        ? []
        : [{ service: from.split(':')[0] ?? '', key: 'volumes_from', index, restart: false }],
    ),
  ];
}

/** The service with those dependencies written out, sorted; declared ones stay as they are. */
export function implyDependencies(service: Service): Service {
  const all = new Map<string, Dependency>(Object.entries(service.depends_on ?? {}));
  for (const { service: name, restart } of impliedBy(service)) {
    if (all.has(name)) continue;
    all.set(name, { condition: 'service_started', ...(restart ? { restart } : {}), required: true });
  }
  if (all.size === 0) return service;
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { ...service, depends_on: Object.fromEntries(sorted) };
}
