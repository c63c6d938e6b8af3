import { BacklotError } from '../../../shared/errors.ts';
import type { PlanNote } from '../../../shared/model/operation.ts';
import type { ComposeModel, Service } from '../compose/model.ts';
import { configHash, configParts, shortParts } from './config-hash.ts';
import { desireFiles } from './desire-files.ts';
import { nameObject } from './desire-names.ts';
import type { DesiredObject, DesiredService, DesiredStack, Need, StackFiles } from './desired.ts';
import { desiredNetwork, desiredVolume } from './desired-network.ts';
import { fingerprint } from './fingerprint.ts';
import type { StackIdentity } from './identity.ts';
import { orderServices, sharedServices } from './order-services.ts';
import { parseDuration } from './parse-duration.ts';
import { unsupportedKeys } from './unsupported-keys.ts';

export interface DesireOptions {
  readonly identity: StackIdentity;
  /** The engine's API: "1.41". */
  readonly api: string;
  readonly files: StackFiles;
}

const defaultGraceMs = 10_000;

function attachments(service: Service, model: ComposeModel): DesiredService['networks'] {
  if (service.network_mode !== undefined) return [];
  const listed = service.networks ?? ('default' in model.networks ? { default: null } : {});
  return Object.entries(listed)
    .map(([key, attachment]) => {
      if (key in model.networks) return { key, attachment: attachment ?? {} };
      throw new BacklotError(
        'config-invalid',
        `There is no network "${key}" under the top-level "networks".`,
        {
          hint: 'Declare it there, or take it out of the service.',
          details: { network: key },
        },
      );
    })
    .sort((a, b) => (b.attachment.priority ?? 0) - (a.attachment.priority ?? 0));
}

const namedVolumes = (service: Service, model: ComposeModel, name: string): readonly string[] => [
  ...new Set(
    (service.volumes ?? []).flatMap(({ type, source }) => {
      if (type !== 'volume' || source === undefined) return [];
      if (source in model.volumes) return [source];
      throw new BacklotError(
        'config-invalid',
        `Service ${name} mounts the volume "${source}", which is not under the top-level "volumes".`,
        { hint: 'Declare it there.', details: { service: name, volume: source } },
      );
    }),
  ),
];

function replicasOf(name: string, service: Service): number {
  const replicas = service.scale ?? service.deploy?.replicas ?? 1;
  if (service.container_name !== undefined && replicas > 1)
    throw new BacklotError(
      'config-invalid',
      `Service ${name} has a fixed container_name and wants ${replicas} containers.`,
      { hint: 'Take out its "container_name", or run one container.', details: { service: name } },
    );
  return replicas;
}

/**
 * What a compose model means on one engine, in one environment: names, order, fingerprints and what the
 * engine can't do. Pure.
 * @throws BacklotError `config-invalid`.
 */
export function desireStack(model: ComposeModel, { identity, api, files }: DesireOptions): DesiredStack {
  const { order, needs, notes: orderNotes } = orderServices(model);
  const notes: PlanNote[] = [...orderNotes];
  const fileObjects = desireFiles(model, files);

  const objects = <T extends { readonly name: string; readonly external?: boolean | undefined }>(
    kind: 'network' | 'volume',
    all: Readonly<Record<string, T>>,
    used: ReadonlySet<string>,
    make: (key: string, name: string, object: T) => DesiredObject,
  ): readonly DesiredObject[] =>
    Object.entries(all).flatMap(([key, object]) => {
      if (!used.has(key)) return [];
      const { name, note } = nameObject(kind, key, object, model, identity);
      if (note) notes.push(note);
      return [make(key, name, object)];
    });

  const services = order.flatMap((name) => {
    const service = model.services[name];
    return service === undefined ? [] : [[name, service] as const];
  });
  const jobs = new Set(
    [...needs.values()].flatMap((list) =>
      list.flatMap(({ service, condition }: Need) =>
        condition === 'service_completed_successfully' ? [service] : [],
      ),
    ),
  );
  const usedNetworks = new Set(services.flatMap(([, one]) => attachments(one, model).map(({ key }) => key)));
  const usedVolumes = new Set(services.flatMap(([name, one]) => namedVolumes(one, model, name)));
  const networks = objects('network', model.networks, usedNetworks, (key, name, network) =>
    desiredNetwork(key, name, network, { identity, api }),
  );
  const volumes = objects('volume', model.volumes, usedVolumes, (key, name, volume) =>
    desiredVolume(key, name, volume, identity),
  );
  const nameOf = (all: readonly DesiredObject[], key: string): string =>
    all.find((one) => one.key === key)?.name ?? key;

  const desired = services.map(([name, service]): DesiredService => {
    notes.push(...unsupportedKeys(name, service, api));
    const fixed = service.container_name;
    if (fixed !== undefined && !identity.first) {
      const text = `its container_name "${fixed}" belongs to the first environment; here it is ${identity.composeProject}-${name}-1, and still found as ${fixed}`;
      notes.push({ level: 'note', resource: name, text });
    }
    const attached = attachments(service, model);
    const mounted = namedVolumes(service, model, name);
    const image = service.image ?? (service.build ? `${identity.composeProject}-${name}` : undefined);
    if (image === undefined)
      throw new BacklotError('config-invalid', `Service ${name} has neither an image nor a build.`, {
        hint: 'Give it an "image:" or a "build:".',
        details: { service: name },
      });
    const texts = (references: Service['secrets'], sources: typeof fileObjects.secrets): unknown =>
      references?.map(({ source, ...rest }) => ({ source: sources[source], ...rest }));
    const parts = configParts(service, {
      image,
      networks:
        service.network_mode === undefined
          ? attached.map(({ key, attachment }) => [nameOf(networks, key), attachment])
          : undefined,
      volumes: service.volumes?.map((mount) =>
        mount.type === 'volume' && mount.source !== undefined
          ? { ...mount, source: nameOf(volumes, mount.source) }
          : mount,
      ),
      container_name: identity.first ? fixed : undefined,
      secrets: texts(service.secrets, fileObjects.secrets),
      configs: texts(service.configs, fileObjects.configs),
    });
    return {
      name,
      service,
      replicas: replicasOf(name, service),
      image,
      built: service.build !== undefined,
      hash: configHash(parts),
      parts: shortParts(parts),
      needs: needs.get(name) ?? [],
      shares: sharedServices(service),
      fixedName: identity.first ? fixed : undefined,
      alias: identity.first ? undefined : fixed,
      networks: attached,
      volumes: mounted,
      stopGraceMs: parseDuration(service.stop_grace_period ?? '') ?? defaultGraceMs,
      job: jobs.has(name),
    };
  });

  return {
    identity,
    api,
    fingerprint: fingerprint({ model, identity }),
    services: desired,
    networks,
    volumes,
    files,
    fileObjects,
    notes,
  };
}

/** The name of a service's n-th container, counted from 1. */
export const containerName = (
  { identity }: Pick<DesiredStack, 'identity'>,
  { name, fixedName }: Pick<DesiredService, 'name' | 'fixedName'>,
  number: number,
): string => fixedName ?? `${identity.composeProject}-${name}-${number}`;
