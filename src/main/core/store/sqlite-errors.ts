import { dirname } from 'node:path';
import { BacklotError, type ErrorCode } from '../../../shared/errors.ts';

interface Mapping {
  readonly prefix: string;
  readonly code: ErrorCode;
  readonly says: (file: string) => string;
  readonly hint: string;
  readonly retryable?: boolean;
}

const freeSpace = 'Free some space on that disk, or point BACKLOT_HOME at another one.';
const makeWritable = 'Make the folder writable, or point BACKLOT_HOME at one that is.';

/** First match wins; extended result codes ("SQLITE_READONLY_DIRECTORY") match by prefix. */
const mappings: readonly Mapping[] = [
  {
    prefix: 'SQLITE_FULL',
    code: 'disk-full',
    says: (file) => `The disk that holds ${dirname(file)} is full.`,
    hint: freeSpace,
    retryable: true,
  },
  {
    // The shared-memory file beside a WAL database grows by writes: on a full disk that fails as I/O.
    prefix: 'SQLITE_IOERR_SHMSIZE',
    code: 'disk-full',
    says: (file) => `The disk that holds ${dirname(file)} is full.`,
    hint: freeSpace,
    retryable: true,
  },
  {
    prefix: 'SQLITE_READONLY',
    code: 'home-readonly',
    says: (file) => `The data directory ${dirname(file)} cannot be written to.`,
    hint: makeWritable,
  },
  {
    prefix: 'SQLITE_CANTOPEN',
    code: 'home-readonly',
    says: (file) => `The database ${file} cannot be opened for writing.`,
    hint: makeWritable,
  },
  {
    prefix: 'SQLITE_PERM',
    code: 'home-readonly',
    says: (file) => `The database ${file} may not be opened for writing.`,
    hint: makeWritable,
  },
  {
    prefix: 'SQLITE_CORRUPT',
    code: 'store-corrupt',
    says: (file) => `The database ${file} is damaged.`,
    hint: 'Restart Backlot: it sets the damaged file aside and starts a fresh one.',
  },
  {
    prefix: 'SQLITE_NOTADB',
    code: 'store-corrupt',
    says: (file) => `The file ${file} is not a database.`,
    hint: 'Restart Backlot: it sets the file aside and starts a fresh one.',
  },
  {
    prefix: 'SQLITE_BUSY',
    code: 'store-failed',
    says: (file) => `Another program has locked the database ${file}.`,
    hint: 'Close the program that has the database open, then try again.',
    retryable: true,
  },
];

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What SQLite threw, as the product's own error; anything that is not from SQLite passes unchanged. */
export function fromSqlite(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (!code?.startsWith('SQLITE_') || !(error instanceof Error)) return error;
  const mapping = mappings.find(({ prefix }) => code.startsWith(prefix));
  if (!mapping) {
    return new BacklotError('store-failed', `The database ${file} refused: ${error.message}.`, {
      details: { sqlite: code },
      cause: error,
    });
  }
  return new BacklotError(mapping.code, mapping.says(file), {
    hint: mapping.hint,
    details: { sqlite: code },
    retryable: mapping.retryable ?? false,
    cause: error,
  });
}
