import { PassThrough } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import type { Frame } from '../docker/demux.ts';
import type { RunningExec } from './exec-in-container.ts';
import { createExecSessions, type ExecEvent, type ExecSessions } from './exec-sessions.ts';

const signal = new AbortController().signal;
let sessions: ExecSessions;
afterEach(() => sessions.stop());

/** A command that writes what it is told to, and notes what is done to it. */
function fakeExec() {
  const pipe = new PassThrough({ objectMode: true, highWaterMark: 1 });
  const done: string[] = [];
  let read = 0;
  const exec: RunningExec = {
    output: (async function* () {
      for await (const frame of pipe) {
        read += 1;
        yield frame as Frame;
      }
    })(),
    write: async (bytes) => void done.push(`write ${bytes}`),
    endInput: () => void done.push('end'),
    resize: async ({ columns, rows }) => void done.push(`size ${columns}x${rows}`),
    exitCode: async () => 7,
    close: () => {
      done.push('close');
      pipe.end();
    },
  };
  const say = (bytes: Buffer | string, from: Frame['from'] = 'stdout'): boolean =>
    pipe.write({ from, bytes: Buffer.from(bytes) });
  return { exec, done, say, end: () => void pipe.end(), read: () => read };
}

const collect = async (id: string, after?: number): Promise<readonly ExecEvent[]> => {
  const events: ExecEvent[] = [];
  for await (const { value } of sessions.follow(id, signal, after)) events.push(value);
  return events;
};

test('calls reach the command, output comes in order with its end', async () => {
  sessions = createExecSessions();
  const { exec, done, say, end } = fakeExec();
  const id = await sessions.open(async () => exec, signal);
  await sessions.write(id, 'ls\n');
  await sessions.resize(id, { columns: 80, rows: 24 });
  sessions.endInput(id);
  // A letter of two bytes in two pieces.
  const letter = Buffer.from('ä');
  say(letter.subarray(0, 1));
  say(letter.subarray(1));
  say('oops', 'stderr');
  end();
  expect(await collect(id)).toEqual([
    { kind: 'output', from: 'stdout', text: 'ä' },
    { kind: 'output', from: 'stderr', text: 'oops' },
    { kind: 'exit', code: 7 },
  ]);
  expect(done).toEqual(['write ls\n', 'size 80x24', 'end']);
});

test('a reader that comes back goes on where it was', async () => {
  sessions = createExecSessions();
  const { exec, say, end } = fakeExec();
  const id = await sessions.open(async () => exec, signal);
  say('a');
  say('b');
  let cursor = 0;
  for await (const event of sessions.follow(id, signal)) {
    cursor = event.cursor;
    break;
  }
  end();
  expect(await collect(id, cursor)).toEqual([
    { kind: 'output', from: 'stdout', text: 'b' },
    { kind: 'exit', code: 7 },
  ]);
});

test('a slow reader holds the command up', async () => {
  sessions = createExecSessions({ graceMs: 60_000, keep: 100 });
  const { exec, say, end, read } = fakeExec();
  const id = await sessions.open(async () => exec, signal);
  for (let index = 0; index < 50; index++) say('x'.repeat(60));
  await new Promise((resolve) => setImmediate(resolve));
  expect(read()).toBeLessThan(5);
  end();
  const events = await collect(id);
  expect(events).toHaveLength(51);
  expect(read()).toBe(50);
});

test('nobody reading hangs up', async () => {
  sessions = createExecSessions({ graceMs: 10, keep: 100 });
  const { exec, done } = fakeExec();
  const id = await sessions.open(async () => exec, signal);
  await expect.poll(() => done).toEqual(['close']);
  await expect(sessions.follow(id, signal)[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'not-found',
    message: 'This terminal is closed.',
  });
});

test('closing ends a reader', async () => {
  sessions = createExecSessions();
  const { exec, say } = fakeExec();
  const id = await sessions.open(async () => exec, signal);
  say('a');
  for await (const { value } of sessions.follow(id, signal)) {
    expect(value).toMatchObject({ text: 'a' });
    sessions.close(id);
  }
  expect(() => sessions.close(id)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('a start that is cancelled', async () => {
  sessions = createExecSessions();
  const stop = new AbortController();
  const opening = sessions.open(
    (own) => new Promise((_resolve, reject) => own.addEventListener('abort', () => reject(own.reason))),
    stop.signal,
  );
  stop.abort(new Error('enough'));
  await expect(opening).rejects.toThrow('enough');
});
