import { BacklotError } from '../../../shared/errors.ts';
import type { PlanNote } from '../../../shared/model/operation.ts';
import type { ComposeModel, Service } from '../compose/model.ts';
import type { Need } from './desired.ts';

const serviceOf = (mode: string | undefined): string | undefined =>
  mode?.startsWith('service:') ? mode.slice('service:'.length) : undefined;

/** The services whose containers a service's own are tied to: they share a namespace or volumes. */
export function sharedServices({ network_mode, pid, ipc, volumes_from = [] }: Service): readonly string[] {
  const from = volumes_from.flatMap((entry) =>
    entry.startsWith('container:') ? [] : [entry.split(':')[0] ?? ''],
  );
  const modes = [network_mode, pid, ipc].flatMap((mode) => serviceOf(mode) ?? []);
  return [...new Set([...modes, ...from])];
}

/** What must have come how far before a service starts; also what it needs without saying so. */
export function serviceNeeds(service: Service): readonly Need[] {
  const declared = Object.entries(service.depends_on ?? {}).map(
    ([name, { condition, required, restart = false }]): Need => ({
      service: name,
      condition,
      required,
      restart,
    }),
  );
  const linked = (service.links ?? []).map((link) => link.split(':')[0] ?? '');
  const implied = [...new Set([...linked, ...sharedServices(service)])].filter(
    (name) => !declared.some((need) => need.service === name),
  );
  return [
    ...declared,
    ...implied.map(
      (name): Need => ({ service: name, condition: 'service_started', required: true, restart: false }),
    ),
  ];
}

const broken = (message: string, hint: string, details: Record<string, unknown>): BacklotError =>
  new BacklotError('config-invalid', message, { hint, details });

export interface OrderedServices {
  /** Each after those it needs; otherwise as in the model. */
  readonly order: readonly string[];
  readonly needs: ReadonlyMap<string, readonly Need[]>;
  readonly notes: readonly PlanNote[];
}

/**
 * Puts services in an order in which they can start.
 * @throws BacklotError `config-invalid`: they wait for each other, or for one that is not there.
 */
export function orderServices(model: Pick<ComposeModel, 'services'>): OrderedServices {
  const notes: PlanNote[] = [];
  const needs = new Map<string, readonly Need[]>();
  for (const [name, service] of Object.entries(model.services)) {
    const known = serviceNeeds(service).filter((need) => {
      if (need.service in model.services) return true;
      if (need.required)
        throw broken(
          `Service ${name} needs ${need.service}, which is not in the compose files (or not in an active profile).`,
          `Add a service "${need.service}", activate its profile, or take it out of ${name}.`,
          { service: name, needs: need.service },
        );
      notes.push({
        level: 'note',
        resource: name,
        text: `it starts without ${need.service}, which is not part of this stack`,
      });
      return false;
    });
    needs.set(name, known);
  }
  const order: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): void => {
    if (done.has(name)) return;
    const start = path.indexOf(name);
    if (start >= 0) {
      const cycle = [...path.slice(start), name];
      throw broken(
        `Services wait for each other: ${cycle.join(' → ')}.`,
        'Take one of these out of "depends_on" (or links, volumes_from, network_mode, pid, ipc).',
        { cycle },
      );
    }
    path.push(name);
    for (const need of needs.get(name) ?? []) visit(need.service);
    path.pop();
    done.add(name);
    order.push(name);
  };
  for (const name of Object.keys(model.services)) visit(name);
  return { order, needs, notes };
}
