import { setTimeout as wait } from 'node:timers/promises';
import type { TopicEvent } from '../../../shared/contract/define.ts';
import { BacklotError, toBacklotError } from '../../../shared/errors.ts';
import type { Check } from '../../../shared/model/check.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import { type DockerContext, type DockerContexts, readContexts } from '../docker/contexts.ts';
import { type EngineInfo, engineInfo } from '../docker/engine-info.ts';
import { createLive } from '../live.ts';
import type { DoctorOptions, Examiner } from './finding.ts';
import { listExaminers } from './list-examiners.ts';
import { mend } from './mend.ts';
import { type Machine, observeMachine } from './observe-machine.ts';
import { type Examined, runChecks } from './run-checks.ts';

export interface Doctor {
  /** Runs every check and answers when all have ended; joins a run that is under way. */
  readonly run: (signal: AbortSignal) => Promise<readonly Check[]>;
  /** Starts a run, or joins the one under way, without waiting for it. */
  readonly refresh: () => void;
  /**
   * The whole list whenever a check has moved. The first follower starts a run; while somebody follows
   * and the current engine is away, it is looked for again and again.
   */
  readonly follow: (signal: AbortSignal, after?: number) => AsyncIterable<TopicEvent<readonly Check[]>>;
  /**
   * Mends a check whose fix is automatic, and checks all again, as other checks may hang on it.
   * @throws BacklotError `not-found`, `unsupported` when it has no automatic fix, or as `mend` does.
   */
  readonly fix: (id: string, signal: AbortSignal) => Promise<Check>;
  /** Ends what runs. */
  readonly stop: () => Promise<void>;
}

export interface DoctorSettings extends Omit<DoctorOptions, 'machine'> {
  /** For tests: other checks, other times, in milliseconds. */
  readonly examiners?: ((contexts: DockerContexts, machine: Machine) => readonly Examiner[]) | undefined;
  readonly withinMs?: number | undefined;
  readonly probeEveryMs?: number | undefined;
}

/** Connecting and asking take at most twice this, which is less than a check may take. */
const engineWithinMs = 3500;

async function inspectEngine(context: DockerContext, signal: AbortSignal): Promise<EngineInfo> {
  const engine = await connectEngine(context, signal, { withinMs: engineWithinMs });
  try {
    return await engineInfo(engine, signal);
  } finally {
    engine.close();
  }
}

/** Settles as the promise does, or rejects when the caller goes; the work goes on for others. */
function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new BacklotError('cancelled', 'The call was cancelled.'));
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    promise
      .then(resolve, (error: unknown) => reject(toBacklotError(error)))
      .finally(() => signal.removeEventListener('abort', leave));
  });
}

/** Makes the doctor. Nothing runs until somebody asks. */
export function createDoctor(settings: DoctorSettings): Doctor {
  const { examiners = listExaminers, withinMs = 8000, probeEveryMs = 3000 } = settings;
  const live = createLive<readonly Check[]>([]);
  const stopping = new AbortController();
  let running: Promise<readonly Examined[]> | undefined;
  let last: readonly Examined[] = [];
  let engineAway = false;
  let followers = 0;
  let probing: AbortController | undefined;

  const contextsNow = (machine: Machine, signal: AbortSignal): Promise<DockerContexts> =>
    readContexts({ env: settings.env, homedir: settings.homedir, platform: machine.platform }, signal);

  async function runOnce(signal: AbortSignal): Promise<readonly Examined[]> {
    const machine = await observeMachine(signal);
    const contexts = await contextsNow(machine, signal);
    const asked = new Map<DockerContext, Promise<EngineInfo>>();
    const inspect = (context: DockerContext): Promise<EngineInfo> => {
      const answer = asked.get(context) ?? inspectEngine(context, signal);
      asked.set(context, answer);
      return answer;
    };
    const options = { withinMs, before: live.get(), publish: live.set };
    const examination = { ...settings, machine, contexts, inspect };
    last = await runChecks(examiners(contexts, machine), examination, options, signal);
    const current = contexts.contexts.find((context) => context.current);
    const answer = current && asked.get(current);
    engineAway =
      answer !== undefined &&
      (await answer.then(
        () => false,
        () => true,
      ));
    return last;
  }

  function start(): Promise<readonly Examined[]> {
    if (stopping.signal.aborted)
      return Promise.reject(new BacklotError('cancelled', 'The doctor has been stopped.'));
    running ??= runOnce(stopping.signal).finally(() => {
      running = undefined;
      probe();
    });
    return running;
  }

  /** For callers that do not wait: what fails is in the list, and a stop is no failure. */
  const refresh = (): void => {
    start().catch(() => {});
  };

  async function answers(signal: AbortSignal): Promise<boolean> {
    const machine = await observeMachine(signal);
    // Read anew: installing Docker may have made a context and chosen it.
    const { contexts } = await contextsNow(machine, signal);
    const current = contexts.find((context) => context.current);
    if (current === undefined) return false;
    try {
      await inspectEngine(current, signal);
      return true;
    } catch (error) {
      if (error instanceof BacklotError && error.code !== 'cancelled') return false;
      throw error;
    }
  }

  async function probeUntilFound(signal: AbortSignal): Promise<void> {
    do await wait(probeEveryMs, undefined, { signal, ref: false });
    while (!(await answers(signal)));
  }

  function stopProbing(): void {
    probing?.abort();
    probing = undefined;
  }

  /** Looks for an engine that is away, for as long as somebody wants to see it come back. */
  function probe(): void {
    if (followers === 0 || !engineAway) stopProbing();
    else if (probing === undefined) startProbing();
  }

  function startProbing(): void {
    const mine = new AbortController();
    probing = mine;
    probeUntilFound(AbortSignal.any([mine.signal, stopping.signal]))
      .then(refresh, () => {
        // Stopped, by one who cleared it already or by the end of the doctor.
      })
      .finally(() => {
        if (probing === mine) probing = undefined;
      });
  }

  async function* follow(signal: AbortSignal, after?: number): AsyncGenerator<TopicEvent<readonly Check[]>> {
    followers += 1;
    try {
      if (followers === 1) refresh();
      const both = AbortSignal.any([signal, stopping.signal]);
      for await (const event of live.follow(both, after)) if (event.value.length > 0) yield event;
    } finally {
      followers -= 1;
      if (followers === 0) stopProbing();
    }
  }

  async function fix(id: string, signal: AbortSignal): Promise<Check> {
    const known = last.length > 0 ? last : await until(start(), signal);
    const item = known.find(({ check }) => check.id === id);
    if (item === undefined)
      throw new BacklotError('not-found', `There is no check "${id}".`, {
        hint: 'Run "backlot doctor" to see the checks.',
      });
    if (item.check.status === 'ok') return item.check;
    if (item.mend === undefined)
      throw new BacklotError('unsupported', `Backlot can't mend "${item.check.title}" by itself.`, {
        hint: item.check.fix?.command ?? item.check.fix?.steps[0],
      });
    await mend(item.mend, { env: settings.env, answers }, AbortSignal.any([signal, stopping.signal]));
    // A run from before the mending may have seen the old state.
    await running?.catch(() => {});
    const after = await until(start(), signal);
    return after.find(({ check }) => check.id === id)?.check ?? item.check;
  }

  return {
    run: async (signal) => (await until(start(), signal)).map(({ check }) => check),
    refresh,
    follow,
    fix,
    stop: async () => {
      stopping.abort();
      await running?.catch(() => {});
    },
  };
}
