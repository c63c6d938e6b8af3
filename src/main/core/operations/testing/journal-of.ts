import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../store/open-store.ts';
import { tempHome } from '../../store/testing/temp-home.ts';
import { createJournal, type Journal, type NewEvent } from '../journal.ts';

/** For tests: a journal that knows the operations "a" and "b". */
export function journalOf(home: string = tempHome()): { store: Store; journal: Journal; home: string } {
  const store = openStore({ home });
  for (const id of ['a', 'b']) {
    if (store.operations.get(id)) continue;
    store.operations.insert({
      ...{ id, kind: 'k', title: 't', state: 'running', cancelling: false, phase: 'run' },
      ...{ locks: [], input: null, createdAt: 0, progress: 0 },
    });
  }
  const journal = createJournal(store, () => 0);
  onTestFinished(() => {
    journal.close();
    store.close();
  });
  return { store, journal, home };
}

export const note = (operation: string, text = ''): NewEvent => ({ operation, status: 'note', text });
