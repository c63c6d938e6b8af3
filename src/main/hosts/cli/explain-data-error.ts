import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { BacklotError, type ErrorCode } from '../../../shared/errors.ts';
import type { DataStatus } from '../../../shared/model/data.ts';
import { findCheckpoint } from './find-checkpoint.ts';
import { findDataset } from './find-dataset.ts';

/** What a command about data named. */
export interface Named {
  readonly project: string;
  readonly environment: string;
  readonly dataset?: string | undefined;
  readonly checkpoint?: string | undefined;
}

const explained: readonly ErrorCode[] = [
  'dataset-unknown',
  'checkpoint-unknown',
  'nothing-to-undo',
  'not-found',
  'invalid-input',
  'unsupported',
];

/** @throws BacklotError `not-found` when the environment has nothing that keeps data */
export function requireStateful({
  environment,
  services,
}: Pick<DataStatus, 'environment' | 'services'>): void {
  if (services.length > 0) return;
  throw new BacklotError('not-found', `${environment} has no stateful service, so it has no data to keep.`, {
    hint: 'A service is stateful when it has a named volume in the compose file.',
    details: { environment },
  });
}

/**
 * A refusal of a change of data with what there is: datasets and checkpoints by name, the nearest first. What
 * cannot be explained stays as it is; the way that goes well pays nothing for this.
 */
export async function explainDataError(
  { data }: Pick<BacklotClient, 'data'>,
  named: Named,
  error: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof BacklotError) || !explained.includes(error.code)) return error;
  const { project, environment, dataset, checkpoint } = named;
  const status = await data.show({ project, environment }, { signal }).catch(() => undefined);
  if (!status) return error;
  try {
    requireStateful(status);
    if (error.code === 'dataset-unknown' && dataset !== undefined) findDataset(dataset, status.datasets);
    if (error.code === 'checkpoint-unknown' && checkpoint !== undefined)
      findCheckpoint(checkpoint, status.checkpoints);
    return error;
  } catch (better) {
    return better;
  }
}
