import { expect, test } from 'vitest';
import { backlotYaml } from '../../../shared/config/backlot-yaml.ts';
import { findEnvironment, matchesEnvironment } from './find-environment.ts';

test.each([
  ['dev', 'dev', true],
  ['dev', 'dev2', false],
  ['test.*', 'test.login', true],
  ['test.*', 'test.', false],
  ['test.*', 'test.*', true],
  ['test.*', 'testing', false],
])('the pattern %s stands for %s: %s', (pattern, name, stands) => {
  expect(matchesEnvironment(pattern, name)).toBe(stands);
});

const config = backlotYaml.parse({
  name: 'shop',
  environments: { dev: { kind: 'dev' }, 'test.*': { kind: 'test', host: 'shared' } },
});

test('an environment of a pattern has what the pattern says', () => {
  expect(findEnvironment(config, 'test.login').host).toBe('shared');
});

test('one that is not declared is refused with those that are', () => {
  expect(() => findEnvironment(config, 'qa')).toThrow(
    expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('dev, test.*') }),
  );
});
