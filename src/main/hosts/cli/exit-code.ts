import { type ErrorCode, toBacklotError } from '../../../shared/errors.ts';
import type { OperationState, OperationWithSteps } from '../../../shared/model/operation.ts';

/** 0 done, 1 failed, 2 usage or configuration, 3 a prerequisite is missing, 130 cancelled. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** What each error ends a command with; docs/cli.md shows this table. */
export const exitCodes: Readonly<Record<ErrorCode, ExitCode>> = {
  'invalid-input': 2,
  'unknown-method': 1,
  'not-found': 2,
  forbidden: 1,
  cancelled: 130,
  'connection-closed': 1,
  unserializable: 1,
  'too-large': 1,
  unsupported: 1,
  internal: 1,
  'project-not-found': 2,
  'config-invalid': 2,
  'config-exists': 2,
  'git-missing': 3,
  'git-not-a-repository': 2,
  'git-failed': 1,
  'docker-missing': 3,
  'docker-unreachable': 3,
  'docker-permission': 3,
  'docker-too-old': 3,
  'docker-context-unknown': 2,
  'host-untrusted': 3,
  'docker-failed': 1,
  'image-missing': 1,
  'name-taken': 1,
  'container-exited': 1,
  'not-ready': 1,
  'plan-outdated': 1,
  'relay-unreachable': 1,
  'relay-refused': 1,
  'registry-denied': 1,
  'registry-rate-limited': 1,
  'registry-unreachable': 1,
  'build-failed': 1,
  'source-unreachable': 3,
  'source-denied': 1,
  'source-unsupported': 1,
  'source-failed': 1,
  'mask-unclassified': 2,
  'mask-rule-invalid': 2,
  'data-unreadable': 1,
  'snapshot-missing': 1,
  'snapshot-corrupt': 1,
  'dataset-unknown': 2,
  'dataset-not-ready': 1,
  'checkpoint-unknown': 2,
  'nothing-to-undo': 1,
  'bake-failed': 1,
  'pool-failed': 1,
  'home-invalid': 2,
  'home-readonly': 2,
  'home-in-use': 1,
  'disk-full': 1,
  'store-newer': 3,
  'store-corrupt': 1,
  'store-failed': 1,
  'operation-conflict': 1,
  'operation-finished': 1,
  'operation-interrupted': 1,
  'step-failed': 1,
  'port-taken': 1,
  'secrets-unavailable': 3,
  'prerequisite-missing': 3,
};

/** The exit code for anything thrown. */
export const exitCodeOf = (error: unknown): ExitCode => exitCodes[toBacklotError(error).code];

/** The exit code for how an operation ended. A failure counts as what made it fail. */
export function operationExitCode({ state, error }: Pick<OperationWithSteps, 'state' | 'error'>): ExitCode {
  const codes: Readonly<Record<OperationState, ExitCode>> = {
    queued: 1,
    running: 1,
    succeeded: 0,
    failed: error ? exitCodes[error.code] : 1,
    cancelled: 130,
    interrupted: 1,
  };
  return codes[state];
}
