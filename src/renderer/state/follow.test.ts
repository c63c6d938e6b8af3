import { expect, test } from 'vitest';
import type { SubscribeOptions, TopicEvent } from '../../shared/contract/define.ts';
import { BacklotError } from '../../shared/errors.ts';
import { follow } from './follow.ts';

const lost = new BacklotError('connection-closed', 'gone', { retryable: true });
const silent = new BacklotError('docker-unreachable', 'No answer.', { retryable: true });
const refused = new BacklotError('project-not-found', 'There is no project.');

type Script = readonly (number | Error)[];

/** A topic that gives each subscription the next script; a number is a value and its own cursor. */
function scripted(scripts: readonly Script[]) {
  const asked: (number | undefined)[] = [];
  const subscribe = async function* ({ after }: SubscribeOptions): AsyncGenerator<TopicEvent<number>> {
    const script = scripts[asked.length] ?? [];
    asked.push(after);
    for (const part of script) {
      if (part instanceof Error) throw part;
      yield { cursor: part, value: part };
    }
  };
  return { asked, subscribe };
}

async function run(scripts: readonly Script[], resume: 'state' | 'cursor') {
  const { asked, subscribe } = scripted(scripts);
  const taken: number[] = [];
  const waits: number[] = [];
  const errors: unknown[] = [];
  const hindered: unknown[] = [];
  await follow(subscribe, {
    signal: new AbortController().signal,
    take: (values) => taken.push(...values),
    failed: (error) => errors.push(error),
    hindered: (error) => hindered.push(error),
    resume,
    schedule: (work) => {
      work();
      return () => {};
    },
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return { asked, taken, waits, errors, hindered };
}

test('a topic of events goes on after its last cursor when the connection comes back', async () => {
  const result = await run([[1, 2, lost], [3, lost], [4]], 'cursor');
  expect(result).toEqual({
    asked: [undefined, 2, 3],
    taken: [1, 2, 3, 4],
    waits: [250, 250],
    errors: [],
    hindered: [],
  });
});

test('a topic of state asks for the present state again', async () => {
  expect((await run([[1, lost], [5]], 'state')).asked).toEqual([undefined, undefined]);
});

test('pauses grow while nothing comes', async () => {
  expect((await run([[lost], [lost], [lost], [1]], 'state')).waits).toEqual([250, 500, 1000]);
});

test('an error that will not go away by waiting ends it', async () => {
  expect(await run([[1, refused], [2]], 'state')).toMatchObject({ taken: [1], errors: [refused], waits: [] });
});

test('after an abort nothing is taken any more', async () => {
  const controller = new AbortController();
  const taken: number[] = [];
  await follow(
    async function* () {
      yield { cursor: 1, value: 1 };
      controller.abort();
      yield { cursor: 2, value: 2 };
    },
    {
      signal: controller.signal,
      take: (values) => taken.push(...values),
      resume: 'state',
      schedule: () => () => {},
    },
  );
  expect(taken).toEqual([]);
});

test('what is waited out is told, unless it is the line itself', async () => {
  const result = await run([[1, silent], [lost], [silent], [2]], 'state');
  expect(result).toMatchObject({ taken: [1, 2], hindered: [silent, silent], errors: [] });
});
