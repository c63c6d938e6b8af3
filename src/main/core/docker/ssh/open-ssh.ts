import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { lstat, mkdir } from 'node:fs/promises';
import type { Agent } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { BacklotError } from '../../../../shared/errors.ts';
import type { DockerContext } from '../contexts.ts';
import { explainSsh, SshEnded } from './explain-ssh.ts';
import { lastWords, SshConnection } from './ssh-connection.ts';
import { readSshAddress, remoteCommand, sshHost, sshOptions } from './ssh-target.ts';

export interface OpenSshOptions {
  /** The program with what stands before all its other arguments; `ssh` unless a test says otherwise. */
  readonly command?: readonly string[] | undefined;
  /** Folder for the sockets of shared connections; a folder of the user's own unless a test says otherwise. */
  readonly sockets?: string | undefined;
}

/** How an engine behind ssh is reached. */
export interface OpenedSsh {
  readonly agent: Agent;
  /** Ends what is open. The connection to the host is left to other engines on it, and ends by itself. */
  readonly close: () => void;
}

/** Bytes: of macOS, the shortest; and what ssh puts behind the path until the socket is there. */
const longestSocket = 103;
const whileItIsMade = 18;

/**
 * The socket of the connection to an address, which all calls share; undefined where ssh can't share (Windows), where
 * somebody else might have put the folder there, or where the path is longer than one of a socket may be.
 */
async function controlPath(address: string, sockets: string | undefined): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const { uid } = userInfo();
  const folder = sockets ?? join(process.env.XDG_RUNTIME_DIR || tmpdir(), `bl-ssh-${uid}`);
  const path = join(folder, createHash('sha256').update(address).digest('hex').slice(0, 12));
  if (Buffer.byteLength(path) > longestSocket - whileItIsMade) return undefined;
  await mkdir(folder, { mode: 0o700, recursive: true });
  const found = await lstat(folder);
  const own = found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  return own ? path : undefined;
}

/**
 * Reaches an engine as `docker` does it: by `docker system dial-stdio` on the host, over ssh with the user's own
 * keys, agent, configuration and known hosts. The connection to the host is opened here, once for all calls; when it
 * breaks, the next call opens another.
 * @throws BacklotError `host-untrusted`, `docker-permission`, `docker-unreachable`, `docker-missing`,
 * `config-invalid`
 */
export async function openSsh(
  context: DockerContext,
  signal: AbortSignal,
  { command: [program = 'ssh', ...first] = ['ssh'], sockets }: OpenSshOptions = {},
): Promise<OpenedSsh> {
  const target = readSshAddress(context.address);
  if (target === undefined)
    throw new BacklotError(
      'config-invalid',
      `The Docker context "${context.name}" has the address ${context.address}, which is no ssh host.`,
      { hint: 'It looks like ssh://user@host or ssh://host:port.', details: { context: context.name } },
    );
  const control = await controlPath(context.address, sockets);
  const options = [...first, ...sshOptions(control)];
  const host = sshHost(target);
  const start = (args: readonly string[]) =>
    spawn(program, [...options, ...args], { stdio: ['pipe', 'pipe', 'pipe'], signal, windowsHide: true });

  // Two calls at once would open two connections: the first is opened before there is any.
  if (control !== undefined) {
    const master = start(['-f', '-N', ...host]);
    const said = lastWords(master.stderr);
    try {
      const [code] = await once(master, 'exit');
      if (code !== 0) throw explainSsh(new SshEnded(Number(code), said()), context);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof BacklotError ? error : noSsh(error);
    }
  }

  const remote = remoteCommand(target);
  const open = new Set<SshConnection>();
  // Loaded when it is needed, as with every engine.
  const { Agent } = await import('node:http');
  class SshAgent extends Agent {
    override createConnection(): Duplex {
      // The calls have signals of their own; this connection may serve several of them.
      const child = spawn(program, [...options, '-T', ...host, remote], {
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
      });
      const connection = new SshConnection(child);
      open.add(connection);
      connection.once('close', () => open.delete(connection));
      return connection;
    }
  }
  const agent = new SshAgent({ keepAlive: true });
  return {
    agent,
    close() {
      agent.destroy();
      for (const connection of open) connection.destroy();
    },
  };
}

const noSsh = (error: unknown): BacklotError =>
  new BacklotError('docker-unreachable', 'There is no program "ssh" on this machine.', {
    hint: 'Install OpenSSH, then try again.',
    cause: error,
  });
