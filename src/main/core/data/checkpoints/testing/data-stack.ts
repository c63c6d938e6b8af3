import { onTestFinished } from 'vitest';
import type { DataStatus } from '../../../../../shared/model/data.ts';
import type { OperationWithSteps } from '../../../../../shared/model/operation.ts';
import { connectEngine, type Engine } from '../../../docker/connect-engine.ts';
import { listContainers } from '../../../docker/containers.ts';
import { runInContainer } from '../../../docker/run-in-container.ts';
import { type StackIdentity, stackIdentity } from '../../../engine/identity.ts';
import { composeLabels } from '../../../engine/labels.ts';
import { type StackAccess, type StackRef, stackAccess } from '../../../engine/stack-access.ts';
import { stackOperations } from '../../../engine/stack-operations.ts';
import { labelled, removeProject, uniqueProject } from '../../../engine/testing/docker-stack.ts';
import { localContext } from '../../../engine/testing/local-engine.ts';
import type { PartialModel } from '../../../engine/testing/stack-model.ts';
import type { OperationKind } from '../../../operations/define-operation.ts';
import { testCore } from '../../../operations/testing/test-core.ts';
import { createDataStatus } from '../../data-status.ts';
import type { Pool, Pools } from '../../pool/pool.ts';
import type { PoolOptions } from '../../pool/pool-names.ts';
import { type TestPools, testPools } from '../../pool/testing/test-pools.ts';
import type { Retention } from '../choose-expired.ts';
import { dataOperations } from '../data-operations.ts';
import { type EnvironmentView, lookAtData } from '../look-at-data.ts';
import { poolHook } from '../pool-hook.ts';
import { fakeDatasets } from './fake-datasets.ts';

const forever = new AbortController().signal;

export interface DataStack extends TestPools {
  readonly access: StackAccess;
  readonly identity: StackIdentity;
  readonly ref: StackRef;
  readonly pool: () => Promise<Pool>;
  readonly kinds: readonly OperationKind[];
  readonly run: (kind: string, input?: object) => Promise<OperationWithSteps>;
  readonly view: () => Promise<EnvironmentView>;
  /** Runs a shell script in the container of a service. */
  readonly exec: (service: string, script: string) => Promise<string>;
  /** Puts a dataset of one file per volume into the pool. */
  readonly seed: (name: string, files: Readonly<Record<string, string>>) => Promise<void>;
  readonly status: () => Promise<DataStatus>;
  readonly edit: (model: PartialModel) => void;
}

export const kindsOf = (
  access: StackAccess,
  pools: Pools,
  retention?: Retention,
): readonly OperationKind[] => [
  ...stackOperations(access, undefined, poolHook(pools)),
  ...dataOperations({ access, pools, datasets: fakeDatasets(pools), retention }),
];

/** For tests: an environment on the real engine with a pool of its own; all of it goes with the test. */
export async function dataStack(
  model: PartialModel,
  given: {
    readonly pool?: PoolOptions;
    readonly retention?: Retention;
    readonly home?: string;
    /** A clone of a project that has others. */
    readonly clone?: Pick<StackIdentity, 'workingDir' | 'elsewhere'> & { readonly project: string };
    /** The pool of another stack, which it goes with. */
    readonly beside?: TestPools;
  } = {},
): Promise<DataStack> {
  const pools = given.beside ?? (await testPools(given.pool));
  const identity = stackIdentity({
    project: uniqueProject(),
    environment: 'dev',
    first: true,
    workingDir: '/nowhere/shop',
    configFiles: ['/nowhere/shop/compose.yaml'],
    ...given.clone,
  });
  let current = model;
  const access = stackAccess({
    identify: async () => identity,
    model: async () => labelled(current),
    env: () => ({}),
    connect: (_, signal) => connectEngine(localContext, signal),
  });
  const engine: Engine = await connectEngine(localContext, forever);
  onTestFinished(async () => {
    await removeProject(engine, identity.project);
    access.close();
    engine.close();
  });
  const ref: StackRef = { host: 'default', project: identity.workingDir, environment: 'dev' };
  const kinds = kindsOf(access, pools.pools, given.retention);
  const core = testCore({ kinds }, given.home);
  const status = createDataStatus({ access, pools: pools.pools, datasets: fakeDatasets(pools.pools) });
  const pool = () => pools.pools.of('default', forever);
  return {
    ...pools,
    access,
    identity,
    ref,
    kinds,
    pool,
    run: (kind, input = {}) =>
      core.operations.wait(core.operations.start(kind, { stack: ref, ...input }), forever),
    view: () => lookAtData({ access, pools: pools.pools }, ref, forever),
    async exec(service, script) {
      const all = await listContainers(engine, forever);
      const found = all.find(
        ({ Labels, State }) =>
          State === 'running' &&
          Labels[composeLabels.service] === service &&
          Labels[composeLabels.project] === identity.composeProject,
      );
      if (found === undefined) throw new Error(`${service} does not run`);
      const command = ['sh', '-c', script];
      return (await runInContainer(engine, found.Id, { command }, forever)).output.trim();
    },
    async seed(name, files) {
      for (const [volume, text] of Object.entries(files))
        await (await pool()).run(
          'mkdir -p "datasets/test/$1/$2"; printf %s "$3" > "datasets/test/$1/$2/file"',
          [name, volume, text],
          forever,
        );
    },
    status: () => status(ref, forever),
    edit: (next) => {
      current = next;
    },
  };
}
