import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { runInContainer } from '../docker/run-in-container.ts';
import { sleeper } from '../engine/testing/docker-stack.ts';
import { testCore } from '../operations/testing/test-core.ts';
import { readEgress, readMails } from './read-guard.ts';
import { releaseKind, releaseOperation } from './release-operation.ts';
import type { ReleaseRules } from './release-rules.ts';
import { isolatedStack, readyGuardImage } from './testing/isolated-stack.ts';
import { sendMail } from './testing/try-hard.ts';

const signal = new AbortController().signal;

test('a captured mail goes to an address that is allowed, once, by an operation; to no other', async () => {
  const { name: image } = await readyGuardImage();
  const { run, engine, access, ref, containerOf } = await isolatedStack({
    services: { client: sleeper({ image }) },
  });
  expect(await run('up')).toMatchObject({ state: 'succeeded', error: undefined });
  const command = ['node', '-e', sendMail, 'smtp.example.com', '25'];
  await runInContainer(engine, containerOf('client'), { command }, signal);
  const guard = { engine, container: containerOf('backlot-guard') };
  const id = (await readMails(guard, signal)).mails[0]?.id ?? '';

  const got: { readonly envelope: object; readonly text: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'me' && password === 'kept' ? done(null, { user: 'me' }) : done(new Error('No')),
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      buffer(stream).then((text) => {
        const from = mailFrom === false ? '' : mailFrom.address;
        got.push({ envelope: { from, to: rcptTo.map(({ address }) => address) }, text: text.toString() });
        done(null, 'queued');
      }, done);
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  let rules: ReleaseRules | undefined = { to: ['*@team.example'], via: `smtp://me@127.0.0.1:${port}` };
  const kept = new Map<string, string>();
  const passwords = {
    get: async (_: string, via: string) => kept.get(via),
    set: async () => {},
  };
  const source = { access, rules: async () => rules, passwords };
  const { operations } = testCore({ kinds: [releaseOperation(source)] });
  const release = (to: string) =>
    operations.wait(operations.start(releaseKind, { stack: ref, mail: id, to }), signal);

  expect(await release('lena@team.example')).toMatchObject({
    state: 'failed',
    error: { code: 'relay-refused', message: expect.stringContaining('is not known') },
  });
  kept.set(rules.via, 'kept');
  expect(await release('lena@team.example')).toMatchObject({
    state: 'succeeded',
    title: `Release mail ${id} to lena@team.example`,
    project: ref.project,
  });
  expect(got).toMatchObject([
    {
      envelope: { from: 'lena@team.example', to: ['lena@team.example'] },
      text: expect.stringMatching(/^Resent-From: lena@team[.]example\r\n[\s\S]*<p>Your order<\/p>/),
    },
  ]);
  // It stays in the inbox, and nothing of it went by the guard.
  expect((await readMails(guard, signal)).mails).toHaveLength(1);
  expect((await readEgress(guard, signal)).counters).toMatchObject({ leftPackets: 0 });

  expect(await release('customer@example.com')).toMatchObject({
    state: 'failed',
    error: { code: 'forbidden', message: expect.stringContaining('customer@example.com') },
  });
  rules = undefined;
  expect(await release('lena@team.example')).toMatchObject({ state: 'failed', error: { code: 'forbidden' } });
  expect(got).toHaveLength(1);
}, 240_000);
