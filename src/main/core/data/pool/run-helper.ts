import { setTimeout as delay } from 'node:timers/promises';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import {
  createContainer,
  inspectContainer,
  removeContainer,
  startContainer,
  waitForExit,
} from '../../docker/containers.ts';
import { lastLines } from '../../docker/last-lines.ts';
import { orAbsent, wasRefused } from '../../docker/refused.ts';

export interface Helper {
  /** Only one container can have it: whoever comes second waits. */
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly script: string;
  readonly args: readonly string[];
  readonly binds: readonly string[];
  /** True: it may attach loop devices, and tell a file system to grow. */
  readonly loop?: boolean | undefined;
}

const keepLines = 200;
/** A helper that was made and not started for so long was left by a process that died. */
const leftAfterMs = 10_000;

const loopSettings = {
  CapAdd: ['SYS_ADMIN'],
  SecurityOpt: ['seccomp=unconfined'],
  DeviceCgroupRules: ['b 7:* rmw', 'c 10:237 rmw'],
};

const body = ({ image, labels, script, args, binds, loop = false }: Helper): object => ({
  Image: image,
  Labels: labels,
  Entrypoint: ['/bin/sh', '-eu', '-c', script, 'backlot'],
  Cmd: args,
  HostConfig: {
    Binds: loop ? [...binds, '/dev:/dev'] : binds,
    NetworkMode: 'none',
    ...(loop ? loopSettings : {}),
  },
});

/** Waits until the one that has the name is done, or takes away what was left of it. */
async function standAside(engine: Engine, name: string, since: number, signal: AbortSignal): Promise<void> {
  const other = await orAbsent(inspectContainer(engine, name, signal));
  if (other?.State.Running) await orAbsent(waitForExit(engine, other.Id, signal));
  else if (other !== undefined && Date.now() - since > leftAfterMs)
    await removeContainer(engine, other.Id, signal, { force: true });
  else await delay(200, undefined, { signal });
}

/** Where a failed script's last line is, for people. */
export class HelperError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.at(-1) ?? 'it said nothing');
    this.lines = lines;
  }
}

/**
 * Runs a script in a container of its own to its end, and removes the container. Answers its last lines.
 * @throws HelperError when the script fails; BacklotError when the engine does.
 */
export async function runHelper(
  engine: Engine,
  helper: Helper,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const since = Date.now();
  for (;;) {
    signal.throwIfAborted();
    let id: string;
    try {
      id = (await createContainer(engine, { name: helper.name, body: body(helper) }, signal)).id;
    } catch (error) {
      if (!wasRefused(error, 409)) throw error;
      await standAside(engine, helper.name, since, signal);
      continue;
    }
    try {
      await startContainer(engine, id, signal);
      const exitCode = await waitForExit(engine, id, signal);
      const lines = await lastLines(engine, id, { count: keepLines, tty: false }, signal);
      if (exitCode !== 0) throw new HelperError(lines);
      return lines;
    } catch (error) {
      // Someone took it for one that was left: everything these scripts do can be done again.
      if (wasRefused(error, 404)) continue;
      if (error instanceof BacklotError && wasRefused(error, 500, 400))
        throw new HelperError([error.message]);
      throw error;
    } finally {
      await removeContainer(engine, id, AbortSignal.timeout(30_000), { force: true }).catch(() => {});
    }
  }
}
