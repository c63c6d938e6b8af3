import { memoryPair } from './memory-carrier.ts';
import { carrierContract } from './testing/carrier-contract.ts';

carrierContract('an in-memory pair', async () => {
  const [client, server] = memoryPair();
  return { client, server, dispose: () => {} };
});
