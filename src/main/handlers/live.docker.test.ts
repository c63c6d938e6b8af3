import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEST_LABEL, testRun } from '../../../scripts/testing/test-run.ts';
import type { Client } from '../../shared/contract/define.ts';
import { live } from '../../shared/contract/live.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { connectEngine, type Engine } from '../core/docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../core/docker/containers.ts';
import { localContext } from '../core/engine/testing/local-engine.ts';
import { createExecSessions } from '../core/watch/exec-sessions.ts';
import type { WatchedContainer } from '../core/watch/follow-logs.ts';
import { liveHandlers } from './live.ts';

const contract = { live };
const signal = new AbortController().signal;
const skipped = process.env.BACKLOT_NO_ENGINE;
const place = { project: '/shop', environment: 'dev' };

describe.skipIf(skipped)(`live, over the wire${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let client: Client<typeof contract>;
  let container: WatchedContainer;
  const sessions = createExecSessions();
  let close: () => void;

  beforeAll(async () => {
    engine = await connectEngine(localContext, signal);
    const name = `backlot-test-live-${process.pid}`;
    const { id } = await createContainer(
      engine,
      {
        name,
        body: {
          Image: 'debian:bookworm-slim',
          Cmd: ['sh', '-c', 'echo INFO: one; sleep 0.01; echo ERROR: two; exec sleep 600'],
          Labels: { [TEST_LABEL]: testRun },
          ExposedPorts: { '8080/tcp': {} },
          HostConfig: { Init: true, PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
        },
      },
      signal,
    );
    container = { id, name, service: 'web' };
    await startContainer(engine, id, signal);
    const handlers = liveHandlers(
      {
        locate: async (asked) => ({ ...asked, host: 'default' }),
        engine: async () => engine,
        containersOf: async () => [container],
      },
      sessions,
    );
    const [near, far] = memoryPair();
    const served = serve(far, methodTable(contract, { live: handlers }));
    close = served.close;
    client = createClient(contract, connect(near));
  });
  afterAll(async () => {
    close();
    sessions.stop();
    await removeContainer(engine, container.id, signal, { force: true });
    engine.close();
  });

  test('logs go on after a cursor, without a line twice', async () => {
    let cursor = 0;
    const seen: string[] = [];
    for await (const event of client.live.logs({ ...place })) {
      seen.push(...event.value.lines.map(({ level, text }) => `${level} ${text}`));
      cursor = event.cursor;
      if (seen.length >= 2) break;
    }
    expect(seen).toEqual(['info INFO: one', 'error ERROR: two']);
    const after: string[] = [];
    for await (const { value } of client.live.logs({ ...place, follow: false }, { after: cursor }))
      after.push(...value.lines.map(({ text }) => text));
    expect(after).toEqual([]);
  });

  test('a wrong filter is an error with its next step', async () => {
    const reading = (async () => {
      for await (const _ of client.live.logs({ ...place, match: '(' }));
    })();
    await expect(reading).rejects.toMatchObject({ code: 'invalid-input', hint: expect.any(String) });
  });

  test('statistics, and the address of a published port', async () => {
    for await (const { value } of client.live.stats(place)) {
      if (value.length === 0) continue;
      expect(value[0]).toMatchObject({ service: 'web', name: container.name });
      break;
    }
    const [address] = await client.live.addresses(place);
    expect(address).toMatchObject({ service: 'web', target: 8080, host: 'localhost' });
    expect(address?.url).toBe(`http://localhost:${address?.port}/`);
  });

  test('a terminal: open, type, resize, leave', async () => {
    const { id } = await client.live.execOpen({ ...place, service: 'web', size: { columns: 80, rows: 24 } });
    await client.live.execResize({ id, columns: 120, rows: 40 });
    await client.live.execInput({ id, text: 'stty size; exit 4\n' });
    let text = '';
    let code: number | undefined;
    for await (const { value } of client.live.execOutput({ id }))
      if (value.kind === 'output') text += value.text;
      else code = value.code;
    expect(text).toContain('40 120');
    expect(code).toBe(4);
    await client.live.execClose({ id });
    await expect(client.live.execInput({ id, text: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a service without a container is named', async () => {
    await expect(client.live.execOpen({ ...place, service: 'db' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'db has no container in dev.',
    });
  });
});
