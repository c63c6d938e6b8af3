import type { ComposeModel, FileReference, Service } from './model.ts';

const isExtension = (key: string): boolean => key.startsWith('x-');

const printFile = ({ mode, ...rest }: FileReference): object =>
  mode === undefined ? rest : { ...rest, mode: Number.parseInt(mode, 8) };

const numbers = ['cpu_period', 'cpu_quota', 'cpu_rt_period', 'cpu_rt_runtime'] as const;

function printService(service: Service): Record<string, unknown> {
  const { build, configs, secrets } = service;
  const printed: Record<string, unknown> = Object.fromEntries(
    Object.entries(service)
      .filter(([key]) => !isExtension(key))
      // A model that was changed on its way prints like one that was not.
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  for (const key of numbers) if (service[key] !== undefined) printed[key] = Number(service[key]);
  if (configs) printed.configs = configs.map(printFile);
  if (secrets) printed.secrets = secrets.map(printFile);
  if (build?.secrets) printed.build = { ...build, secrets: build.secrets.map(printFile) };
  return printed;
}

const unlessEmpty = (
  name: string,
  section: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> => (section && Object.keys(section).length > 0 ? { [name]: section } : {});

/** In values only: compose replaces no variables in keys. */
const doubleDollars = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('$', '$$$$') : value;

/**
 * The model as `docker compose config --format json` prints it: JSON that compose and `loadCompose` read
 * again as the same model. As there, dollars are doubled and `x-*` keys of services are left out.
 */
export function printConfig(model: ComposeModel): string {
  const services = Object.fromEntries(
    Object.entries(model.services).map(([name, service]) => [name, printService(service)]),
  );
  const printed = {
    name: model.name,
    services,
    ...unlessEmpty('networks', model.networks),
    ...unlessEmpty('volumes', model.volumes),
    ...unlessEmpty('secrets', model.secrets),
    ...unlessEmpty('configs', model.configs),
    ...unlessEmpty('models', model.models),
    ...model.extensions,
  };
  return JSON.stringify(printed, doubleDollars, 2);
}
