import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from './connect-engine.ts';
import type { DockerContext } from './contexts.ts';
import { usualAnswers } from './fake-engine.ts';

const run = promisify(execFile);
const openssl = await run('openssl', ['version']).then(
  () => true,
  () => false,
);

const signal = new AbortController().signal;

describe.skipIf(!openssl)(`an engine behind TLS${openssl ? '' : ' (skipped: no openssl)'}`, () => {
  let folder: string;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backlot-tls-'));
    // One self-signed certificate plays the authority, the server and the client.
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=backlot-test', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-days', '2'];
    await run('openssl', ['req', '-x509', '-nodes', ...kind, '-keyout', key, '-out', cert, ...subject]);
    await run('cp', [cert, join(folder, 'ca.pem')]);
    const pem = await readFile(cert);
    server = createServer(
      { key: await readFile(key), cert: pem, ca: pem, requestCert: true, rejectUnauthorized: true },
      (_request, response) => response.end(JSON.stringify(usualAnswers['/version'])),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    port = address.port;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  const context = (directory: string, verify: boolean): DockerContext => ({
    name: 'far',
    address: `tcp://127.0.0.1:${port}`,
    endpoint: { kind: 'tcp', host: '127.0.0.1', port },
    tls: { directory, verify },
    current: true,
  });

  test('is connected to with the files of the context', async () => {
    const engine = await connectEngine(context(folder, true), signal);
    expect(engine.version).toBe('20.10.24');
    engine.close();
  });

  test('is not trusted without its authority, and wants a certificate of us', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await expect(connectEngine(context(empty, true), signal)).rejects.toMatchObject({
      code: 'docker-unreachable',
      message: expect.stringContaining('certificate'),
    });
    await expect(connectEngine(context(empty, false), signal)).rejects.toMatchObject({
      code: 'docker-unreachable',
    });
  });
});
