import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { createDemux } from './demux.ts';

export interface ContainerCommand {
  readonly command: readonly string[];
  readonly user?: string | undefined;
  readonly workingDir?: string | undefined;
  readonly privileged?: boolean | undefined;
  /** "NAME=value". */
  readonly env?: readonly string[] | undefined;
  /** How much of its output is kept, in bytes; 4 KiB by default. */
  readonly keepBytes?: number | undefined;
}

export interface CommandResult {
  readonly exitCode: number;
  /** Both streams as they came, the end of it. */
  readonly output: string;
}

const usualBytes = 4096;

/**
 * Runs a command in a running container to its end. Aborting leaves the process in the container to
 * itself: the API can't end one.
 * @throws BacklotError as `Engine.call` does: 409 when the container does not run.
 */
export async function runInContainer(
  engine: Engine,
  id: string,
  { command, user, workingDir, privileged, env, keepBytes = usualBytes }: ContainerCommand,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { Id: exec } = await engine.call(
    {
      method: 'POST',
      path: `/containers/${encodeURIComponent(id)}/exec`,
      body: {
        AttachStdout: true,
        AttachStderr: true,
        Cmd: command,
        User: user,
        WorkingDir: workingDir,
        Privileged: privileged,
        Env: env,
      },
    },
    z.object({ Id: z.string() }),
    signal,
    { withinMs: 30_000 },
  );
  const body = await engine.stream(
    { method: 'POST', path: `/exec/${exec}/start`, body: { Detach: false, Tty: false } },
    signal,
    { withinMs: 60_000 },
  );
  const demux = createDemux();
  let output: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue;
      output = Buffer.concat([output, ...demux(chunk).map(({ bytes }) => bytes)]).subarray(-keepBytes);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw await engine.mapError(error);
  }
  const { ExitCode } = await engine.get(
    `/exec/${exec}/json`,
    z.object({ ExitCode: z.number().nullish() }),
    signal,
  );
  return { exitCode: ExitCode ?? -1, output: output.toString('utf8') };
}
