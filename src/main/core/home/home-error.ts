import { BacklotError } from '../../../shared/errors.ts';

/** The `code` of a Node or SQLite error ("ENOSPC", "SQLITE_FULL"); empty when it has none. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What a failed file operation in the data directory means, said about `path`. */
export function homeError(error: unknown, home: string, path: string = home): BacklotError {
  if (error instanceof BacklotError) return error;
  const code = errnoOf(error);
  const details = { home, path, errno: code };
  const another = 'Set BACKLOT_HOME to a folder on a local disk that you can write to.';
  switch (code) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
    case 'SQLITE_CANTOPEN':
      return new BacklotError('home-readonly', `Backlot can't write to its data directory: ${path}.`, {
        hint: `Make ${home} writable for you, or set BACKLOT_HOME to a folder that is.`,
        details,
        cause: error,
      });
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return new BacklotError('disk-full', `The disk of Backlot's data directory is full: ${home}.`, {
        hint: 'Free some space on that disk, or set BACKLOT_HOME to a folder on another one.',
        details,
        retryable: true,
        cause: error,
      });
    case 'ENOTDIR':
    case 'EEXIST':
      return new BacklotError('home-invalid', `Backlot's data directory is not a folder: ${path}.`, {
        hint: 'Move that file away, or set BACKLOT_HOME to a folder.',
        details,
        cause: error,
      });
    default: {
      const why = error instanceof Error ? error.message : String(error);
      return new BacklotError('home-invalid', `Backlot can't use its data directory ${home}: ${why}`, {
        hint: another,
        details,
        cause: error,
      });
    }
  }
}
