import type { DomainHandlers, TopicEvent } from '../../shared/contract/define.ts';
import type { live } from '../../shared/contract/live.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import { fakeTopic } from './fake-topic.ts';

type Level = 'error' | 'warn' | 'info' | 'debug';

const lines: readonly (readonly [service: string, level: Level | undefined, text: string])[] = [
  ['web', 'info', 'GET /products 200 in 12 ms'],
  ['api', 'info', 'SELECT products: 48 rows in 3 ms'],
  ['api', 'debug', 'cache miss for products:page:1'],
  ['db', undefined, 'LOG:  checkpoint complete: wrote 37 buffers (0.2%)'],
  ['worker', 'warn', 'payments answered 503, trying again in 2 s'],
  ['web', 'info', 'POST /cart 201 in 31 ms'],
  ['worker', 'error', 'order 1042: payment refused after 3 attempts; the order stays open'],
  ['cache', undefined, '1 changes in 3600 seconds. Saving...'],
  [
    'api',
    'info',
    'order 1043 accepted: {"items":3,"total":"48.20","currency":"EUR","shipping":"standard","customer":"c-2291","placed":"2026-11-20T20:51:38Z"}',
  ],
  ['payments', 'info', 'charge ch_81 created, 48.20 EUR'],
];

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

const lineAt = (index: number, at: number) => {
  const [service, level, text] = lines[index % lines.length] ?? ['web', undefined, ''];
  return {
    seq: index,
    service,
    container: `shop-dev-${service}-1`,
    from: level === 'error' ? ('stderr' as const) : ('stdout' as const),
    at,
    text,
    ...(level && { level }),
  };
};

/** Twice a second one more line, after two hundred that were there. */
async function* logs(now: number, signal: AbortSignal) {
  const first = Array.from({ length: 200 }, (_, index) => lineAt(index, now - (200 - index) * 900));
  yield { cursor: now, value: { lines: first, dropped: {} } };
  for (let index = 200; !signal.aborted; index++) {
    await pause(500, signal);
    const at = now + (index - 199) * 500;
    yield {
      cursor: at,
      value: { lines: [lineAt(index, at)], dropped: index % 20 === 0 ? { worker: 120 } : {} },
    };
  }
}

async function* stats(status: () => StackStatus, signal: AbortSignal) {
  for (let tick = 0; !signal.aborted; tick++) {
    const value = status()
      .services.filter(({ containers }) => containers.some(({ state }) => state === 'running'))
      .map(({ name }, index) => ({
        service: name,
        name: `shop-dev-${name}-1`,
        at: Date.now(),
        ...(tick > 0 && { cpuPercent: 3 + index * 4 + 3 * Math.sin((tick + index * 2) / 3) }),
        memoryBytes: 42_000_000 * (index + 1) + 1_500_000 * Math.sin(tick / 4 + index),
        memoryLimitBytes: 8_000_000_000,
        networkReadBytes: 1_000_000,
        networkWrittenBytes: 900_000,
        blockReadBytes: 0,
        blockWrittenBytes: 0,
        processes: 4,
      }));
    yield { cursor: tick, value };
    await pause(1000, signal);
  }
}

type Output = { readonly kind: 'output'; readonly from: 'stdout'; readonly text: string };

/** What goes on in the fake stack: logs, figures, and a shell that repeats what is typed. */
export function fakeLive(now: number, status: () => StackStatus): DomainHandlers<typeof live> {
  const output = fakeTopic<Output>();
  const say = (text: string): void => output.send({ kind: 'output', from: 'stdout', text });
  return {
    logs: (_, { signal }) => logs(now, signal),
    stats: (_, { signal }) => stats(status, signal),
    addresses: () => [],
    execOpen: ({ service }) => {
      const found = status().services.find(({ name }) => name === service);
      if (!found?.containers.some(({ state }) => state === 'running'))
        throw new BacklotError('not-found', `${service} has no container in dev.`, {
          hint: `Start it with "backlot up ${service}".`,
        });
      return { id: service };
    },
    execInput: ({ id, text }) => {
      say(text === '\r' ? `\r\n\u001b[38;2;120;160;40m${id}\u001b[0m # ` : text);
      return {};
    },
    execEndInput: () => ({}),
    execResize: () => ({}),
    execClose: () => ({}),
    execOutput: ({ id }, { signal }): AsyncIterable<TopicEvent<Output>> =>
      output.follow(
        [{ kind: 'output', from: 'stdout', text: `\u001b[1;32mroot@${id}\u001b[0m:/app# ` }],
        signal,
      ),
  };
}
