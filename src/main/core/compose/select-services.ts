import { BacklotError } from '../../../shared/errors.ts';
import { listNames } from '../project/complaint.ts';
import { nearestName } from '../project/nearest-name.ts';
import type { Service } from './model.ts';

type Services = Readonly<Record<string, Service>>;

export interface Selection {
  readonly profiles: readonly string[];
  /** Only these and what they need; all when absent or empty. */
  readonly services?: readonly string[] | undefined;
}

const isEnabled = ({ profiles = [] }: Service, active: ReadonlySet<string>): boolean =>
  profiles.length === 0 || active.has('*') || profiles.some((profile) => active.has(profile));

const pick = (services: Services, keep: (name: string, service: Service) => boolean): Services =>
  Object.fromEntries(Object.entries(services).filter(([name, service]) => keep(name, service)));

/** The services that run: those without a profile or with an active one. Naming a service activates its profiles. */
export function enabledServices(
  services: Services,
  { profiles, services: wanted = [] }: Selection,
): Services {
  const active = new Set(profiles);
  for (const name of wanted) {
    const service = Object.hasOwn(services, name) ? services[name] : undefined;
    if (!service) {
      const near = nearestName(name, Object.keys(services));
      throw new BacklotError('not-found', `There is no service ${JSON.stringify(name)}.`, {
        hint:
          near === undefined ? `There is ${listNames(Object.keys(services))}.` : `Did you mean "${near}"?`,
      });
    }
    if (!isEnabled(service, active)) for (const profile of service.profiles ?? []) active.add(profile);
  }
  return pick(services, (_, service) => isEnabled(service, active));
}

/** The named services with all that they depend on; all services when none is named. */
export function neededServices(services: Services, wanted: readonly string[] = []): Services {
  if (wanted.length === 0) return services;
  const needed = new Set<string>();
  const open = [...wanted];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name) || !Object.hasOwn(services, name)) continue;
    needed.add(name);
    open.push(...Object.keys(services[name]?.depends_on ?? {}));
  }
  return pick(services, (name) => needed.has(name));
}
