import { expect, test } from 'vitest';
import { createRowSession } from './row-session.ts';
import { startThread } from './start-thread.ts';

test('the bundled thread starts, and says of a server that is not there that it does not answer', async () => {
  const file = new URL('../../../../../out/main/row-thread.js', import.meta.url);
  const { signal } = new AbortController();
  const session = createRowSession(await startThread(file)(signal), {
    kind: 'begin',
    // A port that nobody can listen at.
    place: {
      kind: 'wire',
      address: { name: 'staging', host: '127.0.0.1', port: 0, user: 'a', database: 'b', password: '' },
    },
    ...{ snapshot: '1', tables: [] },
  });
  try {
    expect(await session.sample(signal)).toMatchObject({ hashes: [] });
  } finally {
    await session.close();
  }
});
