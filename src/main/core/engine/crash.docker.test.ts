import { expect, test } from 'vitest';
import { connectEngine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { createOperations } from '../operations/create-operations.ts';
import { createKillSwitch } from '../operations/testing/kill-switch.ts';
import { openStore } from '../store/open-store.ts';
import { tempHome } from '../store/testing/temp-home.ts';
import { type StackIdentity, stackIdentity } from './identity.ts';
import { stackAccess } from './stack-access.ts';
import { planUp, stackOperations } from './stack-operations.ts';
import { labelled, removeProject, sleeper, uniqueProject } from './testing/docker-stack.ts';
import { killableEngine } from './testing/killable-engine.ts';
import { localContext } from './testing/local-engine.ts';
import type { PartialModel } from './testing/stack-model.ts';

const forever = new AbortController().signal;

const before: PartialModel = { services: { web: sleeper({ environment: { VERSION: '1' } }) } };
const after: PartialModel = {
  services: {
    web: sleeper({
      environment: { VERSION: '2' },
      depends_on: { db: { condition: 'service_started', required: true } },
    }),
    db: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }),
  },
  volumes: { data: { name: 'shop_data' } },
};

/** One process that brings the stack up, until its end or until it is killed; answers the points it passed. */
async function live(identity: StackIdentity, model: PartialModel, home: string, killAt?: number) {
  const kill = createKillSwitch(killAt);
  const store = openStore({ home });
  const ref = { host: 'default', project: identity.workingDir, environment: identity.environment };
  const access = stackAccess({
    identify: async () => identity,
    model: async () => labelled(model),
    env: () => ({}),
    connect: async (_, signal) => killableEngine(await connectEngine(localContext, signal), kill),
  });
  const operations = createOperations({
    store: kill.guard(store),
    kinds: stackOperations(access),
    stopMs: 500,
  });
  const work = async () => {
    const taken = operations.recover();
    const id = taken[0] ?? operations.start('up', { stack: ref });
    return operations.wait(id, forever);
  };
  const ended = await Promise.race([
    kill.died.then(() => undefined),
    work().catch((error: unknown) => {
      if (!kill.dead()) throw error;
      return undefined;
    }),
  ]);
  await operations.stop();
  const plan = kill.dead() ? undefined : await planUp(access, { stack: ref }, forever);
  access.close();
  store.close();
  return { passed: kill.passed(), ended, plan };
}

test('killed at every point of an up, the next one converges, with its journal and without', async () => {
  const engine = await connectEngine(localContext, forever);
  const story = async (killAt?: number): Promise<number> => {
    const project = uniqueProject();
    const given = { project, environment: 'dev', first: true, workingDir: '/nowhere/shop', configFiles: [] };
    const identity = stackIdentity(given);
    try {
      expect((await live(identity, before, tempHome())).ended?.state).toBe('succeeded');
      const home = tempHome();
      const killed = await live(identity, after, home, killAt);
      if (killAt === undefined) return killed.passed;
      const next = await live(identity, after, killAt % 2 === 0 ? home : tempHome());
      expect([killAt, next.ended?.state, next.ended?.error]).toEqual([killAt, 'succeeded', undefined]);
      expect([killAt, next.plan?.steps]).toEqual([killAt, []]);
      const own = (await listContainers(engine, forever)).filter(
        ({ Labels }) => Labels['dev.backlot.project'] === project,
      );
      expect(own.map(({ Names, State }) => `${Names[0]} ${State}`).sort()).toEqual([
        `${project}-dev-db-1 running`,
        `${project}-dev-web-1 running`,
      ]);
      return killed.passed;
    } finally {
      await removeProject(engine, project);
    }
  };
  try {
    const points = await story();
    expect(points).toBeGreaterThan(20);
    for (let killAt = 1; killAt <= points; killAt += 4)
      await Promise.all([0, 1, 2, 3].map((more) => story(killAt + more)));
  } finally {
    engine.close();
  }
}, 300_000);
