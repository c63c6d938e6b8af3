/**
 * The closed list of error codes. A code says what kind of thing went wrong; the message says to
 * which thing, the hint says the one next step.
 */
export const errorCodes = [
  // The call itself
  'invalid-input',
  'unknown-method',
  'not-found',
  'forbidden',
  'cancelled',
  'connection-closed',
  'unserializable',
  'too-large',
  'unsupported',
  'internal',
  // Projects and configuration
  'project-not-found',
  'config-invalid',
  'config-exists',
  // git
  'git-missing',
  'git-not-a-repository',
  'git-failed',
  // Docker
  'docker-missing',
  'docker-unreachable',
  'docker-permission',
  'docker-too-old',
  'docker-context-unknown',
  'host-untrusted',
  'docker-failed',
  // Images and their registries
  'registry-denied',
  'registry-rate-limited',
  'registry-unreachable',
  'build-failed',
  // Stacks
  'image-missing',
  'name-taken',
  'container-exited',
  'not-ready',
  'plan-outdated',
  // Mail that is released
  'relay-unreachable',
  'relay-refused',
  // Data
  'source-unreachable',
  'source-denied',
  'source-unsupported',
  'source-failed',
  'mask-unclassified',
  'mask-rule-invalid',
  'data-unreadable',
  'snapshot-missing',
  'snapshot-corrupt',
  'dataset-unknown',
  'dataset-not-ready',
  'checkpoint-unknown',
  'nothing-to-undo',
  'bake-failed',
  'pool-failed',
  // The data directory and its store
  'home-invalid',
  'home-readonly',
  'home-in-use',
  'disk-full',
  'store-newer',
  'store-corrupt',
  'store-failed',
  // Operations
  'operation-conflict',
  'operation-finished',
  'operation-interrupted',
  'step-failed',
  // Hosts
  'port-taken',
  'secrets-unavailable',
  'prerequisite-missing',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A place in a file, for configuration errors. Lines and columns count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** JSON data that explains an error further; never secrets, never rows of a database. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export interface ErrorParts {
  readonly hint?: string | undefined;
  readonly details?: ErrorDetails | undefined;
  readonly retryable?: boolean | undefined;
  readonly cause?: unknown;
}

/** The one error class of the product: everything a user can meet is one of these. */
export class BacklotError extends Error {
  override readonly name = 'BacklotError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: ErrorDetails;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, parts: ErrorParts = {}) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.code = code;
    this.hint = parts.hint;
    this.details = parts.details ?? {};
    this.retryable = parts.retryable ?? false;
  }
}

/** An error as it crosses a process boundary. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly details: ErrorDetails;
  readonly retryable: boolean;
}

const isCode = (code: unknown): code is ErrorCode => errorCodes.some((known) => known === code);

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Turns anything thrown into a `BacklotError`; an abort becomes `cancelled`, the unknown `internal`. */
export function toBacklotError(error: unknown): BacklotError {
  if (error instanceof BacklotError) return error;
  if (isAbort(error)) return new BacklotError('cancelled', 'The work was cancelled.', { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new BacklotError('internal', message || 'Something went wrong inside Backlot.', {
    hint: 'This is a defect: please report it with the steps that led here.',
    cause: error,
  });
}

/** The wire form of anything thrown. The cause and the stack stay behind. */
export function errorToWire(error: unknown): WireError {
  const { code, message, hint, details, retryable } = toBacklotError(error);
  return hint === undefined
    ? { code, message, details, retryable }
    : { code, message, hint, details, retryable };
}

/** The error behind its wire form; an unknown code (from a newer core) becomes `internal`. */
export function errorFromWire(wire: WireError): BacklotError {
  const code = isCode(wire.code) ? wire.code : 'internal';
  const { message, hint, details, retryable } = wire;
  return new BacklotError(code, message, { hint, details, retryable });
}

/** True for the error that a cancelled call or operation ends with: cancelling is not failing. */
export const isCancelled = (error: unknown): boolean =>
  (error instanceof BacklotError && error.code === 'cancelled') || isAbort(error);
