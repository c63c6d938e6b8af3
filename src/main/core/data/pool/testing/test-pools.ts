import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../../../scripts/testing/test-run.ts';
import { connectEngine, type Engine } from '../../../docker/connect-engine.ts';
import { localContext } from '../../../engine/testing/local-engine.ts';
import { createPools } from '../create-pools.ts';
import type { Pools } from '../pool.ts';
import type { PoolOptions } from '../pool-names.ts';

const forever = new AbortController().signal;

export interface TestPools {
  readonly engine: Engine;
  readonly pools: Pools;
  readonly prefix: string;
  readonly options: PoolOptions;
}

/** For tests: pools under a name of their own on the machine's engine; they go with the test. */
export async function testPools(given: PoolOptions = {}): Promise<TestPools> {
  const prefix = `bt${randomBytes(4).toString('hex')}`;
  const options = { prefix, labels: { [TEST_LABEL]: testRun }, size: 1024 ** 3, ...given };
  const engine = await connectEngine(localContext, forever);
  const pools = createPools({ ...options, engine: async () => engine });
  onTestFinished(async () => {
    await pools.remove('default', forever);
    pools.close();
    engine.close();
  });
  return { engine, pools, prefix, options };
}
