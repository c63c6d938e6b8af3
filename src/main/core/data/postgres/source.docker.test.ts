import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { createContainer, listContainers, removeContainer, startContainer } from '../../docker/containers.ts';
import { lastLines } from '../../docker/last-lines.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { containerSource } from './container-source.ts';
import type { PostgresSource } from './source.ts';
import { type PostgresContainer, postgresImage, startPostgres } from './testing/postgres-container.ts';
import { urlSource } from './url-source.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

const ways: readonly (readonly [string, object])[] = [
  ['over a network of this machine', {}],
  ['through the engine alone', { NetworkMode: 'none' }],
];

describe.skipIf(skipped).each(ways)(`a server %s${skipped ? ` (skipped: ${skipped})` : ''}`, (_, host) => {
  let engine: Engine;
  let server: PostgresContainer;
  let source: PostgresSource;
  beforeAll(async () => {
    engine = await connectLocal(signal);
    server = await startPostgres(engine, { host });
    await server.target.run(
      `CREATE TABLE numbers (n int, words text);
       INSERT INTO numbers SELECT i, 'row ' || i FROM generate_series(1, 200000) i;
       CREATE TABLE hidden (secret text); CREATE SEQUENCE counter; SELECT lo_create(99);
       CREATE TABLE policed (n int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY;
       CREATE ROLE nosy LOGIN PASSWORD 'left/horse'; GRANT SELECT ON numbers, policed TO nosy;
       CREATE DATABASE small; CREATE ROLE reader LOGIN PASSWORD 'up @ down'; GRANT pg_read_all_data TO reader;`,
      signal,
    );
    source = await containerSource({ engine, container: server.id, name: 'test / db' }, signal);
  });
  afterAll(async () => {
    await source?.close();
    await server?.remove();
    engine.close();
  });
  const open = (place: object) =>
    containerSource({ engine, container: server.id, name: 'test / db', ...place }, signal);
  /** Sessions that read, the asking one left out. */
  const sessions = async (): Promise<number> => {
    const [row] = await source.query(
      "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'backlot' AND pid <> pg_backend_pid()",
      signal,
    );
    return Number(row?.n);
  };
  const noSessions = () => expect.poll(sessions, { timeout: 10_000 }).toBe(0);

  /** What the server says when it takes one of our programs for its own child. */
  const crashes = async (): Promise<readonly string[]> => {
    const lines = await lastLines(engine, server.id, { count: 10_000, tty: false }, signal);
    return lines.filter((line) => /terminated by signal|terminating any other/.test(line));
  };
  afterEach(async () => expect(await crashes()).toEqual([]));

  test('any value comes back as it is, null as null', async () => {
    const rows = await source.query(
      `SELECT 1 AS "a, b", NULL AS c, '' AS d, E'x\\n"\\\\.\\t\\u0001' AS e, 'ж😀' AS f, '-1e30'::float8 / 3 AS g,
         '\\x00'::bytea AS h, '2024-02-03 04:05+01'::timestamptz AS i -- a comment at the end`,
      signal,
    );
    expect(rows).toEqual([
      {
        'a, b': '1',
        c: null,
        d: '',
        e: 'x\n"\\.\t\u0001',
        f: 'ж😀',
        g: '-3.333333333333333e+29',
        h: '\\x00',
        i: '2024-02-03 03:05:00+00',
      },
    ]);
    expect(await source.query('SELECT n FROM numbers WHERE n < 0;', signal)).toEqual([]);
  });

  test('rows are copied out whole, at one moment for all sessions', async () => {
    const snapshot = await source.snapshot(signal);
    expect(Math.abs(snapshot.takenAt - Date.now())).toBeLessThan(60_000);
    await server.target.run('INSERT INTO numbers VALUES (0, NULL)', signal);
    const copy = 'COPY (SELECT n, words FROM numbers WHERE n < 100) TO STDOUT';
    const before = await text(await source.copyOut(copy, signal, { snapshot: snapshot.id }));
    expect(before.trimEnd().split('\n')).toHaveLength(99);
    expect(
      await source.query('SELECT n FROM numbers WHERE n = 0', signal, { snapshot: snapshot.id }),
    ).toEqual([]);
    expect(await source.dumpSchema('pre-data', signal, { snapshot: snapshot.id })).toContain(
      'CREATE TABLE public.numbers',
    );
    await snapshot.release();
    const now = await text(await source.copyOut(copy, signal));
    expect(now).toContain('0\t\\N\n');
    await expect(source.query('SELECT 1', signal, { snapshot: snapshot.id })).rejects.toMatchObject({
      code: 'source-unsupported',
    });
    await noSessions();
  });

  test('a table can not be emptied or changed under a snapshot', async () => {
    const snapshot = await source.snapshot(signal);
    await expect(
      server.target.run("SET lock_timeout = '50ms'; TRUNCATE numbers", signal),
    ).rejects.toMatchObject({ code: 'source-failed' });
    await snapshot.release();
    await noSessions();
  });

  test('nothing can be written', async () => {
    await expect(source.query('DELETE FROM numbers RETURNING n', signal)).rejects.toMatchObject({
      code: 'source-failed',
      details: { sqlState: '25006' },
    });
  });

  test('an error never quotes a value', async () => {
    const stream = await source.copyOut('COPY (SELECT words::int FROM numbers) TO STDOUT', signal);
    const error: unknown = await text(stream).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'source-failed', message: expect.stringContaining('22P02') });
    expect(JSON.stringify(error)).not.toContain('row 1');
  });

  test('a statement can not be a command of the program', async () => {
    await expect(source.copyOut('\\! echo done', signal).then(text)).rejects.toMatchObject({
      code: 'source-failed',
    });
  });

  test('cancelling ends the session on the server', async () => {
    const stop = new AbortController();
    const stream = await source.copyOut(
      'COPY (SELECT a.n, pg_sleep(0.001) FROM numbers a) TO STDOUT',
      stop.signal,
    );
    stream.resume();
    await expect.poll(sessions).toBe(1);
    const closed = once(stream, 'close').catch(() => {});
    stop.abort();
    await closed;
    expect(stream.errored).toMatchObject({ code: 'cancelled' });
    await noSessions();
  });

  test('a reader that leaves ends the session too', async () => {
    const stream = await source.copyOut('COPY (SELECT * FROM numbers a, numbers b) TO STDOUT', signal);
    await once(stream, 'readable');
    stream.destroy();
    await noSessions();
  });

  test('a session that is killed is an error, and so is a lost snapshot', async () => {
    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'backlot' AND pid <> pg_backend_pid()`;
    const snapshot = await source.snapshot(signal);
    const stream = await source.copyOut('COPY (SELECT n, pg_sleep(1) FROM numbers) TO STDOUT', signal, {
      snapshot: snapshot.id,
    });
    await expect.poll(sessions).toBe(2);
    await server.target.run(kill, signal);
    await expect(text(stream)).rejects.toMatchObject({ code: 'source-unreachable' });
    await expect.poll(() => snapshot.lost?.aborted, { timeout: 5000 }).toBe(true);
    expect(snapshot.lost?.reason).toMatchObject({ code: 'source-unreachable' });
    await expect(source.query('SELECT 1', signal, { snapshot: snapshot.id })).rejects.toMatchObject({
      code: 'source-unreachable',
    });
    await snapshot.release();
  });

  test('who can not come in, or may not read, is told so', async () => {
    await expect(open({ user: 'nobody' })).rejects.toMatchObject({
      code: 'source-denied',
      message: expect.stringContaining('"nobody"'),
    });
    await expect(open({ database: 'elsewhere' })).rejects.toMatchObject({ code: 'source-denied' });
    await expect(open({ container: 'backlot-test-no-such-container' })).rejects.toMatchObject({
      code: 'source-unreachable',
    });
    const nosy = await open({ user: 'nosy' });
    await expect(nosy.query('SELECT * FROM hidden', signal)).rejects.toMatchObject({
      code: 'source-denied',
      message: expect.stringContaining('table hidden'),
    });
    await expect(nosy.dumpSchema('pre-data', signal)).rejects.toMatchObject({ code: 'source-denied' });
    await expect(nosy.snapshot(signal)).rejects.toMatchObject({
      code: 'source-denied',
      message: expect.stringContaining('table public.hidden (no SELECT)'),
      details: {
        problems: [
          { kind: 'large object', name: '99', problem: 'no SELECT' },
          { kind: 'sequence', name: 'public.counter', problem: 'no SELECT' },
          { kind: 'table', name: 'public.hidden', problem: 'no SELECT' },
          { kind: 'table', name: 'public.policed', problem: 'row security hides rows' },
        ],
      },
    });
    await nosy.close();
    await noSessions();
  });

  test.skipIf('NetworkMode' in host)('a server behind a URL', async () => {
    const { NetworkSettings } = await engine.get(
      `/containers/${server.id}/json`,
      z.object({ NetworkSettings: z.object({ IPAddress: z.string() }) }),
      signal,
    );
    const at = `${NetworkSettings.IPAddress}:5432`;
    // Other files make containers of this run meanwhile.
    const own = `${TEST_LABEL}.url`;
    const labels = { [TEST_LABEL]: testRun, [own]: server.id };
    const through = (url: string) => urlSource({ engine, url, image: postgresImage, labels }, signal);
    const mine = async (): Promise<number> =>
      (await listContainers(engine, signal, [`${own}=${server.id}`])).length;

    const remote = await through(`postgresql://reader:up%20%40%20down@${at}/small`);
    expect(remote.name).toBe(`postgresql://reader@${at}/small`);
    expect(await remote.query('SELECT current_user AS u, current_database() AS d', signal)).toEqual([
      { u: 'reader', d: 'small' },
    ]);
    const kept = await remote.snapshot(signal);
    expect(await remote.dumpSchema('pre-data', signal, { snapshot: kept.id })).toContain(
      'PostgreSQL database dump',
    );
    await remote.close();

    const wrong: unknown = await through(`postgresql://reader:canary@${at}/small`).catch(
      (error: unknown) => error,
    );
    expect(wrong).toMatchObject({ code: 'source-denied', message: expect.stringContaining('password') });
    expect(JSON.stringify(wrong)).not.toContain('canary');
    await expect(through(`postgresql://reader@${at}/small`)).rejects.toMatchObject({ code: 'source-denied' });
    await expect(through('postgresql://reader:x@127.0.0.1:9/small')).rejects.toMatchObject({
      code: 'source-unreachable',
    });
    expect(await mine()).toBe(0);
  });

  test('a container without PostgreSQL is told so', async () => {
    const body = {
      Image: 'debian:bookworm-slim',
      Cmd: ['sleep', 'infinity'],
      Labels: { [TEST_LABEL]: testRun },
      HostConfig: { Init: true },
    };
    const { id } = await createContainer(engine, { name: `${server.name}-none`, body }, signal);
    try {
      await startContainer(engine, id, signal);
      await expect(open({ container: id })).rejects.toMatchObject({
        code: 'source-unsupported',
        message: expect.stringContaining('psql'),
      });
    } finally {
      await removeContainer(engine, id, signal, { force: true });
    }
  });
});
