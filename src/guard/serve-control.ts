import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Egress, MailBox, TrustedRoots } from '../shared/model/isolation.ts';
import type { RecordedAnswer } from '../shared/model/stubs.ts';

/** Where `ask` finds the guard; only root in its own container can. */
export const controlPath = '/run/guard/control.sock';

export interface ControlParts {
  readonly egress: () => Promise<Egress>;
  readonly box: () => MailBox;
  /** The file of a mail; undefined: there is no such mail. */
  readonly file: (id: string) => string | undefined;
  readonly authority: () => Promise<TrustedRoots>;
  readonly recorded: () => Promise<readonly RecordedAnswer[]>;
}

const parse = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const found: unknown = JSON.parse(line);
    return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : {};
  } catch {
    return {};
  }
};

/** True as long as whoever asked is there. */
const isOpen = (socket: Socket): boolean => socket.writable;

async function follow(socket: Socket, answer: () => Promise<unknown>): Promise<void> {
  let before = '';
  while (isOpen(socket)) {
    const now = JSON.stringify(await answer());
    if (now !== before && !socket.write(`${now}\n`))
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function reply(socket: Socket, line: string, parts: ControlParts): Promise<void> {
  const { ask, id, follow: again } = parse(line);
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    egress: parts.egress,
    mails: async () => parts.box(),
    authority: parts.authority,
    recorded: parts.recorded,
  };
  const answer = typeof ask === 'string' && Object.hasOwn(answers, ask) ? answers[ask] : undefined;
  if (answer !== undefined) {
    if (again === true) await follow(socket, answer);
    else socket.end(`${JSON.stringify(await answer())}\n`);
    return;
  }
  const file = ask === 'mail' && typeof id === 'string' ? parts.file(id) : undefined;
  if (file === undefined) socket.end();
  else
    createReadStream(file)
      .on('error', () => socket.destroy())
      .pipe(socket);
}

/** Answers questions, one a connection: a line of JSON in, lines of JSON or a mail's bytes out. */
export async function serveControl(parts: ControlParts): Promise<void> {
  await rm(controlPath, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    createInterface(socket)
      .once('line', (line) => {
        reply(socket, line, parts).catch(() => socket.destroy());
      })
      .on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(controlPath, resolve));
}
