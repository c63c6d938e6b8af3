import { expect, test } from 'vitest';
import { loadDockerode } from './load-dockerode.ts';

test('the library is there, by every caller at once', async () => {
  const [one, two] = await Promise.all([loadDockerode(), loadDockerode()]);
  expect(one).toBe(two);
  expect(new one({ socketPath: '/nowhere' })).toBeInstanceOf(one);
});
