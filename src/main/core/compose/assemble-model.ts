import type { Declared } from './declare.ts';
import type { ComposeModel, FileObject, Network, Service, Volume } from './model.ts';
import type { DeclaredNetwork } from './resource-forms.ts';

type Named<T> = Readonly<Record<string, T>>;

/** A service without a network of its own joins the default one. */
export const joinDefault = (service: Service): Service =>
  service.network_mode !== undefined || service.networks
    ? service
    : { ...service, networks: { default: null } };

interface Resource {
  readonly name?: string | undefined;
  readonly external?: boolean | undefined;
}

/** The used resources, each with its name on the engine: the project's name before its own, unless it is given. */
function used<T extends Resource>(
  declared: Named<T>,
  wanted: ReadonlySet<string>,
  project: string,
): Named<Omit<T, 'name'> & { readonly name: string }> {
  return Object.fromEntries(
    [...wanted].sort().flatMap((key) => {
      const resource = Object.hasOwn(declared, key) ? declared[key] : undefined;
      if (!resource) return [];
      const { name: own, ...rest } = resource;
      return [[key, { name: own ?? (resource.external ? key : `${project}_${key}`), ...rest }]];
    }),
  );
}

/** The model of the services that run, with the resources that they use. */
export function assembleModel(project: string, services: Named<Service>, declared: Declared): ComposeModel {
  const all = Object.values(services);
  const names = (of: (service: Service) => readonly string[]): ReadonlySet<string> =>
    new Set(all.flatMap(of));
  const bare: Named<DeclaredNetwork> = { default: { ipam: {} } };
  const networks: Named<Network> = used(
    { ...bare, ...declared.networks },
    names((service) => Object.keys(service.networks ?? {})),
    project,
  );
  const volumes: Named<Volume> = used(
    declared.volumes,
    names((service) =>
      (service.volumes ?? []).flatMap(({ type, source }) =>
        type === 'volume' && source !== undefined ? [source] : [],
      ),
    ),
    project,
  );
  const secrets: Named<FileObject> = used(
    declared.secrets,
    names((service) =>
      [...(service.secrets ?? []), ...(service.build?.secrets ?? [])].map(({ source }) => source),
    ),
    project,
  );
  const configs: Named<FileObject> = used(
    declared.configs,
    names((service) => (service.configs ?? []).map(({ source }) => source)),
    project,
  );
  const wantedModels = names((service) => Object.keys(service.models ?? {}));
  const models = Object.fromEntries(Object.entries(declared.models).filter(([key]) => wantedModels.has(key)));
  return {
    name: project,
    services,
    networks,
    volumes,
    secrets,
    configs,
    ...(wantedModels.size === 0 ? {} : { models }),
    extensions: declared.extensions,
  };
}
