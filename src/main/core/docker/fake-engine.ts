import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import type { DockerContext } from './contexts.ts';

/** A Docker engine for tests: only answers, on a unix socket. Its contract is tested against a real one. */
export interface FakeEngine {
  readonly socket: string;
  readonly context: DockerContext;
  /** The paths asked so far, in order. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** What the fake says by path, without the version before it; a listener answers by itself. */
export type Answers = Readonly<Record<string, object>>;

/** As Docker 20.10 on Debian 12 answers, shortened to what we read. */
export const usualAnswers = {
  '/version': { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux' },
  '/info': {
    Name: 'box',
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs']],
    KernelVersion: '6.1.0',
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    OSType: 'linux',
    Architecture: 'x86_64',
    NCPU: 2,
    MemTotal: 4_000_000_000,
    DockerRootDir: '/nowhere/docker',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    SecurityOptions: ['name=apparmor', 'name=seccomp,profile=default'],
    ExperimentalBuild: false,
  },
  '/system/df': { LayersSize: 1_000, Containers: [], Volumes: null, BuildCache: null },
} as const satisfies Answers;

/** Answers with the engine's own shape of an error. */
export const refuse =
  (status: number, message: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
  };

/** The context of an engine that answers (or does not) at a socket. */
export const socketContext = (socket: string, current = true): DockerContext => ({
  name: 'default',
  address: `unix://${socket}`,
  endpoint: { kind: 'unix', path: socket },
  current,
});

/** Starts a fake engine on a socket inside a folder of the caller's. */
export async function startFakeEngine(folder: string, answers: Answers = {}): Promise<FakeEngine> {
  const socket = join(folder, 'docker.sock');
  const asked: string[] = [];
  const table: Answers = { ...usualAnswers, ...answers };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    asked.push(path);
    const answer = table[path.replace(/^\/v\d+\.\d+/, '')];
    if (answer === undefined) refuse(404, 'page not found')(request, response);
    else if (typeof answer === 'function') answer(request, response);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    context: socketContext(socket),
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
