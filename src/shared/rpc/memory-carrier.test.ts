import { expect, test } from 'vitest';
import { waitFor } from '../../../scripts/testing/wait-for.ts';
import { memoryPair } from './memory-carrier.ts';
import { carrierContract } from './testing/carrier-contract.ts';

carrierContract('an in-memory pair', async () => {
  const [client, server] = memoryPair();
  return { client, server, dispose: () => {} };
});

test('an end that is listened to after the close is told once', async () => {
  const [a, b] = memoryPair();
  const told: string[] = [];
  a.close();
  a.listen({ frame: () => {}, closed: (reason) => told.push(reason) });
  b.listen({ frame: () => {}, closed: (reason) => told.push(reason) });
  await waitFor(() => expect(told).toHaveLength(2));
  a.close();
  await Promise.resolve();
  expect(told.sort()).toEqual(['closed by the peer', 'closed here']);
});
