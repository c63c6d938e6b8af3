import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findExecutable } from '../../../../../../scripts/process/find-executable.ts';
import { freePort } from '../../../../../../scripts/testing/free-port.ts';
import type { DockerContext } from '../../contexts.ts';
import type { OpenSshOptions } from '../open-ssh.ts';

const run = promisify(execFile);

/** A host that is reached by ssh alone: this machine, by a server of the test's own on loopback. */
export interface SshHost {
  /** A user's configuration, and a place of its own for sockets. */
  readonly options: OpenSshOptions;
  /** The engine at this socket, behind ssh. */
  readonly context: (socket: string) => DockerContext;
  /** Connections that the server has now. */
  readonly connections: () => Promise<number>;
  /** Cuts all of them, as a network that goes away does. */
  readonly cut: () => Promise<void>;
  /** The host gets another key, as one that was set up anew. */
  readonly changeKey: () => Promise<void>;
  /** The user's key is not let in any more. */
  readonly lockOut: () => Promise<void>;
  /** The user does not know the host's key any more. */
  readonly forget: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Why there can be none here; undefined where there can. */
export const noSshHost = (): string | undefined => {
  const missing = ['sshd', 'ssh', 'ssh-keygen', 'docker'].find((one) => findExecutable(one) === undefined);
  if (missing !== undefined) return `there is no "${missing}" here`;
  return process.getuid?.() === 0 ? undefined : 'only root can start a server of ssh here';
};

export async function sshHost(): Promise<SshHost> {
  // Short: it holds sockets.
  const folder = await mkdtemp(join(tmpdir(), 'bsh-'));
  const at = (name: string): string => join(folder, name);
  const keygen = (name: string): Promise<unknown> =>
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  await Promise.all([keygen('host'), keygen('user')]);
  const port = await freePort();
  const { username } = userInfo();
  // Where it keeps apart what it does for whom.
  await mkdir('/run/sshd', { recursive: true });
  const [kind, key] = (await readFile(at('host.pub'), 'utf8')).split(' ');
  await writeFile(at('known'), `[127.0.0.1]:${port} ${kind} ${key}\n`);
  await writeFile(at('allowed'), await readFile(at('user.pub')));
  await writeFile(
    at('server'),
    `ListenAddress 127.0.0.1:${port}
HostKey ${at('host')}
AuthorizedKeysFile ${at('allowed')}
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
PrintMotd no
`,
  );
  await writeFile(
    at('client'),
    `Host *
  IdentityFile ${at('user')}
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile ${at('known')}
  GlobalKnownHostsFile none
  StrictHostKeyChecking ask
`,
  );

  let server: ChildProcess;
  const answers = async (): Promise<boolean> => {
    const socket = createConnection({ host: '127.0.0.1', port });
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  };
  const start = async (): Promise<void> => {
    server = spawn('/usr/sbin/sshd', ['-D', '-q', '-f', at('server')], { stdio: 'ignore' });
    for (const since = performance.now(); !(await answers()); await setTimeout(20))
      if (performance.now() - since > 30_000) throw new Error('the server of ssh does not start');
  };
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill();
    await once(server, 'exit');
  };
  /** Processes that serve one connection each; a second level of them runs as who logged in. */
  const sessions = async (): Promise<readonly number[]> => {
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(server.pid)]).catch(() => ({
      stdout: '',
    }));
    return stdout.split('\n').flatMap((line) => Number(line.trim()) || []);
  };
  await start();

  return {
    options: { command: ['ssh', '-F', at('client')], sockets: at('s') },
    context: (socket) => {
      const address = `ssh://${username}@127.0.0.1:${port}${socket}`;
      return { name: 'default', address, endpoint: { kind: 'ssh', address }, current: false };
    },
    connections: async () => (await sessions()).length,
    async cut() {
      for (const pid of await sessions()) process.kill(pid, 'SIGKILL');
    },
    async changeKey() {
      await stop();
      await Promise.all([rm(at('host')), rm(at('host.pub'))]);
      await keygen('host');
      await start();
    },
    lockOut: () => writeFile(at('allowed'), ''),
    forget: () => writeFile(at('known'), ''),
    stop,
    async remove() {
      for (const pid of await sessions()) process.kill(pid);
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
