import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { makeRow } from '../scripts/bench/make-row.ts';
import { createOperations } from '../src/main/core/operations/create-operations.ts';
import { defineOperation, defineVerb } from '../src/main/core/operations/define-operation.ts';
import { openStore } from '../src/main/core/store/open-store.ts';
import type { Bench } from './bench.ts';

const perMinute = 50_000;
const seconds = 12;
const lanes = 8;
const resolution = 1;

const args = z.object({ events: z.number(), seconds: z.number() });

/** Says its lines spread evenly over its time, or, with no time, as fast as the journal takes them. */
const talk = defineVerb(args, async ({ note, signal }, { events, seconds: within }) => {
  const begun = performance.now();
  for (let said = 0; said < events; ) {
    const elapsed = (performance.now() - begun) / 1000;
    const due = within === 0 ? said + 20 : Math.min(events, Math.ceil((elapsed / within) * events));
    for (; said < Math.min(due, events); said += 1)
      note(`line ${said} of a build that says a lot about itself`);
    await (within === 0 ? setImmediate() : delay(2, undefined, { signal }));
  }
});

const talkative = defineOperation({
  kind: 'talkative',
  input: args,
  afterCrash: 'rollback',
  parallel: lanes,
  locks: () => [],
  plan: (each) => ({
    title: 'Talk',
    steps: Array.from({ length: lanes }, (_, lane) => ({
      ...{ id: `lane-${lane}`, after: [], verb: 'talk', resource: `lane ${lane}`, cause: 'measured' },
      ...{ weight: 1, destructive: false, args: each },
    })),
  }),
  verbs: { talk },
});

interface Measured {
  readonly longestStall: number;
  readonly perMinute: number;
}

/** One operation's talk, with two followers of its events, as a window and a terminal would be. */
async function measure(signal: AbortSignal, events: number, within: number): Promise<Measured> {
  const home = await mkdtemp(join(tmpdir(), 'backlot-bench-'));
  const store = openStore({ home });
  const operations = createOperations({ store, kinds: [talkative], keepLines: events });
  const loop = monitorEventLoopDelay({ resolution });
  try {
    loop.enable();
    const begun = performance.now();
    const id = operations.start('talkative', { events: events / lanes, seconds: within });
    const follow = async (): Promise<number> => {
      let seen = 0;
      for await (const { value } of operations.events({ operation: id }, { signal, after: undefined })) {
        if (value.status === 'note') seen += 1;
      }
      return seen;
    };
    const seen = await Promise.all([follow(), follow()]);
    const minutes = (performance.now() - begun) / 60_000;
    loop.disable();
    if (seen.some((count) => count !== events))
      throw new Error(`${seen.join(' and ')} of ${events} events arrived.`);
    // The histogram holds the time between two looks, so the interval itself is no stall.
    return { longestStall: loop.max / 1e6 - resolution, perMinute: events / minutes };
  } finally {
    await operations.stop();
    store.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** 50,000 journal events a minute, kept up and read by two followers, and how many there could be. */
const journal: Bench = {
  name: 'journal',
  async run({ rounds, signal, log }) {
    const steady: number[] = [];
    const rushed: number[] = [];
    const rate: number[] = [];
    await measure(signal, 800, 0);
    for (let round = 1; round <= rounds; round += 1) {
      signal.throwIfAborted();
      log(
        `round ${round} of ${rounds}: ${perMinute} events a minute for ${seconds} s, then as fast as it goes`,
      );
      steady.push((await measure(signal, (perMinute * seconds) / 60, seconds)).longestStall);
      const rush = await measure(signal, perMinute, 0);
      rushed.push(rush.longestStall);
      rate.push(rush.perMinute);
    }
    return [
      makeRow({ name: 'longest stall at 50,000 events a minute', limit: 50, unit: 'ms', rounds: steady }),
      makeRow({ name: 'longest stall at 50,000 events at once', limit: 50, unit: 'ms', rounds: rushed }),
      makeRow({
        name: 'events a minute at most',
        limit: perMinute,
        unit: '/min',
        rounds: rate,
        atLeast: true,
      }),
    ];
  },
};

export default journal;
