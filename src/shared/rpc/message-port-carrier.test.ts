import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { waitFor } from '../../../scripts/testing/wait-for.ts';
import { messagePortCarrier, type PortLike } from './message-port-carrier.ts';
import { carrierContract } from './testing/carrier-contract.ts';

/** Node's port speaks `on`; the page's speaks `addEventListener`. */
const portOf = (port: MessagePort): PortLike => ({
  postMessage: (message) => port.postMessage(message),
  start: () => port.start(),
  close: () => port.close(),
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) {
    port.on(type, (data: unknown) => listener({ data }));
  },
});

const channels: MessageChannel[] = [];
const channel = (): MessageChannel => {
  const made = new MessageChannel();
  channels.push(made);
  return made;
};
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close();
    port2.close();
  }
});

carrierContract('a message port', async () => {
  const { port1, port2 } = channel();
  return {
    client: messagePortCarrier(portOf(port1)),
    server: messagePortCarrier(portOf(port2)),
    dispose: () => {},
  };
});

const listening = (carrier: ReturnType<typeof messagePortCarrier>) => {
  const seen = { frames: 0, closed: undefined as string | undefined };
  carrier.listen({
    frame: () => {
      seen.frames += 1;
    },
    closed: (reason) => {
      seen.closed = reason;
    },
  });
  return seen;
};

test('ready waits for a peer that does not read, and goes on when it reads', async () => {
  const { port1, port2 } = channel();
  const sender = messagePortCarrier(portOf(port1));
  const receiver = messagePortCarrier(portOf(port2));
  listening(sender);
  let sent = 0;
  const sending = (async () => {
    for (; sent < 1000; sent++) {
      sender.send('x');
      await sender.ready();
    }
  })();
  await waitFor(() => expect(sent).toBe(255));
  const seen = listening(receiver);
  await sending;
  await waitFor(() => expect(seen.frames).toBe(1000));
});

test('a port that goes without a good-bye closes the carrier, and frees whoever waits', async () => {
  const { port1, port2 } = channel();
  const carrier = messagePortCarrier(portOf(port1));
  const seen = listening(carrier);
  carrier.send('x'.repeat(5 * 1024 * 1024));
  const waiting = carrier.ready();
  port2.close();
  await waiting;
  await waitFor(() => expect(seen.closed).toBe('the other end is gone'));
});

test.each([{ some: 'object' }, 7, undefined])('a peer that sends %j is cut off', async (message) => {
  const { port1, port2 } = channel();
  const seen = listening(messagePortCarrier(portOf(port1)));
  port2.postMessage(message);
  await waitFor(() => expect(seen.closed).toBe('the peer does not speak the protocol'));
});
