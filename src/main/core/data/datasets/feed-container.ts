import type { Engine } from '../../docker/connect-engine.ts';
import { execInContainer } from '../../watch/exec-in-container.ts';

export interface FeedOptions {
  readonly command: readonly string[];
  /** "NAME=value". */
  readonly env?: readonly string[] | undefined;
  /** What the command reads; nothing when absent. */
  readonly input?: AsyncIterable<Buffer | string> | Iterable<Buffer | string> | undefined;
}

export interface FeedResult {
  readonly exitCode: number;
  /** Its last MiB. */
  readonly stdout: string;
  /** Its last 16 KiB. */
  readonly stderr: string;
}

const keepOut = 1024 * 1024;
const keepErrors = 16 * 1024;

/** Keeps the end of what is pushed, without copying at each push. */
function tail(bytes: number): { readonly push: (chunk: Buffer) => void; readonly text: () => string } {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= bytes * 2) return;
      const end = Buffer.concat(chunks).subarray(-bytes);
      chunks = [end];
      size = end.length;
    },
    text: () => Buffer.concat(chunks).subarray(-bytes).toString('utf8'),
  };
}

/**
 * Runs a command in a running container to its end, feeding it. A command that ends before it has read all
 * is no error here: its exit code says what it was.
 * @throws BacklotError as `Engine.call` does, or what reading the input throws.
 */
export async function feedContainer(
  engine: Engine,
  container: string,
  { command, env, input = [] }: FeedOptions,
  signal: AbortSignal,
): Promise<FeedResult> {
  const ended = new AbortController();
  const exec = await execInContainer(engine, container, { command, tty: false, env }, signal);
  const stdout = tail(keepOut);
  const stderr = tail(keepErrors);
  // Nothing else ends the reading: the engine keeps the connection for as long as the command runs.
  signal.addEventListener('abort', exec.close, { once: true });
  const read = async (): Promise<void> => {
    for await (const { from, bytes } of exec.output) (from === 'stdout' ? stdout : stderr).push(bytes);
    ended.abort();
  };
  const write = async (): Promise<void> => {
    for await (const chunk of input) {
      if (ended.signal.aborted || signal.aborted) return;
      await exec.write(chunk);
    }
    exec.endInput();
  };
  try {
    await Promise.all([read(), write()]);
    signal.throwIfAborted();
    return { exitCode: (await exec.exitCode()) ?? -1, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    signal.removeEventListener('abort', exec.close);
    exec.close();
  }
}
