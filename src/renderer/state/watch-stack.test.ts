import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitFor } from '../../../scripts/testing/wait-for.ts';
import type { BacklotClient } from '../../shared/contract/contract.ts';
import { contract } from '../../shared/contract/contract.ts';
import { BacklotError } from '../../shared/errors.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import { fakeHandlers } from '../testing/fake-core.ts';
import { placeKey, useStacks } from './stacks.ts';
import { watchStack } from './watch-stack.ts';

const place = { project: '/home/mia/code/shop', environment: 'dev' };
const known = () => useStacks.getState().byPlace[placeKey(place)];
let ended: AbortController;

beforeEach(() => {
  // The batches of a page are drawn with its frames.
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 0));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  useStacks.setState({ byPlace: {} });
  ended = new AbortController();
});
afterEach(() => {
  ended.abort();
  vi.unstubAllGlobals();
});

function clientOver(status: 'works' | 'fails'): { client: BacklotClient; asked: () => number } {
  const [ours, theirs] = memoryPair();
  const handlers = fakeHandlers('shop', { signal: ended.signal });
  let asked = 0;
  const stacks: typeof handlers.stacks = {
    ...handlers.stacks,
    status: (params, context) => {
      asked += 1;
      if (status === 'fails') throw new BacklotError('docker-context-unknown', 'There is no context.');
      return handlers.stacks.status(params, context);
    },
  };
  serve(theirs, methodTable(contract, { ...handlers, stacks }), () => {});
  return { client: createClient(contract, connect(ours)), asked: () => asked };
}

test('two who look share one subscription, which lasts until both have looked away', async () => {
  const { client, asked } = clientOver('works');
  const first = watchStack(client, place);
  const second = watchStack(client, place);
  await waitFor(() => expect(known()?.status?.environment).toBe('dev'));
  first();
  first();
  await client.stacks.restart({ ...place, services: ['web'] });
  await waitFor(() =>
    expect(known()?.status?.services.find(({ name }) => name === 'web')?.state).toBe('starting'),
  );
  expect(asked()).toBe(1);
  second();
});

test('why it cannot be looked at is known', async () => {
  const { client } = clientOver('fails');
  const stop = watchStack(client, place);
  await waitFor(() => expect(known()?.error?.code).toBe('docker-context-unknown'));
  stop();
});
