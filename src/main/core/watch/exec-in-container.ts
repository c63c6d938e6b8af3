import { once } from 'node:events';
import { z } from 'zod';
import type { Engine } from '../docker/connect-engine.ts';
import { createDemux, type Frame } from '../docker/demux.ts';
import { wasRefused } from '../docker/refused.ts';

/** The size of a terminal in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface ExecOptions {
  readonly command: readonly string[];
  /** With a terminal both streams are one, and what is written is what a keyboard sends. */
  readonly tty: boolean;
  readonly size?: TerminalSize | undefined;
  readonly user?: string | undefined;
  readonly workingDir?: string | undefined;
  /** "NAME=value". */
  readonly env?: readonly string[] | undefined;
}

/** A command that runs in a container. Whoever started it closes it. */
export interface RunningExec {
  /** What it writes, for one reader; not reading it holds the command up. Ends with the command. */
  readonly output: AsyncIterable<Frame>;
  /** Resolves when more can be written. */
  readonly write: (bytes: Buffer | string) => Promise<void>;
  /** Tells it that no more input comes; a terminal is told by the key for it (^D). */
  readonly endInput: () => void;
  readonly resize: (size: TerminalSize) => Promise<void>;
  /** Once the output has ended; undefined when it was left running. */
  readonly exitCode: () => Promise<number | undefined>;
  /** Hangs up. The engine can't end a command: one that ignores this goes on in the container. */
  readonly close: () => void;
}

/** Bash where there is one, else what the image has as a shell. */
export const usualShell: readonly string[] = [
  '/bin/sh',
  '-c',
  'if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi',
];

const endOfInput = '\u0004';
const interrupt = '\u0003';
/** How long a shell may take to leave, in milliseconds. */
const hangUpWithinMs = 2000;
const leaveEveryMs = 200;

/**
 * Runs a command in a running container, connected to whoever asked for it.
 * @throws BacklotError as `Engine.call` does: 404 without the container, 409 when it does not run.
 */
export async function execInContainer(
  engine: Engine,
  container: string,
  { command, tty, size, user, workingDir, env }: ExecOptions,
  signal: AbortSignal,
): Promise<RunningExec> {
  const ConsoleSize = size && [size.rows, size.columns];
  const { Id: id } = await engine.call(
    {
      method: 'POST',
      path: `/containers/${encodeURIComponent(container)}/exec`,
      body: {
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: tty,
        Cmd: command,
        User: user,
        WorkingDir: workingDir,
        Env: tty ? ['TERM=xterm-256color', ...(env ?? [])] : env,
        ConsoleSize,
      },
    },
    z.object({ Id: z.string() }),
    signal,
    { withinMs: 30_000 },
  );
  const connection = await engine.duplex(
    { method: 'POST', path: `/exec/${id}/start`, body: { Detach: false, Tty: tty, ConsoleSize } },
    signal,
    { withinMs: 60_000 },
  );
  connection.on('error', () => {});

  const resize: RunningExec['resize'] = async ({ columns, rows }) => {
    try {
      await engine.call(
        { method: 'POST', path: `/exec/${id}/resize`, query: { h: rows, w: columns } },
        z.unknown(),
        signal,
      );
    } catch (error) {
      // It has ended, or is not quite begun: the next change of size tells it.
      if (!wasRefused(error, 400, 404, 409, 500)) throw error;
    }
  };
  // Engines before 23.0 do not take the size with the start.
  if (size !== undefined && tty) await resize(size);

  async function* output(): AsyncGenerator<Frame, void, undefined> {
    const demux = createDemux();
    try {
      // Who has read enough may still write: only `close` hangs up.
      for await (const chunk of connection.iterator({ destroyOnReturn: false })) {
        if (!Buffer.isBuffer(chunk)) continue;
        if (tty) yield { from: 'stdout', bytes: chunk };
        else yield* demux(chunk);
      }
    } catch (error) {
      if (closed) return;
      signal.throwIfAborted();
      throw await engine.mapError(error);
    }
  }

  let closed = false;
  const write: RunningExec['write'] = async (bytes) => {
    if (connection.destroyed || !connection.writable) return;
    if (!connection.write(bytes)) await Promise.race([once(connection, 'drain'), once(connection, 'close')]);
  };

  return {
    output: output(),
    write,
    endInput: () => {
      if (tty) void write(endOfInput);
      else connection.end();
    },
    resize,
    exitCode: async () => {
      const answer = z.object({ ExitCode: z.number().nullish(), Running: z.boolean().default(false) });
      const { ExitCode, Running } = await engine.get(`/exec/${id}/json`, answer, signal);
      return Running ? undefined : (ExitCode ?? undefined);
    },
    close: () => {
      if (closed) return;
      closed = true;
      // What a person would do: stop what runs in the shell, then leave the shell.
      connection.resume();
      if (!tty || !connection.writable) {
        connection.destroy();
        return;
      }
      connection.write(interrupt);
      // A shell throws away what was typed before it has noticed the interrupt.
      const leave = setInterval(() => connection.write(endOfInput), leaveEveryMs);
      const giveUp = setTimeout(() => connection.destroy(), hangUpWithinMs);
      giveUp.unref();
      connection.once('close', () => {
        clearInterval(leave);
        clearTimeout(giveUp);
      });
    },
  };
}
