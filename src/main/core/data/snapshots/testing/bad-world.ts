import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../../../scripts/testing/test-run.ts';
import type { WireError } from '../../../../../shared/errors.ts';
import type { Engine } from '../../../docker/connect-engine.ts';
import { listContainers } from '../../../docker/containers.ts';
import { runInContainer } from '../../../docker/run-in-container.ts';
import { collect } from '../../../operations/testing/collect.ts';
import { testCore } from '../../../operations/testing/test-core.ts';
import type { Secrets } from '../../../secrets/secrets.ts';
import { containerSource } from '../../postgres/container-source.ts';
import type { PostgresSource } from '../../postgres/source.ts';
import {
  type PostgresContainer,
  postgresImage,
  startPostgres,
} from '../../postgres/testing/postgres-container.ts';
import { urlSource } from '../../postgres/url-source.ts';
import { createHeldUrls } from '../held-urls.ts';
import { createPullPorts } from '../pull-from-project.ts';
import { createPullOperation } from '../pull-operation.ts';
import type { PullLimits } from '../pull-ports.ts';
import { createSnapshotStore, type SnapshotStore } from '../snapshot-store.ts';
import { createVerifyOperation } from '../verify-operation.ts';
import type { BadServer } from './bad-servers.ts';
import { memorySecrets } from './memory-secrets.ts';

const never = new AbortController().signal;

const schema = `
CREATE TABLE people (id int PRIMARY KEY, email text, code varchar(4), born date);
CREATE TABLE orders (id serial PRIMARY KEY, person_id int REFERENCES people, note text);
INSERT INTO people SELECT i, 'user' || i || '@corp.test', 'ab', date '1990-01-01' + i FROM generate_series(1, 500) i;
INSERT INTO orders (person_id, note) SELECT 1 + i % 500, md5(i::text) || ' ' || md5((-i)::text) FROM generate_series(1, 50000) i;
CREATE ROLE nosy LOGIN; GRANT SELECT ON people TO nosy;
CREATE ROLE counts LOGIN; GRANT SELECT ON people, orders TO counts;
CREATE ROLE barred;
CREATE DATABASE copy;`;

const config = `name: shop
environments:
  dev: { kind: dev }
  staging: { kind: staging }
datasets:
  demo: { seed: db/demo.sql }
  staging: { snapshot: staging, masking: db/masking.yaml }
`;

/** A masking file that decides all of it. */
export const goodMasking = `version: 1
tables:
  public.people:
    id: keep integer
    email: { mask: email }
    code: keep character varying(4)
    born: { mask: date }
  public.orders:
    id: keep integer
    person_id: keep integer
    note: { mask: text }
`;

export interface BadPull {
  /** What the masking file is made of the good one; undefined: there is none. */
  readonly masking?: (good: string) => string | undefined;
  readonly open?: (world: BadWorld) => Promise<PostgresSource>;
  readonly dataset?: string;
  readonly limits?: PullLimits;
  /** Done once rows are under way. */
  readonly meanwhile?: (world: BadWorld) => Promise<unknown>;
  readonly store?: SnapshotStore;
}

/** A project, a server with its standby, and a store of snapshots, in which things go wrong. */
export interface BadWorld {
  readonly project: string;
  readonly engine: Engine;
  readonly primary: PostgresContainer & { readonly address: string };
  readonly standby: PostgresContainer & { readonly address: string };
  readonly secrets: Secrets;
  readonly store: SnapshotStore;
  /** Of the store. */
  readonly folder: string;
  readonly temporary: () => string;
  readonly open: (place?: {
    readonly user?: string;
    readonly database?: string;
    readonly container?: string;
  }) => Promise<PostgresSource>;
  readonly through: (url: string) => Promise<PostgresSource>;
  /** What stands before a server, reached by its address; it ends with the test. */
  readonly behind: (server: Promise<BadServer>) => Promise<PostgresSource>;
  readonly writeMasking: (text: string | undefined) => void;
  readonly readMasking: () => string;
  readonly pull: (given: BadPull) => Promise<WireError | undefined>;
  readonly verify: (store: SnapshotStore, id: string) => Promise<WireError | undefined>;
  /** Of what failed nothing is left: no file, no container, no session; the snapshots are the same. */
  readonly nothingIsLeft: () => Promise<void>;
  /** From now on these snapshots are expected to be there. */
  readonly keepWhatIsThere: () => void;
  readonly close: () => Promise<void>;
}

async function addressOf(engine: Engine, { id }: PostgresContainer): Promise<string> {
  const network = z.object({ IPAddress: z.string() });
  const shape = z.object({ NetworkSettings: z.object({ Networks: z.record(z.string(), network) }) });
  const { NetworkSettings } = await engine.get(`/containers/${id}/json`, shape, never);
  return Object.values(NetworkSettings.Networks)[0]?.IPAddress ?? '';
}

/** A server, and a standby that lets nothing wait for its readers. */
async function startPair(engine: Engine): Promise<Pick<BadWorld, 'primary' | 'standby'>> {
  const server = await startPostgres(engine);
  await server.target.run(schema, never);
  const replicas = `echo 'host replication all all scram-sha-256' >> "$PGDATA/pg_hba.conf"`;
  await runInContainer(engine, server.id, { command: ['sh', '-c', replicas] }, never);
  await server.target.run('SELECT pg_reload_conf()', never);
  const address = await addressOf(engine, server);
  const copy = `export PGPASSWORD='right horse'
    pg_basebackup --host=${address} --username=shop --pgdata="$PGDATA" --write-recovery-conf --checkpoint=fast
    exec postgres -c max_standby_streaming_delay=0`;
  const standby = await startPostgres(engine, { command: ['sh', '-ec', copy] });
  return {
    primary: { ...server, address },
    standby: { ...standby, address: await addressOf(engine, standby) },
  };
}

/** Sessions at a server of anybody but who asks. */
async function sessionsAt({ target }: PostgresContainer): Promise<number> {
  const [row] = await target.query(
    "SELECT count(*) AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    never,
  );
  return Number(row?.n);
}

/** For tests: starts both servers and writes the project; `close` takes all of it away. */
export async function startBadWorld(engine: Engine): Promise<BadWorld> {
  const folders: string[] = [];
  const temporary = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'backlot-bad-'));
    folders.push(made);
    return made;
  };
  const project = temporary();
  const file = join(project, 'db/masking.yaml');
  mkdirSync(join(project, 'db'));
  writeFileSync(join(project, 'backlot.yaml'), config);
  writeFileSync(join(project, 'compose.yaml'), `services: { db: { image: ${postgresImage} } }\n`);
  writeFileSync(join(project, 'db/demo.sql'), '');
  const writeMasking = (text: string | undefined): void => {
    if (text === undefined) rmSync(file, { force: true });
    else writeFileSync(file, text);
  };
  const filesOf = (): readonly string[] =>
    readdirSync(project, { recursive: true, encoding: 'utf8' })
      .filter((name) => name !== join('db', 'masking.yaml'))
      .sort();
  const files = filesOf();

  const { primary, standby } = await startPair(engine);
  const secrets = memorySecrets();
  const folder = join(temporary(), 'snapshots');
  const store = createSnapshotStore({ folder, secrets });
  const own = { [`${TEST_LABEL}.bad-input`]: randomBytes(4).toString('hex') };
  const labels = { [TEST_LABEL]: testRun, ...own };
  let kept: readonly string[] = [];

  const coreOf = (given: BadPull, scratch: string) => {
    const { open = ({ open: usual }) => usual(), limits, store: to = store } = given;
    const ports = createPullPorts({
      openDatabase: async () => ({ source: await open(world), service: 'db' }),
      engineOf: async () => engine,
      urls: createHeldUrls(),
      maskingSecret: async () => Buffer.alloc(32, 9),
      scratch,
    });
    const kinds = [createPullOperation({ ports, store: to, limits }), createVerifyOperation({ store: to })];
    return testCore({ kinds });
  };

  const world: BadWorld = {
    ...{ project, engine, primary, standby, secrets, store, folder, temporary, writeMasking },
    open: (place) => containerSource({ engine, container: primary.id, name: 'staging', ...place }, never),
    through: (url) => urlSource({ engine, url, image: postgresImage, labels }, never),
    async behind(starting) {
      const { port, close } = await starting;
      onTestFinished(close);
      return world.through(`postgresql://shop:right%20horse@127.0.0.1:${port}/shop`);
    },
    readMasking: () => readFileSync(file, 'utf8'),
    async pull(given) {
      const { dataset = 'staging', masking = () => goodMasking, meanwhile } = given;
      writeMasking(masking(goodMasking));
      const scratch = temporary();
      const { operations } = coreOf(given, scratch);
      const id = operations.start('snapshot-pull', { project, dataset });
      if (meanwhile) {
        await collect(
          operations.events({ operation: id }, { signal: never, after: 0 }),
          ({ value }) => value.status === 'progress' && value.resource === 'public.orders',
        );
        await meanwhile(world);
      }
      const { error } = await operations.wait(id, never);
      expect(readdirSync(scratch)).toEqual([]);
      return error;
    },
    async verify(from, id) {
      const { operations } = coreOf({ store: from }, temporary());
      return (await operations.wait(operations.start('snapshot-verify', { project, id }), never)).error;
    },
    async nothingIsLeft() {
      expect(readdirSync(folder)).toEqual(kept);
      expect((await store.list(never)).map(({ snapshot }) => snapshot.id)).toEqual(kept);
      expect(filesOf()).toEqual(files);
      const [[label, value] = []] = Object.entries(own);
      expect(await listContainers(engine, never, [`${label}=${value}`])).toEqual([]);
      for (const server of [primary, standby]) await expect.poll(() => sessionsAt(server)).toBe(0);
    },
    keepWhatIsThere() {
      kept = readdirSync(folder);
    },
    async close() {
      await Promise.all([primary.remove(), standby.remove()]);
      for (const one of folders) rmSync(one, { recursive: true, force: true });
    },
  };
  return world;
}
