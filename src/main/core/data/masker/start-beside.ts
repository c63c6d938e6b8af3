import { BacklotError } from '../../../../shared/errors.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { streamExec } from '../../docker/stream-exec.ts';
import { createFrameReader, encodeFrame } from './frames.ts';
import type { StartProgram } from './program-link.ts';
import { type ProgramAnswer, programAnswer } from './row-program-messages.ts';

const closesWithinMs = 5000;

const ended = (cause?: unknown): BacklotError =>
  new BacklotError('source-unreachable', 'The program that masks beside the source has ended.', {
    hint: 'Its host may be short of memory, or the connection was cut: pull again.',
    retryable: true,
    cause,
  });

const withData = (message: unknown, data: Buffer): unknown =>
  typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'chunk'
    ? { ...message, data }
    : message;

/** Programs in a container of an engine; what they are asked, secrets too, goes through their input alone. */
export const startBeside =
  (engine: Engine, container: string, command: readonly string[]): StartProgram =>
  async (signal) => {
    signal.throwIfAborted();
    // The program outlives the call that needs it first.
    const life = new AbortController();
    const exec = await streamExec(engine, container, { command }, life.signal);
    let closed = false;
    let hear: (answer: ProgramAnswer) => void = () => {};
    let lose: (error: Error) => void = () => {};
    const read = createFrameReader();
    const listening = (async () => {
      for await (const chunk of exec.stdout) {
        if (!Buffer.isBuffer(chunk)) continue;
        for (const { message, data } of read(chunk)) hear(programAnswer.parse(withData(message, data)));
      }
    })().then(
      () => {
        if (!closed) lose(ended());
      },
      (error: unknown) => {
        if (!closed) lose(ended(error));
      },
    );
    return {
      post(request) {
        for (const part of encodeFrame(request)) if (part.length > 0) exec.stdin.write(part);
      },
      onAnswer: (listener) => {
        hear = listener;
      },
      onLost: (listener) => {
        lose = listener;
      },
      async close() {
        if (closed) return;
        closed = true;
        hear = () => {};
        exec.stdin.end();
        const late = setTimeout(() => exec.close(), closesWithinMs);
        await listening;
        clearTimeout(late);
        exec.close();
      },
    };
  };
