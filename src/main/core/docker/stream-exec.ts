import { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { createDemux } from './demux.ts';

export interface StreamCommand {
  readonly command: readonly string[];
  readonly user?: string | undefined;
  /** "NAME=value"; never a secret on the command line. */
  readonly env?: readonly string[] | undefined;
}

/** A command in a container whose input and output are streams. Whoever started it closes it. */
export interface StreamingExec {
  /**
   * What it writes, with backpressure. It ends when the command's output does, and fails with a BacklotError
   * when the connection breaks; whether the command succeeded says `ended`.
   */
  readonly stdout: Readable;
  /** What it reads; ending it is the command's end of input. */
  readonly stdin: Writable;
  /** Its end, once `stdout` was read to its own. */
  readonly ended: () => Promise<ExecEnd>;
  /** Hangs up: the command's input ends, and its output is thrown away. */
  readonly close: () => void;
}

export interface ExecEnd {
  readonly exitCode: number;
  /** The last 8 KiB of its other stream. */
  readonly stderr: string;
}

const keepBytes = 8192;
const pollEveryMs = 20;
const endsWithinMs = 10_000;

/**
 * Starts a command in a running container and connects to it. The engine can't end a command: one that does
 * not read its input goes on after `close`.
 * @throws BacklotError as `Engine.call` does: 404 without the container, 409 when it does not run.
 */
export async function streamExec(
  engine: Engine,
  container: string,
  { command, user, env }: StreamCommand,
  signal: AbortSignal,
): Promise<StreamingExec> {
  const { Id: id } = await engine.call(
    {
      method: 'POST',
      path: `/containers/${encodeURIComponent(container)}/exec`,
      body: { AttachStdin: true, AttachStdout: true, AttachStderr: true, Cmd: command, User: user, Env: env },
    },
    z.object({ Id: z.string() }),
    signal,
    { withinMs: 30_000 },
  );
  const connection = await engine.duplex(
    { method: 'POST', path: `/exec/${id}/start`, body: { Detach: false, Tty: false } },
    signal,
    { withinMs: 60_000 },
  );
  connection.on('error', () => {});
  let stderr: Buffer = Buffer.alloc(0);

  async function* output(): AsyncGenerator<Buffer, void, undefined> {
    const demux = createDemux();
    try {
      for await (const chunk of connection.iterator({ destroyOnReturn: false })) {
        if (!Buffer.isBuffer(chunk)) continue;
        for (const { from, bytes } of demux(chunk)) {
          if (from === 'stdout') yield bytes;
          else stderr = Buffer.concat([stderr, bytes]).subarray(-keepBytes);
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      throw await engine.mapError(error);
    }
  }
  const stdout = Readable.from(output(), { objectMode: false });
  stdout.on('error', () => {});

  const stdin = new Writable({
    write: (chunk, encoding, done) => {
      connection.write(chunk, encoding, done);
    },
    final: (done) => {
      connection.end(done);
    },
    destroy: (error, done) => {
      if (error !== null) connection.destroy();
      done(error);
    },
  });
  // A command that has ended reads no more: its exit code says why.
  stdin.on('error', () => {});
  connection.once('close', () => stdin.destroy());

  const answer = z.object({ ExitCode: z.number().nullish(), Running: z.boolean().default(false) });
  return {
    stdout,
    stdin,
    ended: async () => {
      // The output ends a moment before the engine has taken the exit code in.
      for (const since = performance.now(); performance.now() - since < endsWithinMs; ) {
        const { ExitCode, Running } = await engine.get(`/exec/${id}/json`, answer, signal);
        if (!Running) return { exitCode: ExitCode ?? -1, stderr: stderr.toString('utf8') };
        await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
      }
      return { exitCode: -1, stderr: stderr.toString('utf8') };
    },
    close: () => {
      connection.destroy();
      stdout.destroy();
    },
  };
}
