import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runInContainer } from '../docker/run-in-container.ts';
import { streamExec } from '../docker/stream-exec.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import type { IsolationRules } from './isolation-rules.ts';
import type { Guard } from './reach-guard.ts';
import { readMail, readMailSource, readMails } from './read-guard.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { persistentMails, tortureMails } from './testing/torture-mails.ts';

const signal = new AbortController().signal;

const sent = z.object({ id: z.string(), hash: z.string(), size: z.number(), reply: z.string() });
type Sent = z.infer<typeof sent>;

const isKept = ({ reply }: Sent): boolean => reply.startsWith('250');

async function mailingStack(rules: Partial<IsolationRules> = {}) {
  const { name: image } = await readyGuardImage();
  const { run, engine, containerOf } = await isolatedStack(
    { services: { client: sleeper({ image }) } },
    rules,
  );
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const guard: Guard = { engine, container: containerOf('backlot-guard') };
  const program = (text: string) =>
    streamExec(engine, containerOf('client'), { command: ['node', '-e', text] }, signal);
  const told = async (running: Awaited<ReturnType<typeof program>>): Promise<readonly Sent[]> => {
    const lines = (await buffer(running.stdout)).toString().trim().split('\n');
    expect(await running.ended()).toMatchObject({ exitCode: 0 });
    return lines.filter((line) => line.startsWith('{')).map((line) => sent.parse(JSON.parse(line)));
  };
  return { engine, guard, program, told };
}

/** Expects each of them to be in the inbox once, as it was sent, byte by byte. */
async function expectKept(guard: Guard, mails: readonly Sent[]): Promise<void> {
  const { mails: box } = await readMails(guard, signal);
  const command = ['sh', '-c', 'cd /data/mail && sha256sum *.eml'];
  const asked = { command, keepBytes: 2 ** 20 };
  const { output } = await runInContainer(guard.engine, guard.container, asked, signal);
  const hashes = new Map(
    output.split('\n').map((line) => [line.split(/\s+/)[1]?.replace('.eml', ''), line.split(' ')[0]]),
  );
  for (const { id, hash, size } of mails) {
    const found = box.filter(({ subject }) => subject === id);
    expect({ id, found }).toMatchObject({ id, found: [{ size, service: 'client' }] });
    expect({ id, hash: hashes.get(found[0]?.id) }).toEqual({ id, hash });
  }
}

test('no mail that was accepted is lost, however it is sent', async () => {
  const { guard, program, told } = await mailingStack();
  const all = await told(await program(tortureMails));
  const refused = all.filter((one) => !isKept(one)).map(({ id, reply }) => ({ id, reply }));
  expect(refused.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'breaks-off', reply: 'broke off' },
    { id: 'too-large', reply: expect.stringMatching(/^552 /) },
  ]);
  await expectKept(guard, all.filter(isKept));
  const { mails, refused: turnedAway } = await readMails(guard, signal);
  // Nothing is kept twice, and nothing of what was refused.
  expect(mails).toHaveLength(all.length - refused.length);
  expect(turnedAway).toBe(1);
  const of = (id: string) => mails.find(({ subject }) => subject === id);
  const { source } = await readMailSource(guard, of('thirty-megabytes-tls')?.id ?? '', signal);
  expect(createHash('sha256').update(source).digest('hex')).toBe(
    all.find(({ id }) => id === 'thirty-megabytes-tls')?.hash,
  );
  const everybody = Array.from({ length: 500 }, (_, index) => `customer${index}@example.com`);
  expect(of('five-hundred')?.to).toEqual(everybody);
  expect(of('five-hundred-pipelined')?.to).toEqual(everybody);
  expect(of('beyond-ascii')).toMatchObject({
    from: 'grüße@köln.example',
    to: ['jürgen@münchen.example', '"odd"@example.com', 'dot.@example.com'],
  });
  // Each that was broken is read as far as it can be.
  for (const id of ['no-blank-line', 'open-boundary', 'binary', 'nested', 'long-header'])
    expect((await readMail(guard, of(id)?.id ?? '', signal)).source.length).toBeGreaterThan(0);
}, 300_000);

test('a guard that is killed among mails has all of them that it accepted', async () => {
  const { engine, guard, program, told } = await mailingStack();
  const running = await program(persistentMails);
  const all = told(running);
  const kill = async (): Promise<void> => {
    const before = (await readMails(guard, signal)).mails.length;
    const more = async () => (await readMails(guard, signal).catch(() => ({ mails: [] }))).mails.length;
    await expect.poll(more, { timeout: 60_000 }).toBeGreaterThan(before + 10);
    const command = ['sh', '-c', 'kill -9 -1'];
    await runInContainer(engine, guard.container, { command }, signal).catch(() => {});
  };
  await kill();
  const answers = () =>
    readMails(guard, signal).then(
      () => true,
      () => false,
    );
  await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  await kill();
  const ended = await all;
  await expect.poll(answers, { timeout: 60_000 }).toBe(true);
  expect(ended.filter(isKept)).toHaveLength(20 * 8);
  // The kills came among them: some were broken off.
  expect(ended.filter((one) => !isKept(one)).length).toBeGreaterThan(0);
  await expectKept(guard, ended.filter(isKept));
}, 300_000);

/** Opens a connection of port 465 as a client does that insists on a certificate, and tells the first line. */
const insist = `
const socket = require('node:tls').connect({ host: 'smtp.example.com', servername: 'smtp.example.com', port: 465 });
socket.on('data', (bytes) => { console.log(JSON.stringify({ id: '', hash: '', size: 0, reply: String(bytes) })); process.exit(); })
  .on('error', (error) => { console.log(JSON.stringify({ id: '', hash: '', size: 0, reply: error.code })); process.exit(); });
`;

test('where third parties are replaced, services trust the certificate of the mail host that they name', async () => {
  const replaced = await mailingStack({ replace: { 'api.example.com': { service: 'client', port: 8000 } } });
  expect(await replaced.told(await replaced.program(insist))).toMatchObject([
    { reply: expect.stringMatching(/^220 /) },
  ]);
  const plain = await mailingStack();
  expect(await plain.told(await plain.program(insist))).toMatchObject([
    { reply: expect.stringMatching(/SELF_SIGNED|UNABLE_TO_VERIFY|CERT/) },
  ]);
}, 240_000);
