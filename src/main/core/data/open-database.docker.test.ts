import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../docker/connect-engine.ts';
import { stackIdentity } from '../engine/identity.ts';
import { composeLabels } from '../engine/labels.ts';
import { connectLocal } from '../images/testing/connect-local.ts';
import { type DatabaseAccess, openDatabase } from './open-database.ts';
import { type PostgresContainer, startPostgres } from './postgres/testing/postgres-container.ts';

const never = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`databases of environments${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  beforeAll(async () => {
    engine = await connectLocal(never);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
  });
  const project = `opened-${process.pid}`;
  const access: DatabaseAccess = {
    locate: async ({ project: path, environment }) => ({ project: path, environment, host: 'default' }),
    openUrl: async () => {
      throw new Error('No address is opened here.');
    },
    access: {
      engine: async () => engine,
      identity: async ({ environment }) =>
        stackIdentity({ project, environment, first: true, workingDir: '/shop', configFiles: [] }),
    },
  };
  const open = (environment: string) => openDatabase(access, { project: '/shop', environment }, never);
  const start = async (environment: string, service: string): Promise<void> => {
    const { composeProject } = stackIdentity({
      ...{ project, environment, first: true, workingDir: '/shop', configFiles: [] },
    });
    const labels = { [composeLabels.project]: composeProject, [composeLabels.service]: service };
    servers.push(await startPostgres(engine, { labels }));
  };

  test('the one PostgreSQL service is found and read; none and several are told by name', async () => {
    await expect(open('staging')).rejects.toMatchObject({
      code: 'source-unreachable',
      hint: 'Bring it up first: backlot up staging',
    });
    await start('staging', 'db');
    const { source, service } = await open('staging');
    expect(service).toBe('db');
    expect(await source.query('SELECT 1 AS one', never)).toEqual([{ one: '1' }]);
    await source.close();
    await start('staging', 'archive');
    await expect(open('staging')).rejects.toMatchObject({
      code: 'source-unsupported',
      message: 'staging has several databases: archive, db.',
    });
  });
});
