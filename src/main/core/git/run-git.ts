import { BacklotError, type ErrorCode } from '../../../shared/errors.ts';

/** Conditions that a verb can expect; each is told from git's own words. */
export type GitCondition = 'not-a-repository' | 'not-found';

export interface GitRun {
  /** What is being done, in words for messages: "read the head". */
  readonly operation: string;
  /** The folder to run in, absolute. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  /** Conditions that end in `undefined` instead of an error. */
  readonly expected?: readonly GitCondition[] | undefined;
  /** Settings for this run alone, as `key=value`. */
  readonly config?: readonly string[] | undefined;
}

const conditions: readonly (readonly [GitCondition, RegExp])[] = [
  ['not-a-repository', /not a git repository|must be run in a work tree/i],
  ['not-found', /is not a symbolic ref|not a valid ref|exited with 1$/i],
];

/** The caller's git settings that count here too; all other GIT_ variables would point git elsewhere. */
const inherited = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
]);
/** Programs that git would start and that wait for a person. */
const interactive = new Set(['EDITOR', 'VISUAL', 'PAGER', 'SSH_ASKPASS']);

function environment(): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase();
    if (value === undefined || interactive.has(upper)) continue;
    if (upper.startsWith('GIT_') && !inherited.has(upper)) continue;
    own[name] = value;
  }
  // No question is ever answered here, words are in one language, and looking never locks the index.
  return { ...own, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}

/** A repository may name programs to run at a mere look; these are off. */
const hardened = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'commit.gpgSign=false'];

const silent = ([verb = '']: readonly string[], exitCode: number): string =>
  `git ${verb} exited with ${exitCode}`;

function failure({ operation, folder, signal }: GitRun, error: unknown): BacklotError {
  const words = error instanceof Error ? error.message.trim() : String(error);
  const make = (code: ErrorCode, message: string, hint: string): BacklotError =>
    new BacklotError(code, message, { hint, cause: error, details: { folder } });

  if (signal.aborted) {
    return new BacklotError('cancelled', `Stopped: ${operation}.`, { cause: error });
  }
  if (/spawn \S*git\S* ENOENT/i.test(words)) {
    return make('git-missing', 'git is not installed, or not on the PATH.', 'Install git, then try again.');
  }
  if (/directory that does not exist/i.test(words)) {
    return make('not-found', `There is no folder ${folder}.`, 'Choose a folder that exists.');
  }
  if (conditions.some(([name, pattern]) => name === 'not-a-repository' && pattern.test(words))) {
    return make('git-not-a-repository', `${folder} is not in a git repository.`, 'Run git init there first.');
  }
  if (/dubious ownership/i.test(words)) {
    return make(
      'git-failed',
      `git refuses to look into ${folder}: it belongs to another user.`,
      `Run: git config --global --add safe.directory "${folder}"`,
    );
  }
  // The first line that is a complaint; before it git may tell where it stands.
  const lines = words.split('\n');
  const line = lines.find((one) => /^(?:fatal|error): /.test(one)) ?? lines.at(-1) ?? '';
  const reason = line.replace(/^(?:fatal|error): /, '').replace(/\.$/, '');
  return make(
    'git-failed',
    `git could not ${operation} in ${folder}: ${reason}.`,
    'Run git status in that folder to see what is wrong.',
  );
}

/**
 * Runs one git command and gives its whole output, or undefined when an expected condition holds.
 * @throws BacklotError `git-missing`, `git-not-a-repository`, `git-failed`, `not-found` (the folder), `cancelled`.
 */
export async function runGit(run: GitRun): Promise<string | undefined> {
  const { folder, args, signal, expected = [], config = [] } = run;
  if (signal.aborted) throw new BacklotError('cancelled', `Stopped: ${run.operation}.`);
  try {
    // Loaded on first use: a core that starts has no git to ask yet.
    const { GitPluginError, simpleGit } = await import('simple-git');
    const env = environment();
    const git = simpleGit({
      baseDir: folder,
      abort: signal,
      config: [...hardened, ...config],
      allowEnvironment: Object.keys(env),
      // Two settings that only switch off what a repository could run, and where the user's own settings are.
      unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeConfigPaths: true },
      errors: (error, { exitCode, stdErr, stdOut }) => {
        // The library's own error mixes output and complaint, and overlooks a failure without words.
        if (exitCode === 0 || error instanceof GitPluginError) return error;
        if (stdErr.length > 0) return Buffer.concat(stdErr);
        return error ?? Buffer.from(Buffer.concat(stdOut).toString().trim() || silent(args, exitCode));
      },
    });
    return await git.env(env).raw([...args]);
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const holds = conditions.some(([name, pattern]) => expected.includes(name) && pattern.test(words));
    if (holds && !signal.aborted) return undefined;
    throw failure(run, error);
  }
}
