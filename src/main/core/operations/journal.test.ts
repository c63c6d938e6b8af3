import { expect, test } from 'vitest';
import { journalOf, note } from './testing/journal-of.ts';

test('appended events are written in order before the change of state that follows them', () => {
  const { journal, store } = journalOf();
  journal.append(note('a', 'one'));
  journal.append(note('b', 'two'));
  expect(store.events.after(0, 10)).toEqual([]);
  journal.transition(() => {}, [{ operation: 'a', status: 'done', text: 'three' }]);
  expect(store.events.after(0, 10).map(({ seq, text }) => `${seq} ${text}`)).toEqual([
    '1 one',
    '2 two',
    '3 three',
  ]);
});

test('a change of state that cannot be written leaves neither itself nor its events', () => {
  const { journal, store } = journalOf();
  const write = (): void => {
    store.operations.remove('b');
    throw new Error('no');
  };
  expect(() => journal.transition(write, [note('a')])).toThrow('no');
  expect(store.operations.get('b')).toBeDefined();
  expect(journal.committed()).toBe(0);
  journal.transition(() => {}, [note('a', 'next')]);
  expect(store.events.after(0, 10).map(({ text }) => text)).toEqual(['next']);
});

test('seq goes on after a restart, also when retention has dropped the last events', () => {
  const first = journalOf();
  first.journal.transition(() => {}, [note('a'), note('a')]);
  first.journal.close();
  first.store.events.removeSome('a', 10);
  first.store.close();
  const { journal } = journalOf(first.home);
  expect(journal.committed()).toBe(2);
  journal.transition(() => {}, [note('a')]);
  expect(journal.committed()).toBe(3);
});
