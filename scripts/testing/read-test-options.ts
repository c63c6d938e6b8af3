/** What was asked of `npm test`. */
export interface TestOptions {
  readonly stopEngine: boolean;
  readonly skipEngine: boolean;
  /** Words that narrow the run to matching Vitest files; empty means everything. */
  readonly filter: readonly string[];
}

/** Reads the arguments and environment of `npm test`; throws on an option it does not know. */
export function readTestOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): TestOptions {
  const words = args.filter((arg) => arg !== '--');
  const unknown = words.find((word) => word.startsWith('-') && word !== '--stop-engine');
  if (unknown !== undefined) {
    throw new Error(`npm test does not know ${unknown}. Usage: npm test -- [--stop-engine] [FILTER...]`);
  }
  return {
    stopEngine: words.includes('--stop-engine') || isSet(env.CI),
    skipEngine: isSet(env.BACKLOT_TEST_SKIP_ENGINE),
    filter: words.filter((word) => word !== '--stop-engine'),
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
