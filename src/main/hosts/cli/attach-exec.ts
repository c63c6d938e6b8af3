import { StringDecoder } from 'node:string_decoder';
import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { CliWorld, OutputStream } from './cli-world.ts';

/** As many characters as one call takes; half of what is allowed. */
const chunkLength = 500_000;

/** The size of a terminal, within what the core takes. */
export const terminalSize = ({
  columns = 80,
  rows = 24,
}: OutputStream): { columns: number; rows: number } => ({
  columns: Math.min(Math.max(1, columns), 1000),
  rows: Math.min(Math.max(1, rows), 1000),
});

const chunksOf = (text: string): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / chunkLength) }, (_, i) =>
    text.slice(i * chunkLength, (i + 1) * chunkLength),
  );

/** Hands on what is typed or piped in, in order and no faster than it is taken; returns the way to stop. */
function passInput({ live }: BacklotClient, id: string, { stdin }: CliWorld): () => void {
  const decoder = new StringDecoder('utf8');
  let last: Promise<unknown> = Promise.resolve();
  // A command that has ended takes no more, and that is told by its end.
  const after = (next: () => Promise<unknown>): Promise<unknown> => {
    last = last.then(next).catch(() => {});
    return last;
  };
  const send = (text: string): Promise<unknown> =>
    after(async () => {
      for (const chunk of chunksOf(text)) await live.execInput({ id, text: chunk });
    });
  const read = (chunk: Buffer | string): void => {
    stdin.pause();
    void send(typeof chunk === 'string' ? chunk : decoder.write(chunk)).then(() => stdin.resume());
  };
  const end = (): void => {
    void send(decoder.end());
    void after(() => live.execEndInput({ id }));
  };
  stdin.on('data', read);
  stdin.once('end', end);
  stdin.resume();
  return () => {
    stdin.off('data', read);
    stdin.off('end', end);
    stdin.pause();
  };
}

const written = (stream: OutputStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(text, () => resolve()));

/**
 * Joins this terminal, or these pipes, to a command that runs in a container, until it ends.
 * Answers with its exit code. What is typed goes to it key by key, Ctrl-C too, when `tty`.
 * @throws BacklotError `cancelled` when the signal aborts, `connection-closed` when it was hung up on
 */
export async function attachExec(
  client: BacklotClient,
  id: string,
  world: CliWorld,
  tty: boolean,
  signal: AbortSignal,
): Promise<number> {
  const { stdin, stdout, stderr } = world;
  const resize = (): void => {
    client.live.execResize({ id, ...terminalSize(stdout) }).catch(() => {});
  };
  if (tty) {
    stdin.setRawMode?.(true);
    stdout.on('resize', resize);
  }
  const stopInput = passInput(client, id, world);
  try {
    for await (const { value } of client.live.execOutput({ id }, { signal })) {
      if (value.kind === 'output') await written(value.from === 'stdout' ? stdout : stderr, value.text);
      else if (value.code !== undefined) return value.code;
    }
    signal.throwIfAborted();
    throw new BacklotError('connection-closed', 'The command was left without its end being known.', {
      hint: 'It may still run in the container: look with `backlot exec <service> ps`.',
    });
  } finally {
    stopInput();
    if (tty) {
      stdin.setRawMode?.(false);
      stdout.removeListener('resize', resize);
    }
    await client.live.execClose({ id }).catch(() => {});
  }
}
