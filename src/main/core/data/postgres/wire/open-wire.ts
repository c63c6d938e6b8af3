import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { BacklotError, isCancelled } from '../../../../../shared/errors.ts';
import { mapPostgresError } from '../map-postgres-error.ts';
import { createIntake, type Intake } from './intake.ts';
import { scramAnswer, scramFirst } from './scram.ts';
import { createUnframe, type Message } from './unframe.ts';
import type { WireAddress } from './wire-address.ts';

/** A session over a connection of our own. One thing at a time; after an error it is closed. */
export interface WireSession {
  /** Runs one statement to its end and drops what it answers. */
  readonly run: (sql: string) => Promise<void>;
  /** What a `COPY … TO STDOUT` writes; its end is a whole answer. */
  readonly copyOut: (sql: string) => AsyncGenerator<Buffer, void, undefined>;
  /** The same without a copy: each part is overwritten when the next is asked for. */
  readonly copyOutInPlace: (sql: string) => AsyncGenerator<Buffer, void, undefined>;
  /** Runs a `COPY … FROM STDIN` with these rows; answers how many the server has taken. */
  readonly copyIn: (sql: string, rows: AsyncIterable<Uint8Array>) => Promise<number>;
  readonly close: () => void;
}

const protocol = 196_608;
const cancelRequest = 80_877_102;
const openWithinMs = 3000;
/** Chunks of rows that may lie in memory, handed over and not yet taken. */
const chunksAhead = 3;

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function frame(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const head = Buffer.alloc(type.length + 4);
  head.write(type, 'latin1');
  head.writeUInt32BE(length, type.length);
  return Buffer.concat([head, ...parts]);
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

/** An error's fields by their letter. */
const fields = (body: Buffer): ReadonlyMap<string, string> =>
  new Map(
    body
      .toString('utf8')
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );

/**
 * Opens a session on a server that can be reached from here without TLS, as one in a container of this
 * machine. Logs in without a password or by SCRAM alone: no password goes over the connection.
 * @throws Error when it can't be had, for whatever cause: there is another way to every server
 */
export async function openWire(address: WireAddress, signal: AbortSignal): Promise<WireSession> {
  const { name, host, port } = address;
  const intake = createIntake();
  const socket = createConnection({ host, port, noDelay: true, signal, onread: intake.onread });
  socket.on('error', () => {});
  const late = setTimeout(() => socket.destroy(new Error('too slow')), openWithinMs);
  try {
    await once(socket, 'connect');
    const messages = read(socket, intake, name);
    const key = await logIn(socket, messages, address);
    return session(socket, messages, { name, cancel: () => cancel(address, key) });
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

type Messages = AsyncGenerator<Message, never, undefined>;

/** What the server says, its errors thrown; notices and changed settings left out. Rows are there until the next. */
async function* read(socket: Socket, intake: Intake, source: string): Messages {
  const unframe = createUnframe();
  try {
    for (;;) {
      const chunk = await intake.next(socket);
      if (chunk === undefined) break;
      for (const message of unframe(chunk)) {
        if (message.type === 'E') throw refused(message.body, source);
        if (message.type !== 'N' && message.type !== 'S') yield message;
      }
    }
  } catch (error) {
    throw error instanceof BacklotError ? error : lost(source);
  }
  throw isCancelled(socket.errored) ? socket.errored : lost(source);
}

const lost = (source: string): BacklotError =>
  mapPostgresError({
    source,
    program: 'the server',
    exitCode: 2,
    stderr: 'server closed the connection unexpectedly',
  });

function refused(body: Buffer, source: string): Error {
  const said = fields(body);
  const stderr = `${said.get('S') ?? 'ERROR'}:  ${said.get('C') ?? 'XX000'}: ${said.get('M') ?? ''}\nCONTEXT:  ${said.get('W') ?? ''}`;
  return mapPostgresError({ source, program: 'the server', exitCode: 3, stderr });
}

/** Asks the server to end what a session is doing; it says nothing to that. */
function cancel({ host, port }: WireAddress, key: Buffer): void {
  const socket = createConnection({ host, port }, () => socket.end(frame('', number(cancelRequest), key)));
  socket.on('error', () => {});
  socket.resume();
  // Not left to the end of the thread: what is under way would go on at the server.
  socket.setTimeout(openWithinMs, () => socket.destroy());
}

/** Answers the key that cancels what the session does. */
async function logIn(
  socket: Socket,
  messages: Messages,
  { user, database, password }: WireAddress,
): Promise<Buffer> {
  const settings = { user, database, application_name: 'backlot', client_encoding: 'UTF8' };
  const pairs = Object.entries(settings).flatMap(([key, value]) => [text(key), text(value)]);
  socket.write(frame('', number(protocol), ...pairs, Buffer.alloc(1)));
  const nonce = randomBytes(18).toString('base64');
  const first = scramFirst(nonce);
  let check: ((final: string) => void) | undefined;
  let key: Buffer = Buffer.alloc(0);
  for (;;) {
    const { type, body } = (await messages.next()).value;
    if (type === 'Z') return key;
    if (type === 'K') key = body;
    if (type !== 'R') continue;
    const rest = body.subarray(4).toString('utf8');
    switch (body.readInt32BE(0)) {
      case 0:
        break;
      case 10:
        if (!rest.split('\0').includes('SCRAM-SHA-256')) throw new Error('no way to log in that we know');
        socket.write(frame('p', text('SCRAM-SHA-256'), number(first.length), Buffer.from(first)));
        break;
      case 11: {
        const answer = await scramAnswer(first, nonce, rest, password);
        check = answer.check;
        socket.write(frame('p', Buffer.from(answer.message)));
        break;
      }
      case 12:
        check?.(rest);
        break;
      default:
        throw new Error('no way to log in that we know');
    }
  }
}

function session(
  socket: Socket,
  messages: Messages,
  server: { readonly name: string; readonly cancel: () => void },
): WireSession {
  let busy = false;
  // A query that writes nothing does not notice that nobody listens.
  socket.once('close', () => {
    if (busy) server.cancel();
  });
  const next = async (): Promise<Message> => {
    const { value } = await messages.next();
    if (value.type === 'Z') busy = false;
    return value;
  };
  const until = async (wanted: string): Promise<void> => {
    for (;;) {
      const { type } = await next();
      if (type === wanted) return;
      if (type === 'Z') throw new Error(`${server.name} did not expect this`);
    }
  };
  const ask = (sql: string): void => {
    busy = true;
    socket.write(frame('Q', text(sql)));
  };
  const copyOutInPlace: WireSession['copyOutInPlace'] = async function* (sql) {
    ask(sql);
    await until('H');
    for (;;) {
      const { type, body } = await next();
      if (type === 'd') yield body;
      else if (type === 'Z') return;
    }
  };
  return {
    run: async (sql) => {
      ask(sql);
      await until('Z');
    },
    copyOut: async function* (sql) {
      for await (const part of copyOutInPlace(sql)) yield Buffer.from(part);
    },
    copyOutInPlace,
    copyIn: async (sql, rows) => {
      ask(sql);
      await until('G');
      // A refusal comes while rows are sent: it stops the sending.
      let ended = false;
      let taken = 0;
      const finish = async (): Promise<void> => {
        for (;;) {
          const { type, body } = await next();
          if (type === 'C') taken = Number(/\d+/.exec(body.toString('latin1'))?.[0] ?? 0);
          if (type === 'Z') return;
        }
      };
      const end = finish().finally(() => {
        ended = true;
      });
      end.catch(() => {});
      const refused = end.then(
        () => {},
        () => {},
      );
      const sent: Promise<void>[] = [];
      for await (const chunk of rows) {
        // A connection that is gone takes everything at once, and says nothing.
        if (ended || socket.destroyed) break;
        const head = Buffer.alloc(5);
        head.write('d', 'latin1');
        head.writeUInt32BE(chunk.length + 4, 1);
        socket.write(head);
        sent.push(new Promise((resolve) => socket.write(chunk, () => resolve())));
        // The server has something to do while the next chunk is made.
        if (sent.length > chunksAhead) await Promise.race([sent.shift(), refused]);
      }
      socket.write(frame('c'));
      await end;
      return taken;
    },
    close: () => {
      if (socket.destroyed) return;
      if (busy) socket.destroy();
      else socket.end(frame('X'), () => socket.destroy());
    },
  };
}
