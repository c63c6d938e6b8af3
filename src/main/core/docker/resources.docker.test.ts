import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { localContext } from '../engine/testing/local-engine.ts';
import { connectEngine } from './connect-engine.ts';
import * as containers from './containers.ts';
import { followEvents } from './events.ts';
import { imageByRef } from './images.ts';
import * as networks from './networks.ts';
import { runInContainer } from './run-in-container.ts';
import * as volumes from './volumes.ts';

const signal = new AbortController().signal;
const labels = { [TEST_LABEL]: testRun };
const unique = (): string => `res-${randomBytes(4).toString('hex')}`;

const connect = async () => {
  const engine = await connectEngine(localContext, signal);
  onTestFinished(() => engine.close());
  return engine;
};

test('events are followed from when they are open, until they are not wanted', async () => {
  const engine = await connect();
  const name = unique();
  onTestFinished(() => volumes.removeVolume(engine, name, signal));
  const stop = new AbortController();
  const filters = { type: ['volume'], event: ['create'] };
  const onOpen = (): void => {
    void volumes.createVolume(engine, { Name: name, Labels: labels }, signal);
  };
  let seen: string | undefined;
  const follow = async (): Promise<void> => {
    for await (const { Actor } of followEvents(engine, filters, stop.signal, { onOpen })) {
      if (Actor.ID !== name) continue;
      seen = Actor.ID;
      stop.abort();
    }
  };
  await expect(follow()).rejects.toMatchObject({ name: 'AbortError' });
  expect(seen).toBe(name);
});

test('what is not there is removed already, and is no image', async () => {
  const engine = await connect();
  const name = unique();
  await containers.removeContainer(engine, name, signal);
  await networks.removeNetwork(engine, name, signal);
  await volumes.removeVolume(engine, name, signal);
  expect(await imageByRef(engine, `${name}:1`, signal)).toBeUndefined();
  expect((await imageByRef(engine, 'debian:bookworm-slim', signal))?.id).toMatch(/^sha256:/);
});

test('a command runs in a container with its streams, user and variables', async () => {
  const engine = await connect();
  const { id } = await containers.createContainer(
    engine,
    { name: unique(), body: { Image: 'debian:bookworm-slim', Cmd: ['sleep', 'infinity'], Labels: labels } },
    signal,
  );
  onTestFinished(() => containers.removeContainer(engine, id, signal, { force: true }));
  const command = ['sh', '-c', '(id -u; pwd; echo "$WORD") >&2; exit 3'];
  await expect(runInContainer(engine, id, { command }, signal)).rejects.toMatchObject({
    details: { statusCode: 409 },
  });
  await containers.startContainer(engine, id, signal);
  const given = { command, user: '33', workingDir: '/tmp', env: ['WORD=hello'] };
  expect(await runInContainer(engine, id, given, signal)).toEqual({
    exitCode: 3,
    output: '33\n/tmp\nhello\n',
  });
  const long = await runInContainer(engine, id, { command: ['sh', '-c', 'yes | head -c 100000'] }, signal);
  expect(long.output.length).toBe(4096);
  await expect(
    runInContainer(engine, id, { command: ['sleep', '30'] }, AbortSignal.timeout(100)),
  ).rejects.toThrow();
});

test('a taken-over connection carries both ways', async () => {
  const engine = await connect();
  const { id } = await containers.createContainer(
    engine,
    {
      name: unique(),
      body: { Image: 'debian:bookworm-slim', Cmd: ['cat'], OpenStdin: true, Tty: true, Labels: labels },
    },
    signal,
  );
  onTestFinished(() => containers.removeContainer(engine, id, signal, { force: true }));
  await containers.startContainer(engine, id, signal);
  const query = { stream: true, stdin: true, stdout: true };
  const connection = await engine.duplex({ method: 'POST', path: `/containers/${id}/attach`, query }, signal);
  connection.write('hello\n');
  const first = await new Promise<string>((resolve) =>
    connection.once('data', (data) => resolve(String(data))),
  );
  connection.destroy();
  expect(first).toContain('hello');
});
