import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../docker/connect-engine.ts';
import { removeContainer } from '../../docker/containers.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { bakeArguments } from './bake-settings.ts';
import { containerSource } from './container-source.ts';
import { type CopyPiece, copyPieces } from './copy-pieces.ts';
import { introspect } from './introspect.ts';
import { copyLargeObjects } from './large-objects.ts';
import { restoreDatabase, type TableRows } from './restore-database.ts';
import type { PostgresSource } from './source.ts';
import {
  dumpAll,
  noPagila,
  type PostgresContainer,
  readPagila,
  startPostgres,
} from './testing/postgres-container.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`a real server${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  const servers: PostgresContainer[] = [];
  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.remove()));
    engine.close();
  });
  const start = async (options: Parameters<typeof startPostgres>[1]): Promise<PostgresContainer> => {
    const server = await startPostgres(engine, options);
    servers.push(server);
    return server;
  };

  /** A table's pieces one after another. */
  const rowsOf = (
    source: PostgresSource,
    snapshot: string,
    pieces: readonly CopyPiece[],
  ): readonly TableRows[] =>
    [...Map.groupBy(pieces, ({ table }) => `${table.schema}.${table.name}`).values()].flatMap((own) =>
      own.slice(0, 1).map(({ table, columns }) => ({
        table,
        columns,
        rows: async function* () {
          for (const { statement } of own) yield* await source.copyOut(statement, signal, { snapshot });
        },
      })),
    );

  const roundTrip = async (scripts: readonly string[], user: string, pieceBytes: number) => {
    const from = await start({ user });
    for (const sql of scripts) await from.target.run(sql, signal);
    const source = await containerSource({ engine, container: from.id, name: 'test / db' }, signal);
    const into = await start({ user, command: ['postgres', ...bakeArguments] });
    const snapshot = await source.snapshot(signal);
    const options = { snapshot: snapshot.id };
    const schema = await introspect(source, signal, options);
    const largeObjects = await source.copyOut(copyLargeObjects, signal, options);
    await restoreDatabase(
      {
        target: into.target,
        preData: await source.dumpSchema('pre-data', signal, options),
        postData: await source.dumpSchema('post-data', signal, options),
        tables: rowsOf(source, snapshot.id, copyPieces(schema, { pieceBytes })),
        largeObjects: () => largeObjects,
        sequences: schema.sequences,
        workers: 2,
      },
      signal,
    );
    await snapshot.release();
    await source.close();
    expect(await dumpAll(engine, into.id, user)).toBe(await dumpAll(engine, from.id, user));
    return into;
  };

  test('a schema with one of everything comes back to the byte', async () => {
    const scripts = ['testing/every-kind.sql', 'testing/edge-values.sql'].map((file) =>
      readFile(new URL(file, import.meta.url), 'utf8'),
    );
    const into = await roundTrip(await Promise.all(scripts), 'shop', 64 * 1024);
    const [views] = await into.target.query('SELECT n FROM public.name_count', signal);
    expect(views).toEqual({ n: '1000' });
  });

  test.skipIf(noPagila)(
    `Pagila comes back to the byte${noPagila ? ` (skipped: ${noPagila})` : ''}`,
    async () => {
      await roundTrip(await readPagila(), 'postgres', 256 * 1024);
    },
  );

  test('rows that can not be loaded are an error that quotes none of them', async () => {
    const into = await start({ command: ['postgres', ...bakeArguments] });
    const load = (rows: readonly string[]) =>
      restoreDatabase(
        {
          target: into.target,
          preData: 'DROP TABLE IF EXISTS public.t; CREATE TABLE public.t (a int, b text);',
          postData: '',
          tables: [
            {
              table: { schema: 'public', name: 't' },
              columns: ['a', 'b'],
              rows: async function* () {
                for (const row of rows) yield Buffer.from(row);
              },
            },
          ],
          sequences: [],
          workers: 2,
        },
        signal,
      );
    const failure = async (rows: readonly string[]): Promise<unknown> =>
      load(rows).catch((error: unknown) => error);
    const wrong = await failure(['1\tx\n', 'canary-4711\ty\n']);
    expect(wrong).toMatchObject({ code: 'source-failed', message: expect.stringContaining('column a') });
    expect(JSON.stringify(wrong)).not.toContain('canary');
    expect(await failure(['1\tx\n2\t'])).toMatchObject({ code: 'data-unreadable' });
    expect(await failure(['1\tx\n\\', '.\nDROP TABLE public.t;\n'])).toMatchObject({
      code: 'data-unreadable',
    });
    await load(['1\tx\n', '2\t\\\\.\n']);
    expect(await into.target.query('SELECT a, b FROM public.t', signal)).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: '\\.' },
    ]);
  });

  test.each<[string, object]>([
    ['over a network', {}],
    ['through the engine', { NetworkMode: 'none' }],
  ])('a server that dies while it loads is an error, %s', async (_, host) => {
    const into = await start({ command: ['postgres', ...bakeArguments], host });
    async function* endless(): AsyncGenerator<Uint8Array> {
      const row = Buffer.from('1\n'.repeat(10_000));
      for (let count = 0; ; count += 1) {
        if (count === 20) await removeContainer(engine, into.id, signal, { force: true, volumes: true });
        yield row;
      }
    }
    const restore = restoreDatabase(
      {
        target: into.target,
        preData: 'CREATE TABLE public.t (a int);',
        postData: '',
        tables: [{ table: { schema: 'public', name: 't' }, columns: ['a'], rows: endless }],
        sequences: [],
        workers: 2,
      },
      signal,
    );
    await expect(restore).rejects.toMatchObject({ name: 'BacklotError' });
  });

  test('cancelling a restore ends it with what cancelled it', async () => {
    const into = await start({ command: ['postgres', ...bakeArguments] });
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      const row = Buffer.from('1\n'.repeat(10_000));
      for (let count = 0; ; count += 1) {
        if (count === 20) stop.abort(new Error('enough'));
        yield row;
      }
    }
    const restore = restoreDatabase(
      {
        target: into.target,
        preData: 'CREATE TABLE public.t (a int);',
        postData: '',
        tables: [{ table: { schema: 'public', name: 't' }, columns: ['a'], rows: endless }],
        sequences: [],
        workers: 1,
      },
      stop.signal,
    );
    await expect(restore).rejects.toThrow('enough');
    await expect.poll(async () => (await into.target.query('SELECT 1 FROM public.t', signal)).length).toBe(0);
  });
});
