import type { StartCore } from '../socket/host-core.ts';
import type { ServeWeb } from './cli-world.ts';
import { createInterrupts, type InterruptKind } from './interrupts.ts';

export interface MainParts {
  readonly version: string;
  /** The folder of package.json. */
  readonly packageRoot: string;
  readonly startCore: StartCore;
  readonly serveWeb: ServeWeb;
}

/** Cancel, leave, stop waiting for others; twice that, since one key press may arrive twice. */
const mostPresses = 6;

/** Runs this process's command line on the real world, and ends the process with its exit code. */
export async function main({ version, packageRoot, startCore, serveWeb }: MainParts): Promise<void> {
  const argv = process.argv.slice(2);
  // The one answer that scripts and prompts ask for often needs no command line library.
  const [only] = argv;
  if (argv.length === 1 && (only === '--version' || only === '-V')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  const { env, platform, stdin, stdout, stderr } = process;
  const interrupts = createInterrupts(() => performance.now());
  let presses = 0;
  const press = (kind: InterruptKind): void => {
    presses += 1;
    // Nobody to tell, or nobody who heeds it: the journal is made to bear a hard end.
    if (!interrupts.press(kind) || presses > mostPresses) process.exit(130);
  };
  process.on('SIGINT', () => press('interrupt'));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => press('terminate'));
  const { runCli } = await import('./run-cli.ts');
  const code = await runCli({
    argv,
    env,
    cwd: process.cwd(),
    platform,
    version,
    stdin,
    stdout,
    stderr,
    interrupts,
    now: Date.now,
    startCore,
    serveWeb,
    openUrl: async (url) => (await import('./open-url.ts')).openUrl(url, platform, env),
    launchApp: async (project) => (await import('./launch-app.ts')).launchApp(packageRoot, project, env),
  });
  // What is still being written to a pipe has to leave first; then nothing left open may hold the process.
  for (const stream of [stdout, stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  process.exit(code);
}
