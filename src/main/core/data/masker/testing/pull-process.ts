import { join } from 'node:path';
import { isFinished } from '../../../../../shared/model/operation.ts';
import { connectLocal } from '../../../images/testing/connect-local.ts';
import { createOperations } from '../../../operations/create-operations.ts';
import { openStore } from '../../../store/open-store.ts';
import { createPullOperation } from '../../snapshots/pull-operation.ts';
import { createSnapshotStore } from '../../snapshots/snapshot-store.ts';
import { memorySecrets } from '../../snapshots/testing/memory-secrets.ts';
import { postgresPorts } from '../../snapshots/testing/postgres-ports.ts';
import { removeMaskers } from '../masker-container.ts';

/**
 * For tests, as a process that can be killed: takes up what an earlier one has left in `home`, or pulls beside the
 * source where there is nothing; prints each step as it begins, and at the end how the operation ended.
 */
const [home = '', container = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const engine = await connectLocal(signal);
const store = openStore({ home });
const ports = {
  ...postgresPorts(engine, container, (_, { name }) => ({
    mask: name === 'who' ? 'text' : 'keep',
    options: {},
  })),
  clear: (_: unknown, operation: string, own: AbortSignal) => removeMaskers(engine, operation, own),
};
const snapshots = createSnapshotStore({ folder: join(home, 'snapshots'), secrets: memorySecrets() });
const kinds = [createPullOperation({ ports, store: snapshots })];
const operations = createOperations({ store, kinds, stopMs: 500 });
const [left] = operations.recover();
const id =
  left ?? operations.start('snapshot-pull', { project: '/project', dataset: 'staging', placement: 'source' });
const told = new Set<string>();
for await (const { value } of operations.changes({ operation: id }, { signal, after: undefined })) {
  for (const { id: step, state } of value.steps)
    if (state === 'running' && !told.has(step)) {
      told.add(step);
      process.stdout.write(`${step}\n`);
    }
  if (isFinished(value.state)) break;
}
const { state } = await operations.wait(id, signal);
const kept = (await snapshots.list(signal)).length;
process.stdout.write(`${JSON.stringify({ took: left !== undefined, state, kept })}\n`);
await operations.stop();
store.close();
engine.close();
