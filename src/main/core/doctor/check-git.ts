import { access } from 'node:fs/promises';
import type { DoctorOptions, Examiner, Finding } from './finding.ts';
import { howTo } from './how-to.ts';
import type { Machine } from './observe-machine.ts';
import { runProgram } from './run-program.ts';

/** What was seen of git; no version when it is not there. */
export interface GitFacts {
  /** "2.39.5", or what git said when it is no version. */
  readonly version?: string | undefined;
  readonly identity: boolean;
}

/** What the state of git means. */
export function judgeGit({ version, identity }: GitFacts, machine: Machine): Finding {
  if (version === undefined)
    return {
      status: 'fail',
      found: 'not found',
      problem: 'git is not installed, or not in the PATH.',
      howTo: howTo('git-missing', machine),
    };
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  if (major < 2 || (major === 2 && minor < 20))
    return {
      status: 'fail',
      found: version,
      problem: `git ${version} is too old; Backlot needs 2.20 or newer.`,
      howTo: howTo('git-too-old', machine),
    };
  if (identity) return { status: 'ok', found: version };
  return {
    status: 'warn',
    found: version,
    problem: "git does not know your name and your e-mail address: it can't commit.",
    howTo: howTo('git-identity', machine),
  };
}

/** On macOS /usr/bin/git is a stub that opens an installer's window unless the developer tools are there. */
async function isStub({ env, machine }: DoctorOptions, signal: AbortSignal): Promise<boolean> {
  if (machine.platform !== 'darwin') return false;
  const folders = (env.PATH ?? '').split(':').filter((folder) => folder !== '/usr/bin' && folder !== '');
  for (const folder of folders) {
    const own = await access(`${folder}/git`).then(
      () => true,
      () => false,
    );
    if (own) return false;
  }
  const tools = await runProgram('/usr/bin/xcode-select', ['-p'], { env }, signal);
  return tools.kind === 'missing' || tools.code !== 0;
}

async function observeGit(options: DoctorOptions, signal: AbortSignal): Promise<GitFacts> {
  const { env, homedir: cwd } = options;
  if (await isStub(options, signal)) return { identity: false };
  const said = await runProgram('git', ['--version'], { env, cwd }, signal);
  if (said.kind === 'missing' || said.code !== 0) return { identity: false };
  const version = /\d+(\.\d+)+/.exec(said.stdout)?.[0] ?? said.stdout.trim();
  const [name, email] = await Promise.all(
    ['NAME', 'EMAIL'].map(async (what) => {
      if (env[`GIT_AUTHOR_${what}`] && env[`GIT_COMMITTER_${what}`]) return true;
      const asked = await runProgram('git', ['config', `user.${what.toLowerCase()}`], { env, cwd }, signal);
      return asked.kind === 'ended' && asked.code === 0 && asked.stdout.trim() !== '';
    }),
  );
  return { version, identity: name === true && email === true };
}

/** Whether git is there, new enough, and knows who commits. */
export const checkGit: Examiner = {
  id: 'git',
  group: 'git',
  title: 'git',
  examine: async (examination, signal) =>
    judgeGit(await observeGit(examination, signal), examination.machine),
};
