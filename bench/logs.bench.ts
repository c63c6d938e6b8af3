import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRow } from '../scripts/bench/make-row.ts';
import { connectEngine } from '../src/main/core/docker/connect-engine.ts';
import { followLogs } from '../src/main/core/watch/follow-logs.ts';
import type { Bench } from './bench.ts';

const secondsOfFlood = 5;
const bytesPerSecond = 100_000_000;
/** A line of the flood with its frame. */
const lineBytes = 135;

interface Round {
  readonly stallMs: number;
  readonly megabytesPerSecond: number;
  readonly grownMb: number;
  readonly busyPercent: number;
}

/**
 * The most processor time that the main thread spends between two turns of its event loop: how long it
 * keeps everything else waiting, whatever else the machine does.
 */
function watchTurns(): { readonly longestMs: () => number; readonly stop: () => void } {
  let longest = 0;
  let last = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = process.threadCpuUsage();
    longest = Math.max(longest, now.user + now.system - last.user - last.system);
    last = now;
  }, 1);
  return { longestMs: () => longest / 1000, stop: () => clearInterval(timer) };
}

async function flood(folder: string, signal: AbortSignal): Promise<Round> {
  const socket = join(folder, 'engine.sock');
  const child = fork(join(import.meta.dirname, 'flood-engine.ts'), [socket, String(bytesPerSecond)]);
  try {
    await once(child, 'message');
    const context = {
      name: 'flood',
      address: `unix://${socket}`,
      endpoint: { kind: 'unix', path: socket },
      current: true,
    } as const;
    const engine = await connectEngine(context, signal);
    const stop = new AbortController();
    const containers = async () => [{ id: 'flood', name: 'flood', service: 'flood' }];
    const before = process.memoryUsage().rss;
    const cpu = process.cpuUsage();
    const start = performance.now();
    let lines = 0;
    let peak = before;
    const turns = watchTurns();
    for await (const batch of followLogs(engine, containers, {}, AbortSignal.any([signal, stop.signal]))) {
      lines += batch.lines.length + Object.values(batch.dropped).reduce((sum, count) => sum + count, 0);
      peak = Math.max(peak, process.memoryUsage().rss);
      if (performance.now() - start >= secondsOfFlood * 1000) break;
    }
    turns.stop();
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    stop.abort();
    engine.close();
    return {
      stallMs: turns.longestMs(),
      megabytesPerSecond: (lines * lineBytes) / 1e6 / seconds,
      grownMb: (peak - before) / 1e6,
      busyPercent: ((user + system) / 1e6 / seconds) * 100,
    };
  } finally {
    child.kill();
    await rm(socket, { force: true });
  }
}

/** One service prints 100 MB/s: what its logs cost the process that follows them. */
const logs: Bench = {
  name: 'logs',
  run: async ({ rounds, signal, log }) => {
    const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-logs-'));
    try {
      await flood(folder, signal);
      const measured: Round[] = [];
      for (let round = 0; round < rounds; round++) {
        measured.push(await flood(folder, signal));
        log(`round ${round + 1} of ${rounds}`);
      }
      const row = (name: string, limit: number, unit: string, key: keyof Round, atLeast = false) =>
        makeRow({ name, limit, unit, rounds: measured.map((one) => one[key]), atLeast });
      return [
        row('longest turn of the main thread', 50, 'ms', 'stallMs'),
        row('logs read or counted', 80, 'MB/s', 'megabytesPerSecond', true),
        row('memory grown by', 200, 'MB', 'grownMb'),
        row('processor time', 100, '%', 'busyPercent'),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export default logs;
