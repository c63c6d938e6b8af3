import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import type { Egress, MailBox } from '../../../shared/model/isolation.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listContainers } from '../docker/containers.ts';
import { listNetworks } from '../docker/networks.ts';
import { runInContainer } from '../docker/run-in-container.ts';
import { planUp } from '../engine/stack-operations.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { askGuard, type GuardQuestion } from './ask-guard.ts';
import { followMails } from './read-guard.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { sendMail } from './testing/try-hard.ts';

const signal = new AbortController().signal;

let image: string;
beforeAll(async () => {
  image = (await readyGuardImage()).name;
});

const ask = async (engine: Engine, guard: string, question: GuardQuestion): Promise<Buffer> =>
  buffer(Readable.from(askGuard(engine, guard, question, signal)));

/** Asks again until it holds; how long depends on the machine, so the bound is generous. */
async function eventually<T>(look: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (const since = performance.now(); ; ) {
    const found = await look();
    if (holds(found) || performance.now() - since > 60_000) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const server = (text: string) =>
  `require('node:http').createServer((_, answer) => answer.end('${text}')).listen(8000)`;

test('a stack behind its guard: ports, mail, a name that is asked for, a second up, and down', async () => {
  const { run, engine, access, ref, identity, containerOf } = await isolatedStack({
    services: {
      web: sleeper({
        image,
        command: ['node', '-e', server('hello')],
        ports: [{ target: 8000, protocol: 'tcp' }],
      }),
      client: sleeper({ image }),
    },
  });
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const guard = containerOf('backlot-guard');

  const listed = (await listContainers(engine, signal)).filter(
    ({ Labels }) => Labels['dev.backlot.project'] === identity.project,
  );
  const published = listed.flatMap(({ Ports }) => Ports.filter(({ PublicPort }) => PublicPort));
  expect(published).toMatchObject([{ IP: '127.0.0.1', PrivatePort: 20_000 }]);
  const address = `http://127.0.0.1:${published[0]?.PublicPort}/`;
  const get = async (): Promise<string> =>
    fetch(address, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.text(),
      (error: unknown) => String(error),
    );
  expect(await eventually(get, (text) => text === 'hello')).toBe('hello');

  const inClient = async (program: string, ...args: readonly string[]): Promise<string> => {
    const command = ['node', '-e', program, ...args];
    const { output } = await runInContainer(engine, containerOf('client'), { command }, signal);
    return output.trim();
  };
  expect(await inClient(sendMail, 'smtp.example.com', '587')).toBe('250 Captured');
  const refused = `require('node:http').get('http://api.stripe.example/v1/charges', (answer) => console.log(answer.statusCode))`;
  expect(await inClient(refused)).toBe('403');
  const inner = `require('node:http').get('http://web:8000/', (answer) => answer.pipe(process.stdout))`;
  expect(await inClient(inner)).toBe('hello');
  const proxied = `require('node:http').get({ host: 'backlot-guard', port: 3128, path: 'http://api.stripe.example/' }, (answer) => console.log(answer.statusCode))`;
  expect(await inClient(proxied)).toBe('403');

  const box: MailBox = JSON.parse(String(await ask(engine, guard, { ask: 'mails' })));
  expect(box.mails).toMatchObject([
    {
      service: 'client',
      from: 'shop@example.com',
      to: ['customer@example.com'],
      subject: '=?utf-8?q?Gr=C3=BC=C3=9Fe?=',
    },
  ]);
  const mail = await ask(engine, guard, { ask: 'mail', id: box.mails[0]?.id ?? '' });
  expect(mail.toString()).toContain('<p>Your order</p>');

  const inbox = followMails({ engine, container: guard }, signal);
  const subjects = async (): Promise<readonly string[] | undefined> =>
    (await inbox.next()).value?.mails.map(({ subject }) => subject);
  expect(await subjects()).toEqual(['Grüße']);
  expect(await inClient(sendMail, 'smtp.example.com', '25')).toBe('250 Captured');
  expect(await subjects()).toEqual(['Grüße', 'Grüße']);
  await inbox.return();

  const egress = async (): Promise<Egress> => JSON.parse(String(await ask(engine, guard, { ask: 'egress' })));
  const { rows, counters } = await eventually(egress, (found) =>
    found.rows.some(({ count, means }) => means === 'http' && count === 2),
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        service: 'client',
        host: 'smtp.example.com',
        means: 'name',
        verdict: 'blocked',
      }),
      expect.objectContaining({
        service: 'client',
        host: 'customer@example.com',
        means: 'mail',
        verdict: 'captured',
      }),
      expect.objectContaining({
        service: 'client',
        host: 'api.stripe.example',
        port: 80,
        means: 'http',
        verdict: 'blocked',
        count: 2,
      }),
    ]),
  );
  expect(counters).toMatchObject({ leftPackets: 0, leftBytes: 0 });

  expect((await planUp(access, { stack: ref }, signal)).steps).toEqual([]);
  expect(await run('down', { volumes: true })).toMatchObject({ state: 'succeeded', error: undefined });
  const left = (await listNetworks(engine, signal)).filter(
    ({ Labels }) => Labels['dev.backlot.project'] === identity.project,
  );
  expect(left).toEqual([]);
}, 240_000);
