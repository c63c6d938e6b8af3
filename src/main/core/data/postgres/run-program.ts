import { buffer } from 'node:stream/consumers';
import type { StreamingExec } from '../../docker/stream-exec.ts';
import { mapPostgresError } from './map-postgres-error.ts';
import type { PostgresPrograms } from './postgres-programs.ts';

export interface ProgramRun {
  readonly command: readonly string[];
  /** What is being done, for errors: "reading public.customers". */
  readonly doing?: string | undefined;
}

/** Settles when a program has succeeded. @throws BacklotError as `mapPostgresError` says. */
export async function succeed(
  programs: PostgresPrograms,
  exec: Pick<StreamingExec, 'ended'>,
  { command: [program = 'psql'], doing }: ProgramRun,
): Promise<void> {
  const { exitCode, stderr } = await exec.ended();
  if (exitCode === 0) return;
  throw mapPostgresError({ source: programs.name, program, exitCode, stderr, doing });
}

/** Runs a program that reads no input to its end and answers what it wrote. */
export async function runProgram(
  programs: PostgresPrograms,
  run: ProgramRun,
  signal: AbortSignal,
): Promise<Buffer> {
  const exec = await programs.start(run.command, { dies: true }, signal);
  const hangUp = (): void => exec.close();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    const said = await buffer(exec.stdout);
    signal.throwIfAborted();
    await succeed(programs, exec, run);
    return said;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', hangUp);
    exec.close();
  }
}
