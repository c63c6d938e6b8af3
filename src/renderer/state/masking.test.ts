import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { BacklotError } from '../../shared/errors.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { fakeHandlers } from '../testing/fake-core.ts';
import { maskingKey, readMasking, setRule, useMaskingState } from './masking.ts';

const place = { project: '/home/mia/code/shop' };
const known = () => useMaskingState.getState().byPlace[maskingKey(place)];
const column = (name: string) =>
  known()
    ?.report?.tables.flatMap(({ columns }) => columns)
    .find((one) => one.name === name);
let ended: AbortController;

beforeEach(() => {
  useMaskingState.setState({ byPlace: {} });
  ended = new AbortController();
});
afterEach(() => ended.abort());

function clientOver(failing?: BacklotError) {
  const [ours, theirs] = memoryPair();
  const handlers = fakeHandlers('data', { signal: ended.signal });
  const masking: typeof handlers.masking = {
    ...handlers.masking,
    scan: (input, context) => {
      if (failing) throw failing;
      return handlers.masking.scan(input, context);
    },
  };
  serve(theirs, methodTable(contract, { ...handlers, masking }), () => {});
  return createClient(contract, connect(ours));
}

test('a rule that is set changes its column and keeps what the scan proposed for others', async () => {
  const client = clientOver();
  await readMasking(client, place, 'scan');
  expect(known()?.scanned).toBe(true);
  expect(column('phone')?.proposal?.text).toBe('{ mask: phone }');
  expect(await setRule(client, place, 'public.customers', 'phone', '{ mask: phone }')).toBeUndefined();
  expect(column('phone')?.state).toBe('ruled');
  expect(column('birth_date')?.proposal?.class).toBe('birth-date');
});

test('rules set at once are written one after the other, and the last answer holds them all', async () => {
  const client = clientOver();
  await readMasking(client, place, 'check');
  await Promise.all(
    ['phone', 'birth_date', 'notes'].map((name) => setRule(client, place, 'public.customers', name, 'keep')),
  );
  for (const name of ['phone', 'birth_date', 'notes']) expect(column(name)?.state).toBe('ruled');
});

test('a rule that is refused says why and changes nothing', async () => {
  const client = clientOver();
  await readMasking(client, place, 'check');
  const failure = await setRule(client, place, 'public.customers', 'phone', '{ mask: fone }');
  expect(failure?.code).toBe('mask-rule-invalid');
  expect(column('phone')?.state).toBe('unclassified');
});

test('a scan that fails leaves what was known', async () => {
  const client = clientOver(new BacklotError('source-unreachable', 'The database does not answer.'));
  await readMasking(client, place, 'check');
  await readMasking(client, place, 'scan');
  expect(known()?.error?.code).toBe('source-unreachable');
  expect(known()?.work).toBeUndefined();
  expect(known()?.report?.columns).toBe(26);
});
