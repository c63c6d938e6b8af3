import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advancePull, noPullProgress, type PullMessage } from './pull-progress.ts';

const run = (messages: readonly PullMessage[]) => messages.reduce(advancePull, noPullProgress);
const at = (id: string, status: string, current?: number, total?: number): PullMessage => ({
  id,
  status,
  ...(current === undefined ? {} : { progressDetail: { current, total } }),
});

test('bytes are counted per layer and in total', () => {
  const half = run([
    { status: 'Pulling from library/debian', id: 'bookworm-slim' },
    at('a', 'Pulling fs layer'),
    at('b', 'Pulling fs layer'),
    at('c', 'Already exists'),
    at('b', 'Waiting'),
    at('a', 'Downloading', 50, 100),
  ]);
  expect(half).toEqual({
    layers: [
      { id: 'a', phase: 'downloading', current: 50, total: 100 },
      { id: 'b', phase: 'waiting', current: 0, total: 0 },
      { id: 'c', phase: 'present', current: 0, total: 0 },
    ],
    current: 50,
    total: 100,
    complete: false,
    digest: undefined,
  });
  const whole = [
    at('a', 'Download complete'),
    at('b', 'Download complete'),
    at('a', 'Extracting', 10, 100),
    at('b', 'Extracting', 32, 32),
    at('a', 'Pull complete'),
    at('b', 'Pull complete'),
    { status: 'Digest: sha256:abc' },
  ].reduce(advancePull, half);
  expect(whole).toMatchObject({ current: 132, total: 132, complete: true, digest: 'sha256:abc' });
});

test('a layer that is loaded again starts from nothing', () => {
  const progress = run([at('a', 'Downloading', 90, 100), at('a', 'Retrying in 5 seconds')]);
  expect(progress).toMatchObject({ current: 0, total: 100 });
});

test("the containerd store's seconds of unpacking are not bytes", () => {
  const message: PullMessage = { id: 'a', status: 'Extracting', progressDetail: { current: 3, units: 's' } };
  expect(run([at('a', 'Downloading', 100, 100), message])).toMatchObject({ current: 100, total: 100 });
});

test('no stream of messages loads more than there is', () => {
  const words = ['Pulling fs layer', 'Waiting', 'Downloading', 'Retrying in 1 second', 'Download complete'];
  const later = ['Extracting', 'Pull complete', 'Already exists', 'Something new'];
  const message = fc
    .record({
      id: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom(...words, ...later),
      current: fc.nat(200),
      total: fc.nat(100),
    })
    .map(({ id, status, current, total }) => at(id, status, current, total));
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const { layers, current, total } = run(messages);
      expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
      for (const layer of layers) if (layer.total > 0) expect(layer.current).toBeLessThanOrEqual(layer.total);
      expect(current).toBe(layers.reduce((sum, layer) => sum + layer.current, 0));
      expect(total).toBe(layers.reduce((sum, layer) => sum + layer.total, 0));
    }),
  );
});
