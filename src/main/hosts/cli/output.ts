import { once } from 'node:events';
import type { CliWorld, OutputStream } from './cli-world.ts';
import { createPaint, type Icons, iconsFor, type Paint, wantsColor } from './styled-text.ts';

/** What a command says: answers on stdout, everything about the way there on stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  /** False: stdout shows colours. */
  readonly plain: boolean;
  readonly paint: Paint;
  readonly paintError: Paint;
  readonly icons: Icons;
  /** Writes lines to stdout. */
  readonly line: (text: string) => void;
  /** Writes one JSON document as one line to stdout. */
  readonly document: (value: unknown) => void;
  /** Resolves once whoever reads stdout keeps up; false when nobody reads it any more. */
  readonly taken: () => Promise<boolean>;
  /** Writes lines to stderr. */
  readonly note: (text: string) => void;
}

/** Whoever reads may leave early (`| head`): what comes after is dropped, and the work goes on. */
function tolerant(stream: OutputStream): {
  readonly line: (text: string) => void;
  readonly taken: () => Promise<boolean>;
} {
  const gone = new AbortController();
  let full = false;
  stream.on('error', () => gone.abort());
  return {
    line(text) {
      if (!gone.signal.aborted) full = !stream.write(`${text}\n`);
    },
    async taken() {
      // Ends early, by an error, when the reader has gone.
      if (full && !gone.signal.aborted) await once(stream, 'drain', gone).catch(() => {});
      return !gone.signal.aborted;
    },
  };
}

export function createOutput(
  { stdout, stderr, env, platform }: CliWorld,
  options: { readonly json: boolean; readonly quiet: boolean; readonly noColor: boolean },
): Output {
  const { json, quiet, noColor } = options;
  const paintFor = (stream: OutputStream): Paint =>
    createPaint(wantsColor(env, { noColor, isTty: stream.isTTY === true }));
  const { line, taken } = tolerant(stdout);
  return {
    json,
    quiet,
    plain: !wantsColor(env, { noColor, isTty: stdout.isTTY === true }),
    paint: paintFor(stdout),
    paintError: paintFor(stderr),
    icons: iconsFor(env, platform),
    line,
    document: (value) => line(JSON.stringify(value)),
    taken,
    note: tolerant(stderr).line,
  };
}
