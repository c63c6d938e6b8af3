import { expect, test } from 'vitest';
import { ensurePostgresImage } from '../data/postgres/testing/ensure-postgres-image.ts';
import { postgresImage } from '../data/postgres/testing/postgres-container.ts';
import { listContainers } from '../docker/containers.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { composeLabels } from '../engine/labels.ts';
import { type DockerStack, dockerStack, sleeper, uniqueProject } from '../engine/testing/docker-stack.ts';
import { createParity } from './compare-environments.ts';

const forever = new AbortController().signal;

const model = {
  services: {
    db: {
      image: postgresImage,
      environment: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: 'right horse', POSTGRES_DB: 'shop' },
      healthcheck: {
        test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'shop'],
        interval: '5s',
        start_period: '300s',
      },
      stop_grace_period: '20s',
    },
    web: sleeper({ environment: { LOG_LEVEL: 'info', SESSION_SECRET: 'one' } }),
  },
};

const sql = async ({ engine, identity }: DockerStack, statements: readonly string[]): Promise<void> => {
  const [db] = await listContainers(engine, forever, [
    `${composeLabels.project}=${identity.composeProject}`,
    `${composeLabels.service}=db`,
  ]);
  const command = ['psql', '-U', 'shop', '-d', 'shop', ...statements.flatMap((one) => ['-c', one])];
  const { exitCode, output } = await runInContainer(engine, db?.Id ?? '', { command }, forever);
  expect(exitCode, output).toBe(0);
};

test('two environments of the same files are the same; what was changed by hand is named, and nothing else', async () => {
  const project = uniqueProject();
  const dev = await dockerStack(model, { project, environment: 'dev', first: false });
  const staging = await dockerStack(model, { project, environment: 'staging', first: false });
  await ensurePostgresImage(dev.engine, postgresImage, forever);
  const stacks = [dev, staging];
  const of = (environment: string): DockerStack => (environment === 'dev' ? dev : staging);
  const table = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer NOT NULL DEFAULT 0)';
  const note = 'CREATE TABLE schema_migrations (version text PRIMARY KEY)';
  const up = async (stack: DockerStack): Promise<void> =>
    expect(await stack.run('up').then(({ state, error }) => [state, error])).toEqual([
      'succeeded',
      undefined,
    ]);
  for (const stack of stacks) await up(stack);
  for (const stack of stacks)
    await sql(stack, [table, note, `INSERT INTO schema_migrations VALUES ('001_orders')`]);
  const parity = createParity({
    access: {
      engine: dev.access.engine,
      identity: (ref, signal) => of(ref.environment).access.identity(ref, signal),
      desired: (ref, signal) => of(ref.environment).access.desired(ref, signal),
    },
    stacks: { locate: async ({ environment }) => of(environment).ref },
  });
  const compare = () => parity.compare({ project: '/nowhere/shop', left: 'dev', right: 'staging' }, forever);

  const alike = await compare();
  expect(alike.differences).toEqual([]);
  expect([alike.score, alike.unseen]).toEqual([100, []]);
  expect(alike.services.map(({ name }) => name)).toEqual(['db', 'web']);
  // Packages, settings, columns: what is compared is many.
  expect(alike.facts).toBeGreaterThan(150);

  await sql(dev, [
    'ALTER TABLE orders ADD note text',
    `ALTER SYSTEM SET work_mem = '8MB'`,
    'SELECT pg_reload_conf()',
    `INSERT INTO schema_migrations VALUES ('002_note')`,
  ]);
  staging.edit({
    ...model,
    services: {
      ...model.services,
      web: sleeper({ environment: { LOG_LEVEL: 'debug', SESSION_SECRET: 'two' } }),
    },
  });
  await up(staging);
  const report = await compare();
  expect(
    report.differences.map(({ service, aspect, key, left, right, class: weight }) => [
      `${weight}: ${service} ${aspect} ${key}`,
      left,
      right,
    ]),
  ).toEqual([
    ['matters: db setting work_mem', '8192 kB', undefined],
    ['matters: db migration shop.public.schema_migrations: 002_note', 'applied', undefined],
    ['matters: db schema shop.public.orders.note', 'text', undefined],
    ['matters: web variable LOG_LEVEL', 'info', 'debug'],
    ['expected: web variable SESSION_SECRET', expect.stringMatching(/^secret \w{8}$/), expect.any(String)],
  ]);
  expect(report.score).toBeLessThan(100);
  expect(JSON.stringify(report)).not.toContain('right horse');
  expect(report.differences[0]?.fix?.command).toBe(
    `backlot exec dev db -- psql -U shop -d postgres -c 'ALTER SYSTEM RESET work_mem'`,
  );
});
