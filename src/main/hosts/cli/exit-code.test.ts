import { expect, test } from 'vitest';
import { BacklotError } from '../../../shared/errors.ts';
import { exitCodeOf, operationExitCode } from './exit-code.ts';

test.each([
  [new BacklotError('config-invalid', 'x'), 2],
  [new BacklotError('docker-missing', 'x'), 3],
  [new BacklotError('cancelled', 'x'), 130],
  [new DOMException('x', 'AbortError'), 130],
  [new TypeError('x'), 1],
  ['a string', 1],
])('%s ends with %i', (error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

const error = { code: 'docker-unreachable', message: 'x', details: {}, retryable: true } as const;

test.each([
  [{ state: 'succeeded' }, 0],
  [{ state: 'failed' }, 1],
  [{ state: 'failed', error }, 3],
  [{ state: 'cancelled', error }, 130],
  [{ state: 'interrupted' }, 1],
] as const)('an operation that is %j ends with %i', (operation, code) => {
  expect(operationExitCode(operation)).toBe(code);
});
