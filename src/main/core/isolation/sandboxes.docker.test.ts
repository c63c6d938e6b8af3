import { beforeAll, expect, test } from 'vitest';
import { runInContainer } from '../docker/run-in-container.ts';
import { planUp } from '../engine/stack-operations.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { readEgress } from './read-guard.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { createWorld, noWorld, type OutsideWorld } from './testing/outside-world.ts';

const signal = new AbortController().signal;

let image: string;
beforeAll(async () => {
  image = (await readyGuardImage()).name;
});

/** Answers every request with what came of it. */
const mirror = `
const server = require('node:http').createServer((asked, answer) => {
  let body = '';
  asked.on('data', (bytes) => { body += bytes; }).on('end', () => {
    answer.writeHead(201, { 'content-type': 'application/json', 'x-sandbox': 'mirror' });
    answer.end(JSON.stringify({ method: asked.method, url: asked.url, host: asked.headers.host,
      proto: asked.headers['x-forwarded-proto'], auth: asked.headers.authorization, body }));
  });
});
server.on('upgrade', (asked, socket) => { socket.end('HTTP/1.1 101 Switching Protocols\\r\\nconnection: upgrade\\r\\nupgrade: echo\\r\\n\\r\\nhello ' + asked.url); });
server.listen(8000);`;

/** Asks an address as an application does, and tells the answer or the error; through the proxy where one is named. */
const ask = `
const [address, proxy] = process.argv.slice(1);
const http = require('node:http'), https = require('node:https'), tls = require('node:tls');
const url = new URL(address);
const done = (told) => { console.log(JSON.stringify(told)); process.exit(); };
const fail = (error) => done({ error: error.code ?? error.message });
const send = (createConnection) => {
  const asked = (url.protocol === 'https:' ? https : http).request(url,
    { method: 'POST', headers: { host: url.host, authorization: 'Bearer key' }, ...(createConnection ? { createConnection } : { agent: false }) }, (answer) => {
      let text = '';
      answer.on('data', (bytes) => { text += bytes; }).on('end', () => done({ status: answer.statusCode, sandbox: answer.headers['x-sandbox'], text }));
    });
  asked.on('upgrade', (answer, socket) => { let text = ''; socket.on('data', (bytes) => { text += bytes; }).on('end', () => done({ status: 101, text })); });
  asked.on('error', fail).end('amount=1200');
};
if (proxy === undefined) send();
else http.request({ host: 'backlot-guard', port: 3128, method: 'CONNECT', path: url.hostname + ':' + (url.port || 443) })
  .on('connect', (answer, socket) => {
    if (answer.statusCode !== 200) return done({ status: answer.statusCode });
    send(() => tls.connect({ socket, servername: url.hostname }));
  }).on('error', fail).end();
`;

const without = noWorld();

test('a third party is answered by a service of the environment, over TLS that its services trust', async ({
  onTestFinished,
}) => {
  const world: OutsideWorld | undefined = without === undefined ? await createWorld() : undefined;
  onTestFinished(() => world?.remove());
  // Were it passed on, it would arrive there: the guard knows these names, and both may be reached.
  const outside = world?.address ?? '203.0.113.250';
  const hosts = ['api.payments.example', 'direct.example'];
  const { run, engine, access, ref, containerOf } = await isolatedStack(
    {
      services: {
        payments: sleeper({ image, command: ['node', '-e', mirror] }),
        client: sleeper({ image }),
        stone: sleeper({ image, read_only: true }),
        own: sleeper({ image, environment: { NODE_EXTRA_CA_CERTS: '', SSL_CERT_FILE: '/nowhere' } }),
      },
    },
    {
      allow: hosts,
      replace: {
        'api.payments.example': { service: 'payments', port: 8000 },
        '*.payments.example': { service: 'client' },
      },
    },
    { extra_hosts: hosts.map((host) => `${host}=${outside}`) },
  );
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const inside = async (service: string, ...command: readonly string[]): Promise<string> =>
    (await runInContainer(engine, containerOf(service), { command }, signal)).output.trim();
  const tell = async (service: string, ...args: readonly string[]): Promise<unknown> =>
    JSON.parse(await inside(service, 'node', '-e', ask, ...args));

  const answered = (url: string, proto: string) => ({
    status: 201,
    sandbox: 'mirror',
    text: JSON.stringify({
      ...{ method: 'POST', url, host: 'api.payments.example', proto },
      ...{ auth: 'Bearer key', body: 'amount=1200' },
    }),
  });
  expect(await tell('client', 'https://api.payments.example/v1/payments?a=1')).toEqual(
    answered('/v1/payments?a=1', 'https'),
  );
  expect(await tell('client', 'https://api.payments.example/v1', 'proxy')).toEqual(answered('/v1', 'https'));
  expect(await tell('client', 'http://api.payments.example/v1')).toEqual(answered('/v1', 'http'));
  expect(await tell('stone', 'https://api.payments.example/v1')).toEqual(answered('/v1', 'https'));
  // A service that has roots of its own decides for itself.
  expect(await tell('own', 'https://api.payments.example/v1')).toEqual({
    error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  });
  // What does not run, and a port that is no part of it.
  expect(await tell('client', 'https://files.payments.example/')).toMatchObject({
    status: 502,
    text: expect.stringContaining('files.payments.example is replaced by the sandbox client'),
  });
  expect(await tell('client', 'http://api.payments.example:9999/')).toMatchObject({ status: 403 });

  const verified = [
    'sh',
    '-c',
    'echo | openssl s_client -connect api.payments.example:443 -servername api.payments.example -verify_return_error "$@" 2>&1 | grep -i "verif"',
    'sh',
  ];
  expect(await inside('client', ...verified)).toContain('Verify return code: 0 (ok)');
  // By the system's own file too, with all that was in it.
  const count = ['sh', '-c', 'grep -c BEGIN /etc/ssl/certs/ca-certificates.crt "$SSL_CERT_FILE"'];
  const counts = (await inside('client', ...count)).match(/\d+$/gm)?.map(Number) ?? [];
  expect(counts[0]).toBe(counts[1]);
  expect(counts[0]).toBeGreaterThan(100);
  const key = ['sh', '-c', 'stat -c %a /data/ca/key.pem; openssl x509 -in /data/ca/ca.pem -noout -subject'];
  expect(await inside('backlot-guard', ...key)).toMatch(/^600\nsubject=CN = Backlot sandboxes of bt/);

  const guard = { engine, container: containerOf('backlot-guard') };
  const { rows, counters } = await readEgress(guard, signal);
  const of = (service: string, verdict: string) =>
    rows
      .filter((row) => row.service === service && row.verdict === verdict && row.means !== 'name')
      .map(({ host, port, means, count: many }) => `${host}:${port} ${means} ${many}`)
      .sort();
  expect(of('client', 'replaced')).toEqual([
    'api.payments.example:443 tls 3',
    'api.payments.example:80 http 1',
    'files.payments.example:443 tls 1',
  ]);
  expect(of('client', 'blocked')).toEqual(['api.payments.example:9999 http 1']);
  expect(counters).toMatchObject({ leftPackets: 0, leftBytes: 0 });

  if (world !== undefined) {
    expect(await world.arrived()).toMatchObject({ all: 0 });
    // The same way does lead there for a host that is allowed and not replaced: so this test can fail.
    const far = inside('client', 'node', '-e', ask, 'http://direct.example/');
    for (const since = performance.now(); (await world.arrived()).web === 0; ) {
      expect(performance.now() - since).toBeLessThan(60_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await far;
  }

  expect((await planUp(access, { stack: ref }, signal)).steps).toEqual([]);
  // The authority stays the same, so that what services were given goes on to hold.
  await inside('backlot-guard', 'sh', '-c', 'kill -9 -1').catch(() => {});
  const again = async (): Promise<unknown> => tell('client', 'https://api.payments.example/v1').catch(String);
  for (const since = performance.now(); ; ) {
    const told = JSON.stringify(await again());
    if (told === JSON.stringify(answered('/v1', 'https'))) break;
    expect(performance.now() - since, told).toBeLessThan(60_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await run('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
}, 300_000);
