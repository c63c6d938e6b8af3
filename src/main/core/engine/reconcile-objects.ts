import type { PlanNote } from '../../../shared/model/operation.ts';
import type { DesiredStack } from './desired.ts';
import type { ObservedStack } from './observed.ts';
import { planStep, type StackStep } from './plan-step.ts';

export interface ReconciledObjects {
  readonly steps: readonly StackStep[];
  readonly notes: readonly PlanNote[];
  /** Keys. */
  readonly recreatedNetworks: ReadonlySet<string>;
  readonly recreatedVolumes: ReadonlySet<string>;
  /** Keys of volumes that hold nothing yet. */
  readonly freshVolumes: ReadonlySet<string>;
}

/** What must be done to the networks and volumes of the selected services. Data is never lost without consent. */
export function reconcileObjects(
  desired: DesiredStack,
  observed: ObservedStack,
  selected: ReadonlySet<string>,
  replaceVolumes: readonly string[],
): ReconciledObjects {
  const services = desired.services.filter(({ name }) => selected.has(name));
  const usedNetworks = new Set(services.flatMap(({ networks }) => networks.map(({ key }) => key)));
  const usedVolumes = new Set(services.flatMap(({ volumes }) => volumes));
  const steps: StackStep[] = [];
  const notes: PlanNote[] = [];
  const recreatedNetworks = new Set<string>();
  const recreatedVolumes = new Set<string>();
  const freshVolumes = new Set<string>();

  for (const { key, name, external, hash } of desired.networks) {
    if (external || !usedNetworks.has(key)) continue;
    const id = `network:${key}`;
    const resource = `network ${name}`;
    const args = { kind: 'network', key, name, hash };
    const found = observed.networks.find((one) => one.name === name);
    if (found === undefined) steps.push(planStep(id, 'create', resource, 'it is not there', { args }));
    else if (found.hash !== hash) {
      recreatedNetworks.add(key);
      const cause = 'its settings changed';
      steps.push(planStep(id, 'recreate', resource, cause, { destructive: true, args }));
    }
  }

  for (const { key, name, external, hash } of desired.volumes) {
    if (external || !usedVolumes.has(key)) continue;
    const id = `volume:${key}`;
    const resource = `volume ${name}`;
    const args = { kind: 'volume', key, name, hash };
    const found = observed.volumes.find((one) => one.name === name);
    if (found === undefined) {
      freshVolumes.add(key);
      steps.push(planStep(id, 'create', resource, 'it is not there', { args }));
    } else if (found.hash !== hash && replaceVolumes.includes(key)) {
      freshVolumes.add(key);
      recreatedVolumes.add(key);
      const after = observed.containers
        .filter(({ service }) => desired.services.find((one) => one.name === service)?.volumes.includes(key))
        .map((one) => `clear:${one.name}`);
      const cause = 'its driver or driver options changed; its data is lost';
      steps.push(planStep(id, 'recreate', resource, cause, { after, destructive: true, args }));
    } else if (found.hash !== hash) {
      const text = `its driver or driver options changed; it is kept as it is, as making it anew would lose its data. Allow that for "${key}" to have the new settings`;
      notes.push({ level: 'warning', resource, text });
    }
  }
  return { steps, notes, recreatedNetworks, recreatedVolumes, freshVolumes };
}
