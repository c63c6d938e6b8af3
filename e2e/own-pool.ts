import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { TEST_LABEL, testRun } from '../scripts/testing/test-run.ts';
import { createPools } from '../src/main/core/data/pool/create-pools.ts';
import { stackAccess } from '../src/main/core/engine/stack-access.ts';
import { projectStacks } from '../src/main/core/stacks/stack-source.ts';

/** A test's own pool of data on the engine, so that it shares nothing with anybody's. */
export interface OwnPool {
  /** What `BACKLOT_POOL` has to be. */
  readonly prefix: string;
  /** Once no environment's volume lies in it. */
  readonly remove: () => Promise<void>;
}

/** Makes a pool whose every object carries the tests' label, before the core under test finds it there. */
export async function ownPool(): Promise<OwnPool> {
  const prefix = `bt${randomBytes(4).toString('hex')}`;
  const places = { env: process.env, homedir: homedir(), platform: process.platform };
  const access = stackAccess(projectStacks(places));
  const labels = { [TEST_LABEL]: testRun };
  const pools = createPools({ engine: access.engine, prefix, labels, size: 1024 ** 3 });
  await pools.of('default', AbortSignal.timeout(60_000));
  return {
    prefix,
    async remove() {
      await pools.remove('default', AbortSignal.timeout(60_000));
      pools.close();
      access.close();
    },
  };
}
