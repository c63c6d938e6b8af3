/** What was asked of `npm run bench`. */
export interface BenchOptions {
  /** Undefined means every benchmark. */
  readonly name: string | undefined;
  readonly rounds: number;
  readonly format: 'table' | 'json' | 'markdown';
}

export const BENCH_USAGE = 'Usage: npm run bench -- [NAME] [--json | --markdown] [--rounds N]';

const DEFAULT_ROUNDS = 5;

/** Reads the arguments of `npm run bench`; throws with the usage on anything else. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  let name: string | undefined;
  let rounds = DEFAULT_ROUNDS;
  let format: BenchOptions['format'] = 'table';
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--json' || arg === '--markdown') {
      if (format !== 'table')
        throw new Error(`Only one of --json and --markdown can be given. ${BENCH_USAGE}`);
      format = arg === '--json' ? 'json' : 'markdown';
    } else if (arg === '--rounds') {
      index += 1;
      rounds = readRounds(args[index]);
    } else if (arg.startsWith('--rounds=')) {
      rounds = readRounds(arg.slice('--rounds='.length));
    } else if (arg.startsWith('-')) {
      throw new Error(`npm run bench does not know ${arg}. ${BENCH_USAGE}`);
    } else if (name === undefined) {
      name = arg;
    } else {
      throw new Error(`Only one benchmark can be named. ${BENCH_USAGE}`);
    }
  }
  return { name, rounds, format };
}

function readRounds(text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,3}$/.test(text)) {
    throw new Error(`--rounds needs a whole number from 1 to 9999. ${BENCH_USAGE}`);
  }
  return Number(text);
}
