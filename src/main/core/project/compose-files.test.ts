import { expect, test } from 'vitest';
import { isComposeName, pickComposeFiles } from './compose-files.ts';

test.each([
  [[], []],
  [['README.md', 'compose.prod.yaml'], []],
  [['docker-compose.yml', 'compose.yaml'], ['compose.yaml']],
  [
    ['docker-compose.override.yml', 'docker-compose.yml'],
    ['docker-compose.yml', 'docker-compose.override.yml'],
  ],
  [['compose.override.yaml'], []],
])('of %j Docker Compose takes %j', (names, expected) => {
  expect(pickComposeFiles(names)).toEqual(expected);
});

test.each([
  ['compose.yaml', true],
  ['docker-compose.yml', true],
  ['compose.production.yaml', true],
  ['docker-compose.e2e.local.yml', true],
  ['composer.json', false],
  ['mycompose.yaml', false],
  ['compose.yaml.bak', false],
])('%s: %s', (name, expected) => {
  expect(isComposeName(name)).toBe(expected);
});
