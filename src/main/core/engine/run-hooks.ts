import { BacklotError } from '../../../shared/errors.ts';
import type { Hook } from '../compose/model.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { runInContainer } from '../docker/run-in-container.ts';

/** Runs a service's hooks in one of its containers, in order. @throws BacklotError `step-failed`. */
export async function runHooks(
  engine: Engine,
  container: string,
  {
    hooks,
    service,
    when,
  }: { readonly hooks: readonly Hook[]; readonly service: string; readonly when: string },
  signal: AbortSignal,
): Promise<void> {
  for (const { command, user, working_dir, privileged, environment } of hooks) {
    const env = Object.entries(environment ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [`${name}=${value}`],
    );
    const ran = await runInContainer(
      engine,
      container,
      { command, user, workingDir: working_dir, privileged, env },
      signal,
    );
    if (ran.exitCode === 0) continue;
    throw new BacklotError(
      'step-failed',
      `The ${when} hook of ${service} ended with code ${ran.exitCode}: ${ran.output.trim().slice(-500)}`,
      {
        hint: `Correct "${when}" of ${service}.`,
        details: { service, exitCode: ran.exitCode },
      },
    );
  }
}
