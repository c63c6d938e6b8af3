import { Readable } from 'node:stream';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BacklotError } from '../../../../shared/errors.ts';
import type { RowReader } from '../postgres/row-reader.ts';
import type { PulledTable } from '../snapshots/table-rules.ts';
import type { ProgramLink } from './program-link.ts';
import type { PieceEvents } from './row-session.ts';
import { createRowSide, type RowSide } from './row-side.ts';
import { linkTo } from './testing/in-process-rows.ts';

const never = new AbortController().signal;

const pulled: PulledTable = {
  name: 'public.t',
  table: {
    ...{ schema: 'public', name: 't', kind: 'table', keys: [], foreignKeys: [], checks: [] },
    ...{ uniqueIndexes: [], exclusions: [], rows: 1, bytes: 1, blocks: 1, rowSecurity: false },
    columns: [],
  },
  columns: [
    {
      column: {
        ...{ name: 'email', position: 1, nullable: true, generated: 'no' },
        type: { name: 'text', category: 'text' },
      },
      rule: { mask: 'text', options: {} },
      text: '{ mask: text }',
    },
  ],
};

const piece = { table: 'public.t', statement: 'rows', first: true };

/** A side over rows in memory, whose masker turns letters into crosses. */
function sideOver(
  copyOut: (statement: string, signal: AbortSignal) => Readable,
  link: (own: ProgramLink) => ProgramLink = (own) => own,
): { readonly side: RowSide; readonly started: () => number } {
  let started = 0;
  const reader: RowReader = {
    copyOut: async (statement, signal) => copyOut(statement, signal),
    query: async () => [{ i: '0', v: '["mary@corp.com"]' }],
    close: () => {},
  };
  const side = createRowSide({
    sessions: 2,
    begin: {
      place: {
        kind: 'wire',
        address: { name: 'staging', host: '', port: 0, user: '', database: '', password: '' },
      },
      snapshot: '1',
      tables: [{ pulled, compiled: undefined }],
    },
    start: async () => {
      started += 1;
      return link(
        linkTo({
          openReader: async () => reader,
          openSubset: () => ({ filter: () => undefined, close: () => {} }),
          masker: () => ({
            push: (chunk) => Buffer.from(chunk.toString('latin1').replaceAll(/[a-z]/g, 'x'), 'latin1'),
            end: () => Buffer.alloc(0),
            counts: () => [undefined],
          }),
        }),
      );
    },
  });
  return { side, started: () => started };
}

const gather = (): PieceEvents & { readonly text: () => string } => {
  const parts: Buffer[] = [];
  return {
    onChunk: async ({ data }) => void parts.push(zstdDecompressSync(data)),
    onRead: () => {},
    text: () => Buffer.concat(parts).toString('latin1'),
  };
};

const binary = { objectMode: false } as const;

test('what comes back is masked; what was sampled is known to programs that start later', async () => {
  const { side, started } = sideOver(() =>
    Readable.from([Buffer.from('mary@corp.com\nann'), Buffer.from('\n')], binary),
  );
  expect((await side.sample(never)).hashes).toHaveLength(1);
  const [one, two] = [gather(), gather()];
  const ends = await Promise.all([side.read(piece, one, never), side.read(piece, two, never)]);
  expect(started()).toBe(2);
  expect(one.text()).toBe('xxxx@xxxx.xxx\nxxx\n');
  expect(two.text()).toBe(one.text());
  expect(ends[0]).toEqual(ends[1]);
  expect(ends[0]).toMatchObject({ read: 18, counts: [null], scannedRows: 2, findings: [] });
  await side.close();
});

/** Rows that never end. */
async function* endless(): AsyncGenerator<Buffer> {
  for (;;) {
    yield Buffer.alloc(1024 * 1024, 'SOME WORDS OF A ROW\n');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('cancelled, it stops its program and tells the reason; the program goes on with another piece', async () => {
  const { side, started } = sideOver((statement, signal) =>
    statement === 'rows'
      ? Readable.from(endless(), { ...binary, signal })
      : Readable.from([Buffer.from('a\n')], binary),
  );
  const cancel = new AbortController();
  const events = { ...gather(), onChunk: async () => cancel.abort(new Error('enough')) };
  await expect(side.read(piece, events, cancel.signal)).rejects.toThrow('enough');
  const next = gather();
  await side.read({ ...piece, statement: 'more' }, next, never);
  expect(next.text()).toBe('x\n');
  expect(started()).toBe(1);
  await side.close();
});

test('a chunk that can not be stored stops the reading with that error', async () => {
  const { side } = sideOver((_, signal) => Readable.from(endless(), { ...binary, signal }));
  const full = new BacklotError('disk-full', 'The disk is full.');
  const events = { ...gather(), onChunk: async () => Promise.reject(full) };
  await expect(side.read(piece, events, never)).rejects.toBe(full);
  await side.close();
});

test('the program runs no more than two chunks ahead of what is stored', async () => {
  let ahead = 0;
  let most = 0;
  const { side } = sideOver(
    () => Readable.from([Buffer.alloc(13 * 1024 * 1024, 'WORDS OF A ROW\n')], binary),
    (own) => ({
      ...own,
      post(request) {
        if (request.kind === 'taken') ahead -= 1;
        own.post(request);
      },
      onAnswer: (listener) =>
        own.onAnswer((answer) => {
          if (answer.kind === 'chunk') ahead += 1;
          most = Math.max(most, ahead);
          listener(answer);
        }),
    }),
  );
  const events = gather();
  await side.read(piece, events, never);
  expect(events.text().length).toBe(13 * 1024 * 1024);
  expect(most).toBeLessThanOrEqual(2);
  await side.close();
});

test('a program that ends by itself fails what it did; another one is started for the next piece', async () => {
  let lose: (error: Error) => void = () => {};
  const { side, started } = sideOver(
    (statement, signal) =>
      statement === 'rows'
        ? Readable.from(endless(), { ...binary, signal })
        : Readable.from([Buffer.from('a\n')], binary),
    (own) => ({
      ...own,
      onLost: (listener) => {
        lose = listener;
      },
    }),
  );
  const gone = new BacklotError('internal', 'A thread that reads rows has ended.');
  const events = { ...gather(), onChunk: async () => lose(gone) };
  await expect(side.read(piece, events, never)).rejects.toBe(gone);
  await side.read({ ...piece, statement: 'more' }, gather(), never);
  expect(started()).toBe(2);
  await side.close();
});
