import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { runInContainer } from '../../docker/run-in-container.ts';
import { poolError } from './pool-error.ts';

const keepBytes = 8 * 1024 * 1024;

/** The process group's number is noted, as the engine's API can't end what it has started. */
const wrapped = (script: string): string => `
run=/run/backlot-$1
echo $$ > "$run"
trap 'rm -f "$run"' EXIT
trap 'exit 143' TERM
shift
cd /pool
${script}
`;

const endScript = `
read -r group < "/run/backlot-$1" || exit 0
kill -s TERM -- "-$group" || exit 0
while kill -s 0 -- "-$group" 2>/dev/null; do sleep 0.05; done
rm -f "/run/backlot-$1"
`;

let count = 0;

const shell = (script: string, args: readonly string[]): readonly string[] => {
  count += 1;
  const id = `${process.pid}-${count}-${Date.now().toString(36)}`;
  return ['setsid', '--wait', 'sh', '-eu', '-c', wrapped(script), 'backlot', id, ...args];
};

/**
 * Runs a script in the keeper container to its end, or until the signal ends it; answers what it wrote.
 * @throws BacklotError `disk-full` or `pool-failed` for the script; `docker-failed` 404 or 409 without a keeper.
 */
export async function runInKeeper(
  engine: Engine,
  keeper: string,
  script: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const command = shell(script, args);
  try {
    const { exitCode, output } = await runInContainer(engine, keeper, { command, keepBytes }, signal);
    if (exitCode !== 0) throw poolError(engine.context.name, output.split('\n'));
    return output;
  } catch (error) {
    if (!signal.aborted) throw error;
    // What goes on by itself could write where the next attempt writes.
    await runInContainer(
      engine,
      keeper,
      { command: ['sh', '-c', endScript, 'backlot', command[7] ?? ''] },
      AbortSignal.timeout(30_000),
    ).catch(() => {});
    throw new BacklotError('cancelled', 'The work on the pool was cancelled.', { cause: error });
  }
}

/**
 * Begins a script in the keeper container and leaves it to itself; its output is lost.
 * @throws BacklotError `docker-failed` 404 or 409 without a keeper.
 */
export async function beginInKeeper(
  engine: Engine,
  keeper: string,
  script: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { Id } = await engine.call(
    {
      method: 'POST',
      path: `/containers/${encodeURIComponent(keeper)}/exec`,
      body: { AttachStdout: false, AttachStderr: false, Cmd: shell(script, args) },
    },
    z.object({ Id: z.string() }),
    signal,
    { withinMs: 30_000 },
  );
  const body = { Detach: true, Tty: false };
  await engine.call({ method: 'POST', path: `/exec/${Id}/start`, body }, z.unknown(), signal, {
    withinMs: 30_000,
  });
}
