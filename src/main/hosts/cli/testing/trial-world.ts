import { Readable, Writable } from 'node:stream';
import type { CliWorld, InputStream } from '../cli-world.ts';
import { createInterrupts } from '../interrupts.ts';
import { runCli } from '../run-cli.ts';
import { smallWeb } from './small-cli.ts';
import { smallCore } from './small-core.ts';

/** A stream that keeps what is written; a terminal when it has a size. */
export class KeptStream extends Writable {
  text = '';
  readonly isTTY: boolean;
  columns: number | undefined;
  rows: number | undefined;

  constructor(size?: { readonly columns: number; readonly rows: number }) {
    super();
    this.isTTY = size !== undefined;
    this.columns = size?.columns;
    this.rows = size?.rows;
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** What is typed or piped into a command; from a terminal when `tty` is there to keep its modes. */
export function typed(text: string, tty?: { readonly raw: boolean[] }): InputStream {
  const stream = Readable.from(text === '' ? [] : [Buffer.from(text)], { objectMode: false });
  if (!tty) return stream;
  return Object.assign(stream, { isTTY: true, setRawMode: (raw: boolean) => tty.raw.push(raw) });
}

export interface Trial {
  readonly world: CliWorld;
  readonly stdout: KeptStream;
  readonly stderr: KeptStream;
  /** Ctrl-C. */
  readonly press: () => void;
  readonly run: () => Promise<number>;
}

/** A command line in this process, on a small core in `home`. */
export function trial(
  home: string,
  argv: readonly string[],
  changes: Partial<CliWorld> = {},
  stdout: KeptStream = new KeptStream(),
): Trial {
  const stderr = new KeptStream();
  let clock = 0;
  // Presses are never so close that they count as one.
  const interrupts = createInterrupts(() => {
    clock += 1000;
    return clock;
  });
  const world: CliWorld = {
    argv,
    env: { BACKLOT_HOME: home, LANG: 'C.UTF-8' },
    cwd: '/srv/shop',
    platform: 'linux',
    version: '0.1.0',
    stdin: typed(''),
    stdout,
    stderr,
    interrupts,
    now: Date.now,
    startCore: smallCore({ version: '0.1.0' }),
    serveWeb: smallWeb,
    openUrl: () => Promise.resolve(false),
    launchApp: () => Promise.resolve(false),
    ...changes,
  };
  return { world, stdout, stderr, press: () => interrupts.press('interrupt'), run: () => runCli(world) };
}
