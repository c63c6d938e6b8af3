import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../../scripts/testing/free-port.ts';

/** A registry of a test's own on loopback, which engines trust without TLS. */
export interface TestRegistry {
  /** "127.0.0.1:34567" */
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** Why there can be no registry here; undefined: there can. */
export function registryMissing(): string | undefined {
  try {
    execFileSync('docker-registry', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'docker-registry is not installed (apt-get install docker-registry)';
  }
}

async function untilReady(host: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with code ${child.exitCode}.`);
    const answered = await fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Starts Debian's docker-registry in a folder of its own; with an htpasswd line it asks who is there. */
export async function startRegistry(htpasswd?: string): Promise<TestRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  await writeFile(join(folder, 'htpasswd'), `${htpasswd ?? ''}\n`);
  const auth = htpasswd ? `auth:\n  htpasswd: { realm: test, path: ${join(folder, 'htpasswd')} }\n` : '';
  const config = join(folder, 'config.yml');
  await writeFile(
    config,
    `version: 0.1\nlog: { level: error, accesslog: { disabled: true } }\nstorage: { filesystem: { rootdirectory: ${join(folder, 'data')} } }\nhttp: { addr: "${host}" }\n${auth}`,
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  await untilReady(host, child);
  return {
    host,
    stop: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How a registry in front of another misbehaves; undefined passes a request on. */
export type Misbehave = (request: IncomingMessage, response: ServerResponse) => 'handled' | 'cut' | undefined;

/** A registry that passes on to another one what `misbehave` lets through; `cut` ends a body in its middle. */
export async function startFaultyRegistry(target: string, misbehave: Misbehave): Promise<TestRegistry> {
  const server = createServer((asked, response) => {
    const how = misbehave(asked, response);
    if (how === 'handled') return;
    const [hostname, port] = target.split(':');
    const passed = request(
      { hostname, port, path: asked.url, method: asked.method, headers: asked.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        if (how !== 'cut') answer.pipe(response);
        else
          answer.once('data', (chunk: Buffer) => {
            response.write(chunk.subarray(0, 1024), () => response.destroy());
            answer.destroy();
          });
      },
    );
    passed.on('error', () => response.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
