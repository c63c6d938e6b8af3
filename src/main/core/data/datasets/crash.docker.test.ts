import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../docker/connect-engine.ts';
import { listContainers } from '../../docker/containers.ts';
import { listVolumes } from '../../docker/volumes.ts';
import { stackIdentity } from '../../engine/identity.ts';
import { type StackRef, type StackSource, stackAccess, stackRef } from '../../engine/stack-access.ts';
import { labelled, removeProject, sleeper, uniqueProject } from '../../engine/testing/docker-stack.ts';
import { killableEngine } from '../../engine/testing/killable-engine.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import { createOperations } from '../../operations/create-operations.ts';
import { defineOperation } from '../../operations/define-operation.ts';
import { createKillSwitch } from '../../operations/testing/kill-switch.ts';
import { openStore } from '../../store/open-store.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { createPools } from '../pool/create-pools.ts';
import { testPools } from '../pool/testing/test-pools.ts';
import { createDatasets } from './create-datasets.ts';

const forever = new AbortController().signal;

const model = {
  services: {
    store: sleeper({
      command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.05; done'],
      init: false,
      volumes: [{ type: 'volume', source: 'data', target: '/data' }],
    }),
  },
  volumes: { data: { name: 'shop_data' } },
} as const;

/** How far apart the points are: all of them would take minutes. */
const stride = 6;

test('killed anywhere in a bake, the next core finds the old dataset whole or the new one whole', async () => {
  const { engine, pools, options } = await testPools({ tier: 'copy' });
  const pool = await pools.of('default', forever);
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bake-crash-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'old.sh'), 'echo old > /data/content\n');
  await writeFile(join(folder, 'new.sh'), 'echo new > /data/content\n');

  const story = async (killAt: number | undefined, resumes: boolean): Promise<number> => {
    const project = uniqueProject();
    const identity = stackIdentity({
      project,
      environment: 'dev',
      first: true,
      workingDir: folder,
      configFiles: [],
    });
    const ref = { host: 'default', project: folder, environment: 'dev' };
    const folderOf = `datasets/${project}/demo`;

    /** One process that bakes, or takes up what is left, until its end or until it is killed. */
    const live = async (home: string, seed: string, at?: number) => {
      const kill = createKillSwitch(at);
      const store = openStore({ home });
      const connect = async () => killableEngine(await connectEngine(localContext, forever), kill);
      const source: StackSource = {
        identify: async () => identity,
        model: async () => labelled(model),
        env: () => ({}),
        connect,
      };
      const access = stackAccess(source);
      const own = await connect();
      const datasets = createDatasets({
        access,
        source,
        pools: createPools({ ...options, engine: async () => own }),
        environment: { freeze: async () => ({ volumes: {}, stoppedMs: 0 }) },
        snapshots: {
          latest: async () => undefined,
          restore: async () => ({ engine: '', tables: [], taken: [] }),
        },
        declared: async () => new Map([['demo', { kind: 'seed', files: [seed] }]]),
      });
      // As a switch does that bakes first: it goes on where it was.
      const use = defineOperation<StackRef>({
        kind: 'use',
        input: stackRef,
        afterCrash: 'resume',
        locks: () => ['use'],
        verbs: datasets.verbs,
        plan: async (place, { signal }) => ({
          title: 'Use demo',
          steps: await datasets.bakePlan(place, 'demo', { again: false }, signal),
        }),
      });
      const kinds = [...datasets.kinds, use];
      const operations = createOperations({ store: kill.guard(store), kinds, stopMs: 500 });
      const work = async () => {
        const [taken] = operations.recover();
        const id =
          taken ??
          (resumes
            ? operations.start('use', ref)
            : operations.start('dataset-bake', { stack: ref, dataset: 'demo' }));
        return (await operations.wait(id, forever)).state;
      };
      const ended = await Promise.race([
        kill.died.then(() => undefined),
        work().catch((error: unknown) => {
          if (!kill.dead()) throw error;
          return undefined;
        }),
      ]);
      await operations.stop();
      access.close();
      own.close();
      store.close();
      return { ended, passed: kill.passed() };
    };

    const home = tempHome();
    try {
      expect((await live(home, 'old.sh')).ended).toBe('succeeded');
      const { passed } = await live(home, 'new.sh', killAt);
      if (killAt === undefined) return passed;
      const next = await live(home, 'new.sh');
      const content = await pool.run(`cat ${folderOf}/data/content`, [], forever);
      const record = await pool.run(`cat ${folderOf}/dataset.json`, [], forever);
      expect([killAt, ['old', 'new']]).toEqual([killAt, expect.arrayContaining([content.trim()])]);
      expect([killAt, record.includes(`"${content.trim()}.sh"`)]).toEqual([killAt, true]);
      expect([killAt, next.ended]).toEqual([
        killAt,
        resumes ? 'succeeded' : expect.stringMatching(/succeeded|failed/),
      ]);
      if (resumes) expect([killAt, content.trim()]).toEqual([killAt, 'new']);
      const own = ({ Labels }: { readonly Labels: Readonly<Record<string, string>> }) =>
        Labels['dev.backlot.project'] === project;
      expect((await listContainers(engine, forever)).filter(own)).toEqual([]);
      expect((await listVolumes(engine, forever)).filter(own)).toEqual([]);
      expect([killAt, (await pool.run('ls -A work', [], forever)).trim()]).toEqual([killAt, '']);
      return passed;
    } finally {
      await removeProject(engine, project);
      await pool.remove(`datasets/${project}`, forever);
    }
  };

  const points = await story(undefined, false);
  expect(points).toBeGreaterThan(20);
  for (let at = 1; at <= points; at += stride) await story(at, (at - 1) % (2 * stride) === 0);
}, 600_000);
