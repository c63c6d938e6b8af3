import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DatasetSource } from '../../../../../shared/model/data.ts';
import type { OperationWithSteps } from '../../../../../shared/model/operation.ts';
import { connectEngine, type Engine } from '../../../docker/connect-engine.ts';
import { type StackIdentity, stackIdentity } from '../../../engine/identity.ts';
import { type StackRef, type StackSource, stackAccess } from '../../../engine/stack-access.ts';
import { labelled, removeProject, uniqueProject } from '../../../engine/testing/docker-stack.ts';
import { localContext } from '../../../engine/testing/local-engine.ts';
import type { PartialModel } from '../../../engine/testing/stack-model.ts';
import { testCore } from '../../../operations/testing/test-core.ts';
import type { Pool } from '../../pool/pool.ts';
import type { PoolOptions } from '../../pool/pool-names.ts';
import { testPools } from '../../pool/testing/test-pools.ts';
import { createDatasets, type DatasetParts } from '../create-datasets.ts';
import type { DatasetVerbs } from '../dataset-verbs.ts';

const forever = new AbortController().signal;

export interface BakeStack {
  readonly engine: Engine;
  readonly pool: Pool;
  readonly identity: StackIdentity;
  readonly ref: StackRef;
  readonly datasets: DatasetVerbs;
  readonly core: ReturnType<typeof testCore>;
  /** What backlot.yaml declares. */
  readonly declared: Map<string, DatasetSource>;
  readonly edit: (model: PartialModel) => void;
  readonly run: (kind: string, dataset: string, more?: object) => Promise<OperationWithSteps>;
  /** A shell's words on the pool. */
  readonly inPool: (script: string) => Promise<string>;
}

/** For tests: a project of its own folder, datasets on the real engine; all of it goes with the test. */
export async function bakeStack(
  model: PartialModel,
  {
    snapshots,
    pull,
    options = { tier: 'copy' },
  }: Partial<Pick<DatasetParts, 'snapshots' | 'pull'>> & { readonly options?: PoolOptions } = {},
): Promise<BakeStack> {
  const project = await mkdtemp(join(tmpdir(), 'backlot-bake-'));
  const engine = await connectEngine(localContext, forever);
  const identity = stackIdentity({
    project: uniqueProject(),
    environment: 'dev',
    first: true,
    workingDir: project,
    configFiles: [join(project, 'compose.yaml')],
  });
  let current = model;
  const source: StackSource = {
    identify: async () => identity,
    model: async () => labelled(current),
    env: () => ({}),
    connect: (_, signal) => connectEngine(localContext, signal),
  };
  const access = stackAccess(source);
  const ref: StackRef = { host: 'default', project, environment: 'dev' };
  onTestFinished(async () => {
    await removeProject(engine, identity.project);
    access.close();
    engine.close();
    await rm(project, { recursive: true });
  });
  const { pools } = await testPools(options);
  const pool = await pools.of('default', forever);
  const declared = new Map<string, DatasetSource>();
  const datasets = createDatasets({
    access,
    source,
    pools,
    environment: {
      // What is in the real environment's volumes is another part's work: here it is a folder of the pool.
      freeze: async (_, into, signal) => {
        await pool.run('mkdir -p "$(dirname "$1")" && cp -a live "$1"', [into], signal);
        return { volumes: { data: `${into}/data` }, stoppedMs: 5 };
      },
    },
    snapshots: snapshots ?? {
      latest: async () => undefined,
      restore: async () => ({ engine: '', tables: [], taken: [] }),
    },
    pull,
    declared: async () => declared,
  });
  const core = testCore({ kinds: datasets.kinds });
  return {
    engine,
    pool,
    identity,
    ref,
    datasets,
    core,
    declared,
    edit: (next) => {
      current = next;
    },
    run: (kind, dataset, more = {}) =>
      core.operations.wait(core.operations.start(kind, { stack: ref, dataset, ...more }), forever),
    inPool: async (script) => (await pool.run(script, [], forever)).trim(),
  };
}
