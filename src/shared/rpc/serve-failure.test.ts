import { expect, test } from 'vitest';
import { BacklotError } from '../errors.ts';
import { connect } from './client.ts';
import { memoryPair } from './memory-carrier.ts';
import { serveFailure } from './serve-failure.ts';

test('every call and subscription fails with the start error, and closing works', async () => {
  const [here, there] = memoryPair();
  const error = new BacklotError('store-newer', 'The database was written by a newer Backlot.', {
    hint: 'Update the app.',
  });
  const served = serveFailure(there, error);
  const connection = connect(here);
  const expected = { code: 'store-newer', hint: 'Update the app.' };
  await expect(connection.call('app.info', {})).rejects.toMatchObject(expected);
  const events = connection.subscribe('operations.changes', {})[Symbol.asyncIterator]();
  await expect(events.next()).rejects.toMatchObject(expected);
  connection.close();
  await expect(served.closed).resolves.toBe('closed by the peer');
});
