import { expect, test } from 'vitest';
import { createMaskingSecrets, maskingSecretName } from './masking-secret.ts';
import { memorySecrets } from './snapshots/testing/memory-secrets.ts';

const { signal } = new AbortController();

test('a project keeps its secret, two asking at once have the same, another project has another', async () => {
  const secrets = memorySecrets();
  const load = createMaskingSecrets(secrets);
  const [first, second] = await Promise.all([load('/a', signal), load('/a', signal)]);
  expect(first).toHaveLength(32);
  expect(Buffer.from(second).equals(first)).toBe(true);
  expect(Buffer.from(await createMaskingSecrets(secrets)('/a', signal)).equals(first)).toBe(true);
  expect(Buffer.from(await load('/b', signal)).equals(first)).toBe(false);
});

test('a damaged one is not replaced', async () => {
  const secrets = memorySecrets();
  await secrets.set(maskingSecretName('/a'), 'short', signal);
  await expect(createMaskingSecrets(secrets)('/a', signal)).rejects.toMatchObject({
    code: 'secrets-unavailable',
  });
});
