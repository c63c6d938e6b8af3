import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TEST_LABEL, testRun } from '../../../../../../scripts/testing/test-run.ts';
import type { Engine } from '../../../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../../../docker/containers.ts';
import { runInContainer } from '../../../docker/run-in-container.ts';
import { containerTarget } from '../container-target.ts';
import type { RestoreTarget } from '../restore-database.ts';
import { ensurePostgresImage } from './ensure-postgres-image.ts';

/** Debian's PostgreSQL 15, as the sample project builds it. */
export const postgresImage = 'shop-db:dev';

export interface PostgresContainer {
  readonly id: string;
  readonly name: string;
  readonly target: RestoreTarget;
  readonly remove: () => Promise<void>;
}

const forever = new AbortController().signal;

/** For tests: a PostgreSQL server of its own that answers. */
export async function startPostgres(
  engine: Engine,
  options: {
    readonly command?: readonly string[];
    readonly host?: object;
    readonly user?: string;
    readonly labels?: Readonly<Record<string, string>>;
    /** Another image, that is there already. */
    readonly image?: string;
  } = {},
): Promise<PostgresContainer> {
  if (options.image === undefined) await ensurePostgresImage(engine, postgresImage, forever);
  const name = `backlot-test-pg-${randomBytes(4).toString('hex')}`;
  const user = options.user ?? 'shop';
  const { id } = await createContainer(
    engine,
    {
      name,
      body: {
        Image: options.image ?? postgresImage,
        ...(options.command === undefined ? {} : { Cmd: options.command }),
        Env: [`POSTGRES_USER=${user}`, 'POSTGRES_PASSWORD=right horse', 'POSTGRES_DB=shop'],
        Labels: { ...options.labels, [TEST_LABEL]: testRun },
        // No init before it: the server is the first process, as in most stacks.
        HostConfig: { ...options.host },
      },
    },
    forever,
  );
  const remove = (): Promise<void> => removeContainer(engine, id, forever, { force: true, volumes: true });
  try {
    await startContainer(engine, id, forever);
    const ready = ['sh', '-c', 'until pg_isready -q -h 127.0.0.1; do sleep 0.1; done'];
    await runInContainer(engine, id, { command: ready }, AbortSignal.timeout(180_000));
  } catch (error) {
    await remove();
    throw error;
  }
  return { id, name, target: containerTarget({ engine, container: id, name: 'test' }), remove };
}

const beside = fileURLToPath(new URL('../../../../../../../shared/data/', import.meta.url));
const pagila = `${process.env.BACKLOT_SHARED_DATA ?? beside}/pagila/`;

/** Why Pagila's tests are skipped; undefined when it is here. */
export const noPagila: string | undefined = existsSync(`${pagila}pagila-schema.sql`)
  ? undefined
  : `${pagila} is absent`;

export const readPagila = async (): Promise<readonly string[]> =>
  Promise.all(['pagila-schema.sql', 'pagila-data.sql'].map((file) => readFile(`${pagila}${file}`, 'utf8')));

/** A database as `pg_dump` tells it, without what differs from one dump to the next. */
export async function dumpAll(
  engine: Engine,
  container: string,
  user = 'shop',
  database = 'shop',
): Promise<string> {
  const { streamExec } = await import('../../../docker/stream-exec.ts');
  const { text } = await import('node:stream/consumers');
  const exec = await streamExec(
    engine,
    container,
    { command: ['pg_dump', '-U', user, '-d', database] },
    forever,
  );
  const said = await text(exec.stdout);
  const { exitCode, stderr } = await exec.ended();
  if (exitCode !== 0) throw new Error(stderr);
  return said.replace(/^\\(un)?restrict .*\n/gm, '');
}
