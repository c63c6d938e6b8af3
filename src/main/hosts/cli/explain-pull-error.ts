import { BacklotError } from '../../../shared/errors.ts';
import { findDataset } from './find-dataset.ts';

/**
 * What to throw when a pull was refused: for a dataset that is not there or is no snapshot, an error that
 * names those of backlot.yaml.
 */
export async function explainPullError(
  error: unknown,
  project: string,
  dataset: string,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof BacklotError) || error.code !== 'dataset-unknown') return error;
  // Loaded on first use: what goes well needs no reader of YAML here.
  const { loadConfig } = await import('../../core/project/load-config.ts');
  const { config } = await loadConfig(project, signal);
  if (!config) return error;
  const snapshots = Object.entries(config.datasets).flatMap(([name, one]) =>
    'snapshot' in one ? [{ name }] : [],
  );
  try {
    findDataset(dataset, snapshots);
    return error;
  } catch (better) {
    return better;
  }
}
