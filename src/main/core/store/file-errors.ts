import { BacklotError } from '../../../shared/errors.ts';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** A file system error about a path in the data directory, as the product's own; others pass unchanged. */
export function fromFileSystem(error: unknown, path: string): unknown {
  const cause = error;
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BacklotError('disk-full', `The disk that holds ${path} is full.`, {
        hint: 'Free some space on that disk, or point BACKLOT_HOME at another one.',
        retryable: true,
        cause,
      });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new BacklotError('home-readonly', `The data directory ${path} cannot be written to.`, {
        hint: 'Make the folder writable, or point BACKLOT_HOME at one that is.',
        cause,
      });
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return new BacklotError('home-invalid', `The data directory ${path} is not a folder.`, {
        hint: 'Point BACKLOT_HOME at a folder, or at a path where one can be made.',
        cause,
      });
    default:
      return error;
  }
}
