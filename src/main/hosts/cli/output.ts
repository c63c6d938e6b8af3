import type { CliWorld, OutputStream } from './cli-world.ts';
import { createPaint, type Icons, iconsFor, type Paint, wantsColor } from './styled-text.ts';

/** What a command says: answers on stdout, everything about the way there on stderr. */
export interface Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly paint: Paint;
  readonly paintError: Paint;
  readonly icons: Icons;
  /** Writes lines to stdout. */
  readonly line: (text: string) => void;
  /** Writes one JSON document as one line to stdout. */
  readonly document: (value: unknown) => void;
  /** Writes lines to stderr. */
  readonly note: (text: string) => void;
}

/** Whoever reads may leave early (`| head`): what comes after is dropped, and the work goes on. */
function tolerant(stream: OutputStream): (text: string) => void {
  let gone = false;
  stream.on('error', () => {
    gone = true;
  });
  return (text) => {
    if (!gone) stream.write(`${text}\n`);
  };
}

export function createOutput(
  { stdout, stderr, env, platform }: CliWorld,
  options: { readonly json: boolean; readonly quiet: boolean; readonly noColor: boolean },
): Output {
  const { json, quiet, noColor } = options;
  const paintFor = (stream: OutputStream): Paint =>
    createPaint(wantsColor(env, { noColor, isTty: stream.isTTY === true }));
  const line = tolerant(stdout);
  return {
    json,
    quiet,
    paint: paintFor(stdout),
    paintError: paintFor(stderr),
    icons: iconsFor(env, platform),
    line,
    document: (value) => line(JSON.stringify(value)),
    note: tolerant(stderr),
  };
}
