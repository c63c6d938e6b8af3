import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { makeRow } from '../scripts/bench/make-row.ts';
import { connectSocket } from '../src/main/hosts/socket/connect-socket.ts';
import { localSocketPlace } from '../src/main/hosts/socket/socket-path.ts';
import { contract } from '../src/shared/contract/contract.ts';
import { connect, createClient } from '../src/shared/rpc/client.ts';
import type { Bench } from './bench.ts';

const cli = join(import.meta.dirname, '../bin/backlot');
/** Long enough that what V8 tidies up once, some seconds after a start, is no more than it is. */
const idleSeconds = 30;

interface Running {
  readonly child: ChildProcess;
  readonly home: string;
  readonly stop: () => Promise<void>;
}

/** `backlot serve` as built, in a process and a data directory of its own. */
async function serve(): Promise<Running> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, BACKLOT_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    child,
    home,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Milliseconds from the start of the process to its first answer over the local socket. */
async function firstAnswer(signal: AbortSignal): Promise<number> {
  const begun = performance.now();
  const { home, stop } = await serve();
  try {
    for (;;) {
      signal.throwIfAborted();
      const carrier = await connectSocket(localSocketPlace(home).path, signal);
      if (!carrier) {
        await delay(1);
        continue;
      }
      const connection = connect(carrier);
      await createClient(contract, connection).app.info({}, { signal });
      connection.close();
      return performance.now() - begun;
    }
  } finally {
    await stop();
  }
}

/** Processor time of a process in milliseconds; the kernel counts in hundredths of a second. */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

/** A core that nobody asks anything, as it stands behind a closed window. */
async function idle(signal: AbortSignal): Promise<{ readonly percent: number; readonly mb: number }> {
  const { child, stop } = await serve();
  try {
    if (!child.stdout || child.pid === undefined) throw new Error('backlot serve has no pid.');
    await once(createInterface({ input: child.stdout }), 'line', { signal });
    // What the start leaves to do later is not idling.
    await delay(2000, undefined, { signal });
    const before = processorMs(child.pid);
    await delay(idleSeconds * 1000, undefined, { signal });
    return {
      percent: (processorMs(child.pid) - before) / (idleSeconds * 10),
      mb: residentMb(child.pid),
    };
  } finally {
    await stop();
  }
}

const start: Bench = {
  name: 'start',
  async run({ rounds, signal, log }) {
    await firstAnswer(signal);
    const answers: number[] = [];
    for (let round = 0; round < rounds; round += 1) answers.push(await firstAnswer(signal));
    const rows = [
      makeRow({ name: 'process start to first RPC answer', limit: 150, unit: 'ms', rounds: answers }),
    ];
    if (process.platform !== 'linux') {
      log('Idle processor time and memory are read from /proc: measured on Linux alone.');
      return rows;
    }
    const idling = await Promise.all(Array.from({ length: rounds }, () => idle(signal)));
    return [
      ...rows,
      makeRow({
        name: 'core idle: processor',
        limit: 0.5,
        unit: '%',
        rounds: idling.map(({ percent }) => percent),
      }),
      makeRow({
        name: 'core idle: resident memory',
        limit: 150,
        unit: 'MB',
        rounds: idling.map(({ mb }) => mb),
      }),
    ];
  },
};

export default start;
