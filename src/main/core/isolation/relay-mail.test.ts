import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { relayMail } from './relay-mail.ts';

const signal = new AbortController().signal;
const mail = {
  from: 'me@example.com',
  to: 'me@example.com',
  source: Buffer.from('Subject: one\r\n\r\n.Hello\r\n'),
};

/** A relay of our own, on loopback, and what it has got. */
async function relay(options: SMTPServerOptions = {}) {
  const got: { from: string; to: readonly string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      buffer(stream).then((source) => {
        const from = mailFrom === false ? '' : (mailFrom?.address ?? '');
        got.push({ from, to: rcptTo.map(({ address }) => address), source: source.toString('latin1') });
        done(null, 'queued as 7');
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { got, at: { host: '127.0.0.1', port, secure: false, user: undefined } };
}

const answer = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

test('a mail is sent as it stands, to one address', async () => {
  const { got, at } = await relay();
  expect(await relayMail(at, undefined, mail, signal)).toContain('queued as 7');
  expect(got).toEqual([
    { from: 'me@example.com', to: ['me@example.com'], source: 'Subject: one\r\n\r\n.Hello\r\n' },
  ]);
});

test('a relay with a user is given the password, and says when it is wrong', async () => {
  const { got, at } = await relay({
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'me' && password === 'right' ? done(null, { user: 'me' }) : done(answer(535, 'No')),
  });
  await relayMail({ ...at, user: 'me' }, 'right', mail, signal);
  expect(got).toHaveLength(1);
  const error = await relayMail({ ...at, user: 'me' }, 'wrong', mail, signal).catch((one: unknown) => one);
  expect(error).toMatchObject({
    code: 'relay-refused',
    message: expect.stringContaining('user and password'),
  });
  expect(JSON.stringify(error)).not.toContain('wrong');
});

test.each([
  [550, false],
  [451, true],
])('what it refuses with %i is told in its own words', async (code, retryable) => {
  const { at } = await relay({ onRcptTo: (_, __, done) => done(answer(code, 'not here')) });
  await expect(relayMail(at, undefined, mail, signal)).rejects.toMatchObject({
    code: 'relay-refused',
    message: expect.stringContaining('not here'),
    retryable,
  });
});

test('one that is not there is told as that', async () => {
  const at = { host: '127.0.0.1', port: 1, secure: false, user: undefined };
  await expect(relayMail(at, undefined, mail, signal)).rejects.toMatchObject({
    code: 'relay-unreachable',
    message: expect.stringContaining('127.0.0.1:1'),
  });
});

test('a relay that says nothing is not waited for once the operation is cancelled', async () => {
  const stop = new AbortController();
  const { at } = await relay({ onMailFrom: () => stop.abort(new Error('cancelled by hand')) });
  await expect(relayMail(at, undefined, mail, stop.signal)).rejects.toThrow('cancelled by hand');
});
