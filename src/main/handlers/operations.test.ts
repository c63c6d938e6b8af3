import { expect, test } from 'vitest';
import { operations as operationsContract } from '../../shared/contract/operations.ts';
import { rehearsal as rehearsalContract } from '../../shared/contract/rehearsal.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { createRehearsal } from '../core/operations/rehearsal/rehearsal.ts';
import { collect } from '../core/operations/testing/collect.ts';
import { testCore } from '../core/operations/testing/test-core.ts';
import { tempHome } from '../core/store/testing/temp-home.ts';
import { operationsHandlers } from './operations.ts';
import { rehearsalHandlers } from './rehearsal.ts';

const contract = { operations: operationsContract, rehearsal: rehearsalContract };

function client() {
  const home = tempHome();
  const { operations } = testCore({ kinds: [createRehearsal({ home })] }, home);
  const [near, far] = memoryPair();
  serve(
    far,
    methodTable(contract, {
      operations: operationsHandlers(operations),
      rehearsal: rehearsalHandlers(operations),
    }),
  );
  return createClient(contract, connect(near));
}

test('a rehearsal through the wire: start, events, list, show', async () => {
  const { operations, rehearsal } = client();
  const { operation } = await rehearsal.start({ steps: 3, stepMs: 5 });
  const events = await collect(operations.events({ operation }));
  expect(events.at(-1)?.value).toMatchObject({ status: 'done', operation });
  expect(await operations.list({ states: ['succeeded'] })).toEqual([
    expect.objectContaining({ id: operation }),
  ]);
  const shown = await operations.get({ id: operation.slice(0, 6) });
  expect(shown).toMatchObject({ state: 'succeeded', progress: 1 });
  expect(shown.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  const half = events[Math.floor(events.length / 2)]?.cursor ?? 0;
  const rest = await collect(operations.events({ operation }, { after: half }));
  expect(rest).toEqual(events.filter(({ cursor }) => cursor > half));
});

test('cancel through the wire, seen in the changes; an ended one is refused with its code', async () => {
  const { operations, rehearsal } = client();
  const { operation } = await rehearsal.start({ steps: 2, stepMs: 60_000 });
  const changes = await collect(operations.changes({ operation }), ({ value }) => value.state === 'running');
  expect(changes.at(-1)?.value.steps).toHaveLength(2);
  const end = collect(operations.changes({ operation }));
  await operations.cancel({ id: operation });
  expect((await end).at(-1)?.value.state).toBe('cancelled');
  await expect(operations.cancel({ id: operation })).rejects.toMatchObject({ code: 'operation-finished' });
  await expect(operations.get({ id: 'none' })).rejects.toMatchObject({ code: 'not-found' });
});
