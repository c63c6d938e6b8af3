import type { DesiredService, DesiredStack } from '../../engine/desired.ts';

/** Which services of a stack are started to make its data. */
export interface BakePart {
  /** Services that own a named volume and can run by themselves, each after those it needs. */
  readonly stateful: readonly string[];
  /** One-shot services that prepare them (migrations), each after those it needs. */
  readonly jobs: readonly string[];
  /** Services that own a named volume and need others that hold no data: their volumes are frozen as the image fills them. */
  readonly idle: readonly { readonly service: string; readonly needs: string }[];
}

/** True for a service whose data is part of a dataset. */
export const isStateful = ({ volumes, job }: Pick<DesiredService, 'volumes' | 'job'>): boolean =>
  volumes.length > 0 && !job;

/**
 * Chooses the services that make an environment's data: the stateful ones, and the jobs that others wait for
 * and that need nothing but those. Pure.
 */
export function takePart({ services }: Pick<DesiredStack, 'services'>): BakePart {
  const byName = new Map(services.map((one) => [one.name, one]));
  const chosen = new Set(services.filter((one) => isStateful(one) || one.job).map(({ name }) => name));
  const missing = (name: string): string | undefined =>
    byName.get(name)?.needs.find((need) => need.required && !chosen.has(need.service))?.service;
  for (let removed = true; removed; ) {
    removed = false;
    for (const name of chosen) {
      if (missing(name) === undefined) continue;
      chosen.delete(name);
      removed = true;
    }
  }
  // A job that touches no data (one that builds assets, say) prepares nothing here.
  const prepares = new Set<string>();
  for (const { name, needs, volumes } of services)
    if (
      chosen.has(name) &&
      (volumes.length > 0 || needs.some(({ service }) => prepares.has(service) && chosen.has(service)))
    )
      prepares.add(name);
  const here = services.filter(({ name }) => prepares.has(name));
  return {
    stateful: here.filter(isStateful).map(({ name }) => name),
    jobs: here.filter(({ job }) => job).map(({ name }) => name),
    idle: services.flatMap((one) =>
      isStateful(one) && !chosen.has(one.name)
        ? [{ service: one.name, needs: missing(one.name) ?? one.name }]
        : [],
    ),
  };
}

/** Keys of the volumes that a dataset of this stack holds, by name. */
export const datasetVolumes = ({ services }: Pick<DesiredStack, 'services'>): readonly string[] =>
  [...new Set(services.filter(isStateful).flatMap(({ volumes }) => volumes))].sort();
