import { expect, test } from 'vitest';
import { buildCommand } from './build-command.ts';

test('no value of an argument is shown', () => {
  const build = { context: '/my shop', target: 'prod', args: { TOKEN: 'hunter2' }, no_cache: true };
  expect(buildCommand(build, ['shop-web:dev'])).toBe(
    "docker build --tag shop-web:dev --target prod --build-arg TOKEN --no-cache '/my shop'",
  );
});
