import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import type { Engine } from '../docker/connect-engine.ts';
import {
  createContainer,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
  waitForExit,
} from '../docker/containers.ts';
import { connectLocal } from '../images/testing/connect-local.ts';
import { containerLogs } from './container-logs.ts';
import { followStats } from './container-stats.ts';
import { type ExecOptions, execInContainer, type RunningExec, usualShell } from './exec-in-container.ts';
import { followLogs, type LogBatch, readLogs, type WatchedContainer } from './follow-logs.ts';
import type { RawLine } from './log-line.ts';

const base = 'debian:bookworm-slim';
const skipped = process.env.BACKLOT_NO_ENGINE;

describe.skipIf(skipped)(`a real engine${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let engine: Engine;
  let made: string[] = [];
  let stop: AbortController;
  const signal = new AbortController().signal;
  let count = 0;

  beforeAll(async () => {
    engine = await connectLocal(signal);
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    await Promise.all(made.map((id) => removeContainer(engine, id, signal, { force: true })));
    made = [];
  });

  const run = async (script: string, more: object = {}): Promise<WatchedContainer> => {
    const name = `backlot-test-watch-${process.pid}-${count++}`;
    const { id } = await createContainer(
      engine,
      {
        name,
        body: {
          Image: base,
          Cmd: ['sh', '-c', script],
          Labels: { [TEST_LABEL]: testRun },
          HostConfig: { Init: true },
          StopTimeout: 1,
          ...more,
        },
      },
      signal,
    );
    made.push(id);
    await startContainer(engine, id, signal);
    return { id, name, service: name };
  };

  const linesOf = async (
    source: AsyncIterable<{ readonly lines: readonly RawLine[] }>,
    enough: (lines: readonly RawLine[]) => boolean = () => false,
  ): Promise<readonly RawLine[]> => {
    const lines: RawLine[] = [];
    for await (const batch of source) {
      lines.push(...batch.lines);
      if (enough(lines)) break;
    }
    return lines;
  };
  const texts = (lines: readonly RawLine[]): readonly string[] => lines.map(({ text }) => text);

  describe('logs of a container', () => {
    test('both streams, tail and since', async () => {
      const one = await run('echo a; echo b >&2; echo c; printf "no end"');
      await waitForExit(engine, one.id, signal);
      const all = await linesOf(containerLogs(engine, one, { follow: false }, signal));
      expect(all.map(({ from, text }) => `${from} ${text}`).sort()).toEqual([
        'stderr b',
        'stdout a',
        'stdout c',
      ]);
      expect(all.every(({ at }) => Math.abs(at - Date.now()) < 600_000)).toBe(true);
      const tail = await linesOf(containerLogs(engine, one, { follow: false, tail: 1 }, signal));
      expect(tail.length).toBeLessThanOrEqual(1);
      expect(
        await linesOf(containerLogs(engine, one, { follow: false, since: Date.now() + 5000 }, signal)),
      ).toEqual([]);
    });

    test('a terminal, and a line of 100 kB', async () => {
      const tty = await run('echo a; stty size; echo b', { Tty: true });
      await waitForExit(engine, tty.id, signal);
      const lines = texts(await linesOf(containerLogs(engine, tty, { follow: false }, signal)));
      expect([lines[0], lines.at(-1)]).toEqual(['a', 'b']);
      const long = await run('head -c 50000 /dev/zero | tr "\\0" x; echo; echo after');
      await waitForExit(engine, long.id, signal);
      const [first, after] = texts(await linesOf(containerLogs(engine, long, { follow: false }, signal)));
      expect(first).toBe('x'.repeat(50_000));
      expect(after).toBe('after');
    });

    test('following goes on after a restart, without a line twice, and ends with the container', async () => {
      const one = await run('echo run; exec sleep 600');
      const seen: string[] = [];
      const following = (async () => {
        for await (const { lines } of containerLogs(engine, one, { follow: true }, stop.signal))
          for (const { text } of lines) {
            seen.push(text);
            if (seen.length === 1) await restartContainer(engine, one.id, signal, 0);
            if (seen.length === 2) await removeContainer(engine, one.id, signal, { force: true });
          }
      })();
      await following;
      expect(seen).toEqual(['run', 'run']);
    });

    test('of a container that said nothing new yet, only what comes after its restart', async () => {
      // It speaks a while after each start: by then it is listened to, however busy the machine is.
      const one = await run('sleep 3; date +%N; exec sleep 600');
      const before = await linesOf(
        containerLogs(engine, one, { follow: true }, stop.signal),
        (seen) => seen.length > 0,
      );
      const following = linesOf(
        containerLogs(engine, one, { follow: true, tail: 0 }, stop.signal),
        (seen) => seen.length > 0,
      );
      await restartContainer(engine, one.id, signal, 0);
      expect(texts(await following)).not.toEqual(texts(before));
    });

    test('a flood is counted, not kept', async () => {
      const one = await run('yes "a line of a flood" | head -n 200000; exec sleep 600');
      let read = 0;
      let dropped = 0;
      const rate = { perSecond: 1000, burst: 1000 };
      for await (const part of containerLogs(engine, one, { follow: true, rate }, stop.signal)) {
        read += part.lines.length;
        dropped += part.dropped;
        if (read + dropped >= 200_000) break;
      }
      expect(read + dropped).toBe(200_000);
      expect(read).toBeLessThan(100_000);
    });

    test('a container that is not there has none; a driver that keeps nothing is named', async () => {
      expect(
        await linesOf(containerLogs(engine, { id: 'not-there', name: 'x' }, { follow: true }, signal)),
      ).toEqual([]);
      const mute = await run('echo a', { HostConfig: { LogConfig: { Type: 'none' } } });
      await expect(linesOf(containerLogs(engine, mute, { follow: false }, signal))).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(mute.name),
      });
    });
  });

  describe('logs of an environment', () => {
    const two = async (): Promise<readonly WatchedContainer[]> => {
      const web = await run('for i in 1 3 5; do echo "web $i"; sleep 0.2; done');
      const api = await run('sleep 0.1; for i in 2 4 6; do echo "ERROR: api $i" >&2; sleep 0.2; done');
      return [
        { ...web, service: 'web' },
        { ...api, service: 'api' },
      ];
    };
    const inOrder = (batches: readonly LogBatch[]): boolean => {
      const times = batches.flatMap(({ lines }) => lines.map(({ at }) => at));
      return times.every((at, index) => at >= (times[index - 1] ?? 0));
    };

    test('are in order, live and as history', async () => {
      const containers = await two();
      const live: LogBatch[] = [];
      for await (const batch of followLogs(engine, async () => containers, {}, stop.signal)) {
        live.push(batch);
        if (live.flatMap(({ lines }) => lines).length === 6) break;
      }
      expect(inOrder(live)).toBe(true);
      const history: LogBatch[] = [];
      for await (const batch of readLogs(engine, async () => containers, {}, signal)) history.push(batch);
      expect(inOrder(history)).toBe(true);
      const [first] = history;
      expect(first?.lines).toHaveLength(6);
      expect(first?.lines.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    test('by service, level and expression', async () => {
      const containers = await two();
      await Promise.all(containers.map(({ id }) => waitForExit(engine, id, signal)));
      const read = async (filter: object): Promise<readonly string[]> =>
        texts(await linesOf(readLogs(engine, async () => containers, filter, signal)));
      expect(await read({ services: ['web'] })).toEqual(['web 1', 'web 3', 'web 5']);
      expect(await read({ levels: ['error'] })).toHaveLength(3);
      expect(await read({ match: '[46]$' })).toEqual(['ERROR: api 4', 'ERROR: api 6']);
      await expect(read({ match: '(' })).rejects.toMatchObject({ code: 'invalid-input' });
    });

    test('a container that comes later is taken in', async () => {
      const containers: WatchedContainer[] = [];
      const following = linesOf(
        followLogs(engine, async () => containers, { tail: 0 }, stop.signal),
        (lines) => lines.length > 0,
      );
      containers.push(await run('echo late; exec sleep 600'));
      expect(texts(await following)).toEqual(['late']);
    });
  });

  test('statistics of a busy and a stopped container', async () => {
    const busy = await run('while :; do :; done');
    const idle = await run('exec sleep 600');
    await stopContainer(engine, idle.id, signal, 0);
    for await (const stats of followStats(engine, async () => [busy, idle], stop.signal)) {
      const [one] = stats;
      if (one?.cpuPercent === undefined) continue;
      expect(stats.map(({ name }) => name)).toEqual([busy.name]);
      expect(one.cpuPercent).toBeGreaterThan(5);
      expect(one.memoryBytes).toBeGreaterThan(0);
      expect(one.memoryLimitBytes).toBeGreaterThan(one.memoryBytes);
      expect(one.processes).toBeGreaterThan(0);
      break;
    }
  });

  describe('commands', () => {
    let container: WatchedContainer;
    beforeEach(async () => {
      container = await run('exec sleep 600');
    });
    const start = (options: Partial<ExecOptions>): Promise<RunningExec> =>
      execInContainer(engine, container.id, { command: usualShell, tty: false, ...options }, stop.signal);
    const said = async ({ output }: RunningExec, until = /(?!)/): Promise<string> => {
      let text = '';
      for await (const { from, bytes } of output) {
        text += from === 'stderr' ? `<${bytes}>` : bytes;
        if (until.test(text)) break;
      }
      return text;
    };

    test('streams apart, exit code, user, folder and variables', async () => {
      const exec = await start({
        command: ['sh', '-c', 'echo out; echo err >&2; id -un; pwd; echo $A; exit 3'],
        user: 'nobody',
        workingDir: '/tmp',
        env: ['A=b'],
      });
      const text = await said(exec);
      expect(text.replace('<err\n>', '')).toBe('out\nnobody\n/tmp\nb\n');
      expect(text).toContain('<err\n>');
      expect(await exec.exitCode()).toBe(3);
    });

    test('input until its end', async () => {
      const exec = await start({ command: ['sort'] });
      await exec.write('b\na\n');
      exec.endInput();
      expect(await said(exec)).toBe('a\nb\n');
      expect(await exec.exitCode()).toBe(0);
    });

    test('a terminal with its size, changed while it runs', async () => {
      const exec = await start({ tty: true, size: { columns: 101, rows: 33 } });
      await exec.write('stty size; tty\n');
      expect(await said(exec, /33 101.*\/dev\/pts/s)).toContain('33 101');
    });

    test('a key ends what runs in a terminal', async () => {
      const exec = await start({
        tty: true,
        command: ['sh', '-c', 'trap "echo stopped; exit 5" INT; echo on; sleep 600'],
      });
      let text = '';
      for await (const { bytes } of exec.output) {
        text += bytes;
        if (text.includes('on')) await exec.write('\u0003');
      }
      expect(text).toContain('stopped');
      expect(await exec.exitCode()).toBe(5);
    });

    test('hanging up ends a shell and what runs in it', async () => {
      const processes = async (): Promise<number> => {
        const answer = z.object({ Processes: z.array(z.array(z.string())) });
        const { Processes } = await engine.get(`/containers/${container.id}/top`, answer, signal);
        return Processes.length;
      };
      const before = await processes();
      const exec = await start({ tty: true });
      await exec.write('echo ready; sleep 500\n');
      for await (const { bytes } of exec.output) if (/ready\r\n/.test(bytes.toString())) break;
      expect(await processes()).toBeGreaterThan(before);
      exec.close();
      await expect.poll(processes, { timeout: 10_000 }).toBe(before);
    });

    test('a program that is not there, and a container that does not run', async () => {
      const exec = await start({ command: ['/no/such/program'] });
      await said(exec);
      expect(await exec.exitCode()).toBeGreaterThan(0);
      await stopContainer(engine, container.id, signal, 0);
      await expect(start({})).rejects.toMatchObject({ code: 'docker-failed', details: { statusCode: 409 } });
    });
  });
});
