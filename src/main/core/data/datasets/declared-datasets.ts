import { join } from 'node:path';
import type { DatasetConfig } from '../../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { DatasetSource } from '../../../../shared/model/data.ts';
import { configName } from '../../project/find-project.ts';
import { requireConfig } from '../../project/load-config.ts';
import { pathExists } from '../../project/path-exists.ts';
import { findEnvironment } from '../../stacks/find-environment.ts';

/** The datasets that backlot.yaml declares, by name; none where there is no such file. */
export type DeclaredDatasets = ReadonlyMap<string, DatasetSource>;

const sourceOf = (dataset: DatasetConfig): DatasetSource =>
  'seed' in dataset
    ? { kind: 'seed', files: dataset.seed }
    : { kind: 'snapshot', environment: dataset.snapshot, masking: dataset.masking };

/** Reads backlot.yaml. @throws BacklotError `config-invalid`. */
export async function declaredDatasets(project: string, signal: AbortSignal): Promise<DeclaredDatasets> {
  if (!(await pathExists(join(project, configName)))) return new Map();
  const { config } = await requireConfig(project, signal);
  return new Map(Object.entries(config.datasets).map(([name, dataset]) => [name, sourceOf(dataset)]));
}

/** The dataset that backlot.yaml names for an environment, by name or pattern. @throws BacklotError `config-invalid`. */
export async function namedDataset(
  { project, environment }: { readonly project: string; readonly environment: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!(await pathExists(join(project, configName)))) return undefined;
  const { config } = await requireConfig(project, signal);
  return findEnvironment(config, environment).dataset;
}

const slug = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Refuses what can't be a folder and a name in backlot.yaml. @throws BacklotError `invalid-input`. */
export function checkDatasetName(name: string): void {
  if (slug.test(name)) return;
  throw new BacklotError('invalid-input', `"${name}" can't be the name of a dataset.`, {
    hint: 'Use lower-case letters, digits and dashes, at most 63.',
    details: { dataset: name },
  });
}

/** @throws BacklotError `dataset-unknown` with the names that there are. */
export function unknownDataset(name: string, known: readonly string[]): BacklotError {
  return new BacklotError('dataset-unknown', `There is no dataset "${name}" in this project.`, {
    hint: `There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}: choose one, or add it under "datasets" in backlot.yaml.`,
    details: { dataset: name },
  });
}
