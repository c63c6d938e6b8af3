import type { Readable } from 'node:stream';
import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { readJsonLines } from '../docker/json-lines.ts';
import { refusalWords } from '../docker/refused.ts';
import { type BuildMessage, buildMessage } from './build-messages.ts';
import {
  advanceBuild,
  advanceLegacyBuild,
  advanceParts,
  type BuildLine,
  type BuildParts,
  type BuildProgress,
  noBuildProgress,
} from './build-progress.ts';
import { decodeTrace } from './decode-trace.ts';
import { explainBuildError } from './explain-build-error.ts';

export interface BuildListener {
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  readonly onLine?: ((line: BuildLine) => void) | undefined;
}

/** How many of a failed build's last lines its error carries. */
const keepLines = 20;

/** Follows one build's answer to its end. */
export interface BuildFollower {
  readonly take: (message: BuildMessage) => void;
  readonly imageId: () => string | undefined;
  readonly progress: () => BuildProgress;
  readonly lastLines: () => readonly string[];
}

/** Collects what the messages of a build say; `now` is a clock in milliseconds. */
export function createBuildFollower({ onProgress, onLine }: BuildListener, now: () => number): BuildFollower {
  let progress = noBuildProgress;
  let parts: BuildParts = new Map();
  let id: string | undefined;
  const unfinished = new Map<string, string>();
  const startedAt = new Map<string, number>();
  const last: string[] = [];

  const move = (next: BuildProgress): void => {
    if (next === progress) return;
    progress = next;
    onProgress?.(progress);
  };
  const say = (step: string, from: BuildLine['from'], text: string): void => {
    const key = `${step} ${from}`;
    const lines = `${unfinished.get(key) ?? ''}${text}`.split('\n');
    unfinished.set(key, lines.pop() ?? '');
    for (const line of lines) tell(step, from, line);
  };
  const tell = (step: string, from: BuildLine['from'], line: string): void => {
    // What is overwritten on a terminal (a progress bar) was never meant to stay.
    const shown = line.replace(/\r$/, '').replace(/^.*\r/s, '');
    last.push(shown);
    if (last.length > keepLines) last.shift();
    onLine?.({ step, from, text: shown });
  };
  /** What a step wrote without an end of line, once it has ended. */
  const sayRest = (step: string): void => {
    for (const from of ['stdout', 'stderr'] as const) {
      const rest = unfinished.get(`${step} ${from}`);
      unfinished.delete(`${step} ${from}`);
      if (rest) tell(step, from, rest);
    }
  };
  const takeLegacy = (text: string): void => {
    const current = progress.steps.at(-1)?.id ?? '';
    for (const line of text.split('\n')) {
      const next = advanceLegacyBuild(progress, line, startedAt, now());
      const newest = next.steps.at(-1);
      if (newest && !startedAt.has(newest.id)) startedAt.set(newest.id, now());
      move(next);
    }
    if (!/^(?:Step \d+\/\d+ : | ---> |Removing intermediate|Successfully )/.test(text))
      say(current, 'stdout', text);
  };

  return {
    take: ({ id: kind, aux, stream }) => {
      if (typeof aux === 'object') id = aux.ID ?? id;
      else if (kind === 'moby.buildkit.trace' && aux !== undefined) {
        const trace = decodeTrace(aux);
        parts = advanceParts(parts, trace);
        move(advanceBuild(progress, trace, parts));
        for (const { vertex, from, text } of trace.logs) say(vertex, from, text);
        for (const { digest, completedAt } of trace.vertexes) if (completedAt !== undefined) sayRest(digest);
      } else if (stream !== undefined) takeLegacy(stream);
    },
    imageId: () => id,
    progress: () => progress,
    lastLines: () => [...last, ...[...unfinished.values()].filter((text) => text !== '')].slice(-keepLines),
  };
}

/**
 * Reads a build's answer to its end; answers the image's id ("sha256:…").
 * @throws BacklotError as `explainBuildError` makes it, or `cancelled`.
 */
export async function followBuild(
  engine: Engine,
  name: string,
  begin: () => Promise<Readable>,
  listener: BuildListener,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly progress: BuildProgress }> {
  const follower = createBuildFollower(listener, Date.now);
  const failed = (words: string): BacklotError =>
    explainBuildError(name, words, follower.progress().steps, follower.lastLines());
  try {
    for await (const message of readJsonLines(engine, await begin(), buildMessage, signal)) {
      const failure = message.errorDetail?.message ?? message.error;
      if (failure !== undefined) throw failed(failure);
      follower.take(message);
    }
  } catch (error) {
    if (signal.aborted || isCancelled(error))
      throw new BacklotError('cancelled', `The build of ${name} was cancelled.`, { cause: error });
    if (error instanceof BacklotError && error.code === 'docker-failed' && 'statusCode' in error.details)
      throw failed(refusalWords(error));
    throw error;
  }
  const id = follower.imageId();
  if (id !== undefined) return { id, progress: follower.progress() };
  throw failed('the engine ended the build without an image');
}
