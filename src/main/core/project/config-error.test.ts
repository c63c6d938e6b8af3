import { expect, test } from 'vitest';
import { checkConfig } from './check-config.ts';
import { configError } from './config-error.ts';

test('the first error with its place, the others counted, all in the details', () => {
  const { problems } = checkConfig(
    'name: Shop\nenvironments: { a: { kind: production }, b: {} }',
    'backlot.yaml',
  );
  const error = configError(problems);
  expect(error.code).toBe('config-invalid');
  expect(error.message).toBe('backlot.yaml:1:7: name: "Shop" is not a name. (and 1 more)');
  expect(error.hint).toBe('Use lower-case letters, digits and dashes, at most 63.');
  expect(error.details).toEqual({ problems });
});

test('a problem without a place names its file', () => {
  const { problems } = checkConfig('', 'backlot.yaml');
  expect(configError(problems).message).toBe('backlot.yaml: backlot.yaml is empty.');
});
