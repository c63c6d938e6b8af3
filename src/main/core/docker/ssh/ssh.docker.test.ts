import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import { connectLocal } from '../../images/testing/connect-local.ts';
import { connectEngine, type Engine } from '../connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../containers.ts';
import { engineContract } from '../engine.contract.ts';
import { runInContainer } from '../run-in-container.ts';
import { noSshHost, type SshHost, sshHost } from './testing/ssh-host.ts';

const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE ?? noSshHost();

describe.skipIf(skipped)(`an engine behind ssh${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let socket: string;
  let host: SshHost;
  beforeAll(async () => {
    const local = await connectLocal(signal);
    local.close();
    const { endpoint } = local.context;
    if (endpoint.kind !== 'unix') throw new Error('the engine of this machine has no socket');
    socket = endpoint.path;
    host = await sshHost();
  });
  afterAll(() => host?.remove());

  const connect = (): Promise<Engine> => connectEngine(host.context(socket), signal, { ssh: host.options });

  engineContract(
    () => host.context(socket),
    () => ({ ssh: host.options }),
  );

  test('all that goes to a host goes over one connection, commands in containers and uploads too', async () => {
    const engine = await connect();
    try {
      const version = (): Promise<unknown> => engine.get('/version', z.unknown(), signal);
      await Promise.all(Array.from({ length: 8 }, version));
      expect(await host.connections()).toBe(1);
      const body = {
        Image: 'debian:bookworm-slim',
        Cmd: ['sleep', '600'],
        Labels: { [TEST_LABEL]: testRun },
      };
      const { id } = await createContainer(engine, { name: `backlot-test-ssh-${process.pid}`, body }, signal);
      try {
        await startContainer(engine, id, signal);
        const command = ['sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" x'];
        const { output } = await runInContainer(engine, id, { command, keepBytes: 4_000_000 }, signal);
        expect(output).toHaveLength(3_000_000);
      } finally {
        await removeContainer(engine, id, signal, { force: true });
      }
      expect(await host.connections()).toBe(1);
    } finally {
      engine.close();
    }
  });

  test('a connection that is cut is an error for what was under way; the next call opens another', async () => {
    const engine = await connect();
    try {
      const waiting = engine.get('/events', z.unknown(), signal, { withinMs: 60_000 });
      const ended = expect(waiting).rejects.toMatchObject({ code: 'docker-unreachable', retryable: true });
      await host.cut();
      await ended;
      await expect
        .poll(() => engine.get('/version', z.object({}).loose(), signal).then(() => 'here', String), {
          timeout: 30_000,
        })
        .toBe('here');
    } finally {
      engine.close();
    }
  });

  /** A host of the test's own, after something has changed. */
  async function changed(change: (one: SshHost) => Promise<void>, at = socket): Promise<Engine> {
    const own = await sshHost();
    onTestFinished(own.remove);
    await change(own);
    return connectEngine(own.context(at), signal, { ssh: own.options });
  }

  test.each<[string, (one: SshHost) => Promise<void>, object]>([
    [
      'a host that is not known',
      (one) => one.forget(),
      { code: 'host-untrusted', message: expect.stringContaining('is not known to you yet') },
    ],
    [
      'a host with another key',
      (one) => one.changeKey(),
      { code: 'host-untrusted', hint: expect.stringContaining('ssh-keygen -R') },
    ],
    [
      'a key that is not let in',
      (one) => one.lockOut(),
      { code: 'docker-permission', hint: expect.stringContaining('ssh-add') },
    ],
    ['a host that is down', (one) => one.stop(), { code: 'docker-unreachable', retryable: true }],
  ])('%s is refused in words', async (_, change, expected) => {
    await expect(changed(change)).rejects.toMatchObject(expected);
  });

  test('no engine there is said', async () => {
    await expect(changed(async () => {}, '/run/no-such-engine.sock')).rejects.toMatchObject({
      code: 'docker-unreachable',
      message: expect.stringMatching(/^Docker is not running on the host of ssh:/),
    });
  });
});
