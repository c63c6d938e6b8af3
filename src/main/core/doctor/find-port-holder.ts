import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Holder, lsofHolder, netstatPid, socketInodes, tasklistName } from './parse-listeners.ts';
import { runProgram } from './run-program.ts';

async function nameOf(pid: number): Promise<string> {
  // The thread's name (comm) is cut at 15 letters and says "MainThread" for some; only the program itself
  // is taken from the command line, as arguments may hold secrets.
  const [line, comm] = await Promise.all(
    ['cmdline', 'comm'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  );
  return basename(line?.split('\0')[0] ?? '') || comm?.trim() || 'process';
}

async function findOnLinux(port: number, signal: AbortSignal): Promise<Holder | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const links = new Set(
    tables.flatMap((table) => socketInodes(table, port)).map((inode) => `socket:[${inode}]`),
  );
  if (links.size === 0) return undefined;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    signal.throwIfAborted();
    // Those of other users can't be read, and processes end while we look.
    const files = await readdir(`/proc/${entry}/fd`).catch(() => []);
    for (const file of files) {
      const link = await readlink(`/proc/${entry}/fd/${file}`).catch(() => '');
      if (links.has(link)) return { pid: Number(entry), name: await nameOf(Number(entry)) };
    }
  }
  return undefined;
}

async function findWithLsof(
  port: number,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Holder | undefined> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const ran = await runProgram('lsof', args, { env }, signal);
  return ran.kind === 'ended' ? lsofHolder(ran.stdout) : undefined;
}

async function findWithNetstat(
  port: number,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Holder | undefined> {
  const ran = await runProgram('netstat', ['-ano', '-p', 'TCP'], { env }, signal);
  const pid = ran.kind === 'ended' ? netstatPid(ran.stdout, port) : undefined;
  if (pid === undefined) return undefined;
  const tasks = await runProgram('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { env }, signal);
  return { pid, name: (tasks.kind === 'ended' ? tasklistName(tasks.stdout) : undefined) ?? 'process' };
}

/** The process that listens on a loopback port; undefined when it can't be seen (another user's). */
export function findPortHolder(
  port: number,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Holder | undefined> {
  if (platform === 'linux') return findOnLinux(port, signal);
  return platform === 'win32' ? findWithNetstat(port, env, signal) : findWithLsof(port, env, signal);
}
