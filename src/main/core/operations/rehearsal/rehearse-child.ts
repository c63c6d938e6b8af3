import { openStore } from '../../store/open-store.ts';
import { createOperations } from '../create-operations.ts';
import { createRehearsal } from './rehearsal.ts';

/**
 * For tests: a process of its own that takes up what the last one left, or starts a rehearsal, and
 * prints each event as a line. Arguments: the data directory and the rehearsal's input as JSON.
 */
const [home = '', input = '{}'] = process.argv.slice(2);
const store = openStore({ home });
const operations = createOperations({ store, kinds: [createRehearsal({ home })] });
const [resumed] = operations.recover();
const parsed: unknown = JSON.parse(input);
const id = resumed ?? operations.start('rehearsal', parsed);
const { signal } = new AbortController();
for await (const { value } of operations.events({ operation: id }, { signal, after: undefined })) {
  console.log(JSON.stringify(value));
}
await operations.stop();
store.close();
