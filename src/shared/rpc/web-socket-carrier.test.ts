import { expect, test, vi } from 'vitest';
import { type SocketLike, webSocketCarrier } from './web-socket-carrier.ts';

type Listener = (event: { data: unknown; code: number; reason: string }) => void;

/** A socket that is worked by hand. */
function handSocket() {
  const listeners = new Map<string, Listener[]>();
  const socket = {
    bufferedAmount: 0,
    sent: [] as string[],
    closedWith: undefined as number | undefined,
    send(text: string) {
      socket.sent.push(text);
    },
    close(code?: number) {
      socket.closedWith = code;
    },
    addEventListener(type: string, listener: Listener) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    emit(type: string, event: { data?: unknown; code?: number; reason?: string } = {}) {
      for (const listener of listeners.get(type) ?? [])
        listener({ data: '', code: 1006, reason: '', ...event });
    },
  };
  const carrier = webSocketCarrier(socket satisfies SocketLike);
  const frames: string[] = [];
  const closed: string[] = [];
  const listen = (): void =>
    carrier.listen({ frame: (text) => frames.push(text), closed: (reason) => closed.push(reason) });
  return { socket, carrier, frames, closed, listen };
}

const settled = (): Promise<void> => new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

test('frames go and come in order, also those from before the listener', () => {
  const { socket, carrier, frames, listen } = handSocket();
  socket.emit('message', { data: 'a' });
  listen();
  socket.emit('message', { data: 'b' });
  carrier.send('c');
  expect([frames, socket.sent]).toEqual([['a', 'b'], ['c']]);
});

test('a binary frame closes it, and nothing is heard after that', async () => {
  const { socket, carrier, frames, closed, listen } = handSocket();
  listen();
  socket.emit('message', { data: new ArrayBuffer(1) });
  socket.emit('message', { data: 'late' });
  socket.emit('close', { code: 1000 });
  carrier.send('late');
  await settled();
  expect(closed).toEqual(['the other side sent a binary frame']);
  expect([frames, socket.sent, socket.closedWith]).toEqual([[], [], 1000]);
});

test.each([
  [{ code: 1001, reason: 'Backlot is shutting down' }, 'Backlot is shutting down'],
  [{ code: 1000, reason: '' }, 'the other side left'],
  [{ code: 1006, reason: '' }, 'the line broke (1006)'],
])('a close of %j is told once, also to a late listener', async (event, reason) => {
  const { socket, carrier, closed, listen } = handSocket();
  socket.emit('error');
  socket.emit('close', event);
  listen();
  carrier.close();
  await settled();
  expect(closed).toEqual([reason]);
});

test('ready waits until little is buffered', async () => {
  vi.useFakeTimers();
  try {
    const { socket, carrier } = handSocket();
    await carrier.ready();
    socket.bufferedAmount = 2 * 1024 * 1024;
    let ready = false;
    const waited = carrier.ready().then(() => {
      ready = true;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ready).toBe(false);
    socket.bufferedAmount = 1_000;
    await vi.advanceTimersByTimeAsync(100);
    await waited;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('a close releases those who wait, and leaves no timer', async () => {
  vi.useFakeTimers();
  try {
    const { socket, carrier } = handSocket();
    socket.bufferedAmount = 2 * 1024 * 1024;
    const waited = Promise.all([carrier.ready(), carrier.ready()]);
    carrier.close();
    await waited;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
