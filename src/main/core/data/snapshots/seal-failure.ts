import { BacklotError } from '../../../../shared/errors.ts';
import { SealError } from './seal-chunk.ts';
import { corrupt } from './store-files.ts';

/** What is wrong with a sealed file, said about that file. */
export function sealFailure(error: unknown, path: string): unknown {
  if (!(error instanceof SealError)) return error;
  switch (error.kind) {
    case 'newer':
      return new BacklotError('store-newer', `The snapshot's file ${path} was made by a newer Backlot.`, {
        hint: 'Update Backlot, or remove the snapshot and pull it again.',
        details: { file: path },
      });
    case 'other-key':
      return new BacklotError(
        'snapshot-corrupt',
        `The snapshot's file ${path} was sealed with another key.`,
        {
          hint: 'Snapshots are bound to their machine: remove it and pull it again.',
          details: { file: path, reason: 'other-key' },
        },
      );
    case 'not-ours':
      return corrupt(path, 'is no file of a snapshot');
    case 'changed':
      return corrupt(path, 'was changed or damaged');
  }
}
