import { createServer } from 'node:http';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { runInContainer } from '../docker/run-in-container.ts';
import { planUp } from '../engine/stack-operations.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { parseStubs } from './parse-stubs.ts';
import { readEgress, readRecorded } from './read-guard.ts';
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

test('a third party is answered by a service of the environment, over TLS that its services trust', async () => {
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
  // As does mail: most clients ask for STARTTLS and look at what is behind it.
  const starttls =
    'echo QUIT | openssl s_client -starttls smtp -connect smtp.example.com:587 -servername smtp.example.com -verify_return_error 2>&1 | grep -i "verif"';
  expect(await inside('client', 'sh', '-c', starttls)).toContain('Verify return code: 0 (ok)');
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

const stubText = `
scenario: charge {{path.id}}
stubs:
  - request: POST /v1/charges
    headers: { authorization: Bearer * }
    body: { card: tok_declined }
    answer: { status: 402, json: { error: declined } }
  - request: POST /v1/charges
    headers: { authorization: Bearer * }
    answer: { status: 201, headers: { x-amount: "{{body.amount}}" }, json: { id: "ch_{{hex.8}}", amount: "{{body.amount}}", n: "{{count}}" } }
  - request: POST /v1/charges/{id}/capture
    state: start
    next: captured
    answer: { json: { id: "{{path.id}}", status: captured } }
    latency: 300ms
  - request: POST /v1/charges/{id}/capture
    answer: { status: 409, body: "{{path.id}} is captured" }
  - { request: GET /reset, fault: reset }
  - { request: GET /timeout, fault: timeout }
  - { request: GET /truncated, fault: truncated, answer: { body: "a long answer that breaks" } }
  - { request: GET /busy, answer: { status: 503, headers: { retry-after: "2" }, body: busy } }
`;

/** Asks an address, and tells status, body and how long it took, or the error. */
const call = `
const [method, address, body = ''] = process.argv.slice(1);
const https = require('node:https');
const since = performance.now();
const done = (told) => { console.log(JSON.stringify({ ...told, ms: performance.now() - since })); process.exit(); };
const asked = https.request(address, { method, agent: false, headers: { authorization: 'Bearer key', 'content-type': 'application/json' } }, (answer) => {
  let text = '';
  answer.on('data', (bytes) => { text += bytes; }).on('end', () => done({ status: answer.statusCode, text })).on('error', (error) => done({ status: answer.statusCode, text, error: error.code }));
});
asked.setTimeout(2000, () => done({ error: 'timeout' }));
asked.on('error', (error) => done({ error: error.code })).end(body);
`;

test('a third party is answered by stubs of the repository, with states, latency and faults', async () => {
  const { stubs, problems } = parseStubs(stubText, 'pay.yaml');
  expect(problems).toEqual([]);
  const { run, engine, containerOf } = await isolatedStack(
    { services: { client: sleeper({ image }) } },
    { replace: { 'pay.example': { stubs: ['pay.yaml'] } }, stubs: { 'pay.yaml': stubs } },
  );
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const tell = async (method: string, path: string, body?: string): Promise<Record<string, unknown>> => {
    const command = ['node', '-e', call, method, `https://pay.example${path}`, ...(body ? [body] : [])];
    const { output } = await runInContainer(engine, containerOf('client'), { command }, signal);
    return JSON.parse(output.trim());
  };

  const made = await tell('POST', '/v1/charges', '{"amount":1200,"card":"tok_visa"}');
  expect(made).toMatchObject({
    status: 201,
    text: expect.stringMatching(/^{"id":"ch_[0-9a-f]{8}","amount":1200,"n":1}$/),
  });
  expect(await tell('POST', '/v1/charges', '{"card":"tok_declined"}')).toMatchObject({
    status: 402,
    text: '{"error":"declined"}',
  });
  const first = await tell('POST', '/v1/charges/ch_1/capture');
  expect(first).toMatchObject({ status: 200, text: '{"id":"ch_1","status":"captured"}' });
  expect(first.ms).toBeGreaterThanOrEqual(300);
  expect(await tell('POST', '/v1/charges/ch_1/capture')).toMatchObject({
    status: 409,
    text: 'ch_1 is captured',
  });
  expect(await tell('POST', '/v1/charges/ch_2/capture')).toMatchObject({ status: 200 });

  expect(await tell('GET', '/reset')).toMatchObject({ error: 'ECONNRESET' });
  expect(await tell('GET', '/timeout')).toMatchObject({ error: 'timeout' });
  expect(await tell('GET', '/truncated')).toMatchObject({
    status: 200,
    text: 'a long answe',
    error: 'ECONNRESET',
  });
  expect(await tell('GET', '/busy')).toMatchObject({ status: 503, text: 'busy' });
  expect(await tell('GET', '/v2/unknown')).toMatchObject({
    status: 404,
    text: 'Backlot: no stub of pay.yaml fits GET /v2/unknown, which was for pay.example. Nothing was sent there.\n',
  });

  const { rows, counters } = await readEgress({ engine, container: containerOf('backlot-guard') }, signal);
  expect(rows.filter(({ means }) => means === 'tls')).toMatchObject([
    { service: 'client', host: 'pay.example', port: 443, verdict: 'replaced', count: 10 },
  ]);
  expect(counters).toMatchObject({ leftPackets: 0 });
}, 240_000);

/** A third party on this machine: it answers each request with what came. */
async function outsideService(): Promise<number> {
  const server = createServer((asked, answer) => {
    answer.writeHead(asked.url === '/none' ? 404 : 200, {
      ...{ 'content-type': 'application/json', 'set-cookie': 'session=secret' },
    });
    answer.end(
      JSON.stringify({ url: asked.url, host: asked.headers.host, auth: asked.headers.authorization }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  onTestFinished(async () => {
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

test.skipIf(without !== undefined)(
  'what a recorded host answers is passed on, and can be had as stubs',
  async () => {
    const world = await createWorld();
    onTestFinished(() => world.remove());
    const port = await outsideService();
    const { run, engine, containerOf } = await isolatedStack(
      { services: { client: sleeper({ image }) } },
      { record: [`partner.example:${port}`] },
      { extra_hosts: [`partner.example=${world.gateway}`] },
    );
    expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
    const tell = async (path: string): Promise<unknown> => {
      const command = ['node', '-e', ask, `http://partner.example:${port}${path}`];
      const { output } = await runInContainer(engine, containerOf('client'), { command }, signal);
      return JSON.parse(output.trim());
    };
    const host = `partner.example:${port}`;
    const told = (url: string) => JSON.stringify({ url, host, auth: 'Bearer key' });
    expect(await tell('/v1/rates?a=1')).toMatchObject({ status: 200, text: told('/v1/rates?a=1') });
    expect(await tell('/none')).toMatchObject({ status: 404, text: told('/none') });

    const guard = { engine, container: containerOf('backlot-guard') };
    const text = await readRecorded(guard, 'partner.example', signal);
    expect(text).not.toContain('secret');
    const { stubs, problems } = parseStubs(text, 'partner.yaml');
    expect(problems).toEqual([]);
    expect(stubs).toMatchObject([
      { method: 'POST', path: '/v1/rates', query: { a: '1' }, answer: { status: 200, json: { host } } },
      { method: 'POST', path: '/none', answer: { status: 404 } },
    ]);
    await expect(readRecorded(guard, 'other.example', signal)).rejects.toMatchObject({
      code: 'not-found',
      hint: 'There is something of partner.example.',
    });
    const { rows, counters } = await readEgress(guard, signal);
    expect(rows).toContainEqual(
      expect.objectContaining({
        service: 'client',
        host: 'partner.example',
        port,
        verdict: 'recorded',
        count: 2,
      }),
    );
    expect(counters.leftPackets).toBeGreaterThan(0);
  },
  240_000,
);
