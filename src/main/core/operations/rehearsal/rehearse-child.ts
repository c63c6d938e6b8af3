import { writeSync } from 'node:fs';
import { openStore } from '../../store/open-store.ts';
import { createOperations } from '../create-operations.ts';
import { createRehearsal } from './rehearsal.ts';

/**
 * For tests: a process of its own that takes up what the last one left, or starts a rehearsal, and
 * prints each event as a line. Arguments: the data directory, the rehearsal's input as JSON, and when to
 * die: the status of a step's event and how many of them. It kills itself, as no other process could do
 * it as promptly; the signal is the real one.
 */
const [home = '', input = '{}', status, count] = process.argv.slice(2);
const store = openStore({ home });
const operations = createOperations({ store, kinds: [createRehearsal({ home })] });
const [resumed] = operations.recover();
const parsed: unknown = JSON.parse(input);
const id = resumed ?? operations.start('rehearsal', parsed);
const { signal } = new AbortController();
let seen = 0;
for await (const { value } of operations.events({ operation: id }, { signal, after: undefined })) {
  // Written at once, as nothing of a buffer would survive.
  writeSync(1, `${JSON.stringify(value)}\n`);
  if (value.parent !== undefined && value.status === status) seen += 1;
  if (count !== undefined && seen >= Number(count)) process.kill(process.pid, 'SIGKILL');
}
await operations.stop();
store.close();
