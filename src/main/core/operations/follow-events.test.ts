import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TopicEvent } from '../../../shared/contract/define.ts';
import type { OperationEvent } from '../../../shared/model/operation.ts';
import { followEvents } from './follow-events.ts';
import { collect } from './testing/collect.ts';
import { journalOf, note } from './testing/journal-of.ts';

const never = new AbortController().signal;

const seqs = (events: readonly TopicEvent<OperationEvent>[]): readonly number[] =>
  events.map(({ cursor }) => cursor);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);

test('appended events come without a change of state too, soon', async () => {
  const { journal } = journalOf();
  const first = collect(
    followEvents(journal, undefined, () => false, { signal: never, after: undefined }),
    () => true,
  );
  journal.append(note('a', 'hello'));
  expect((await first)[0]?.value.text).toBe('hello');
});

test('a cursor from another journal starts from the beginning', async () => {
  const { journal } = journalOf();
  journal.transition(() => {}, [note('a')]);
  const events = followEvents(journal, undefined, () => false, { signal: never, after: 99 });
  expect(seqs(await collect(events, () => true))).toEqual([1]);
});

test('followers that come, go and come back under concurrent writes miss nothing and get nothing twice', async () => {
  const bursts = fc.array(fc.record({ count: fc.integer({ min: 1, max: 1_500 }), now: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      bursts,
      fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 5 }),
      async (writes, leaves) => {
        const { journal } = journalOf();
        const total = writes.reduce((sum, { count }) => sum + count, 0);
        const write = async (): Promise<void> => {
          for (const { count, now } of writes) {
            for (let n = 0; n < count; n += 1) journal.append(note(n % 3 === 0 ? 'a' : 'b'));
            if (now) journal.transition(() => {}, []);
            await setImmediate();
          }
        };
        const read = async (): Promise<void> => {
          const seen: number[] = [];
          for (const leave of [...leaves, Number.POSITIVE_INFINITY]) {
            if (seen.length === total) break;
            const events = followEvents(journal, undefined, () => false, {
              signal: never,
              after: seen.at(-1),
            });
            const part = await collect(
              events,
              (_, all) => all.length === leave || seen.length + all.length === total,
            );
            seen.push(...seqs(part));
          }
          expect(seen).toEqual(upTo(total));
        };
        await Promise.all([read(), write(), read()]);
        let ended = 0;
        const one = followEvents(journal, 'a', () => ended++ >= 0, { signal: never, after: 0 });
        expect(await collect(one)).toEqual(
          (
            await collect(
              followEvents(journal, undefined, () => false, { signal: never, after: 0 }),
              ({ cursor }) => cursor === total,
            )
          ).filter(({ value }) => value.operation === 'a'),
        );
      },
    ),
    { numRuns: 15 },
  );
}, 30_000);

test('a follower of one operation ends after its last event, one of all when the journal closes', async () => {
  const { journal } = journalOf();
  let ended = false;
  const one = collect(followEvents(journal, 'a', () => ended, { signal: never, after: undefined }));
  const all = collect(followEvents(journal, undefined, () => false, { signal: never, after: undefined }));
  journal.transition(() => {}, [note('a', 'first')]);
  await setImmediate();
  journal.transition(() => {
    ended = true;
  }, [note('b'), { operation: 'a', status: 'done', text: 'last' }]);
  expect((await one).map(({ value }) => value.text)).toEqual(['first', 'last']);
  journal.append(note('b', 'as it closes'));
  journal.close();
  expect(seqs(await all)).toEqual([1, 2, 3, 4]);
});

test('an abort ends a follower that waits', async () => {
  const { journal } = journalOf();
  const stop = new AbortController();
  const all = collect(
    followEvents(journal, undefined, () => false, { signal: stop.signal, after: undefined }),
  );
  await setImmediate();
  stop.abort();
  expect(await all).toEqual([]);
});
