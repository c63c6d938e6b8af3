import { expect, test } from 'vitest';
import type { BuildLine } from './build-progress.ts';
import { explainBuildError } from './explain-build-error.ts';
import { createBuildFollower } from './follow-build.ts';
import { bytesField, numberField } from './session/protobuf.ts';

const time = (seconds: number): Buffer =>
  Buffer.concat([numberField(1, seconds), numberField(2, 500_000_000)]);
interface Vertex {
  readonly started?: number;
  readonly completed?: number;
  readonly cached?: boolean;
  readonly error?: string;
}
const vertex = (digest: string, name: string, own: Vertex = {}): Buffer =>
  bytesField(
    1,
    Buffer.concat([
      bytesField(1, digest),
      bytesField(2, 'an input that is not read'),
      bytesField(3, name),
      numberField(4, own.cached ? 1 : 0),
      ...(own.started === undefined ? [] : [bytesField(5, time(own.started))]),
      ...(own.completed === undefined ? [] : [bytesField(6, time(own.completed))]),
      bytesField(7, own.error ?? ''),
    ]),
  );
const status = (digest: string, id: string, current: number, total: number): Buffer =>
  bytesField(
    2,
    Buffer.concat([bytesField(1, id), bytesField(2, digest), numberField(4, current), numberField(5, total)]),
  );
const log = (digest: string, text: string, stream = 1): Buffer =>
  bytesField(3, Buffer.concat([bytesField(1, digest), numberField(3, stream), bytesField(4, text)]));
const trace = (...parts: readonly Buffer[]) => ({
  id: 'moby.buildkit.trace',
  aux: Buffer.concat(parts).toString('base64'),
});

test('steps, bytes, lines and the image of a BuildKit build', () => {
  const lines: BuildLine[] = [];
  const follower = createBuildFollower({ onLine: (line) => void lines.push(line) }, () => 0);
  follower.take(trace(vertex('a', '[1/3] FROM x'), vertex('b', '[2/3] RUN  make', { started: 10 })));
  follower.take(trace(status('a', 'layer 1', 50, 100), status('a', 'layer 2', 1, 10), log('b', 'hel')));
  follower.take(
    trace(
      log('b', 'lo\n10%\r20%\rdone\nno end', 1),
      log('b', 'oops\n', 2),
      vertex('b', '[2/3] RUN  make', { started: 10, completed: 12 }),
      vertex('a', '[1/3] FROM x', { cached: true, started: 1, completed: 1 }),
      status('a', 'layer 1', 100, 100),
    ),
  );
  follower.take({ id: 'moby.image.id', aux: { ID: 'sha256:abc' } });
  expect(follower.imageId()).toBe('sha256:abc');
  expect(follower.progress().steps).toEqual([
    {
      id: 'a',
      name: '[1/3] FROM x',
      state: 'cached',
      seconds: 0,
      current: 101,
      total: 110,
      error: undefined,
    },
    { id: 'b', name: '[2/3] RUN make', state: 'done', seconds: 2, current: 0, total: 0, error: undefined },
  ]);
  expect(lines).toEqual([
    { step: 'b', from: 'stdout', text: 'hello' },
    { step: 'b', from: 'stdout', text: 'done' },
    { step: 'b', from: 'stderr', text: 'oops' },
    { step: 'b', from: 'stdout', text: 'no end' },
  ]);
});

test('steps of the older builder', () => {
  let now = 1000;
  const lines: string[] = [];
  const follower = createBuildFollower({ onLine: ({ text }) => void lines.push(text) }, () => now);
  const say = (stream: string): void => {
    follower.take({ stream });
    now += 500;
  };
  say('Step 1/3 : FROM debian:bookworm-slim');
  say('\n');
  say(' ---> a3eb1b7302a3\n');
  say('Step 2/3 : COPY . /app');
  say(' ---> Using cache\n');
  say('Step 3/3 : RUN make');
  say(' ---> Running in 1f0\n');
  say('making\n');
  say('Removing intermediate container 1f0\n');
  follower.take({ aux: { ID: 'sha256:abc' } });
  say('Successfully built abc\n');
  expect(follower.progress().steps.map(({ name, state, seconds }) => [name, state, seconds])).toEqual([
    ['[1/3] FROM debian:bookworm-slim', 'done', 1.5],
    ['[2/3] COPY . /app', 'cached', 0.5],
    ['[3/3] RUN make', 'done', 2],
  ]);
  expect(lines.filter((line) => line !== '')).toEqual(['making']);
  expect(follower.imageId()).toBe('sha256:abc');
});

const step = { seconds: undefined, current: 0, total: 0, error: undefined };

test.each([
  [
    'failed to solve: process "/bin/sh -c exit 7" did not complete successfully: exit code: 7',
    [{ ...step, id: 'a', name: '[2/3] RUN exit 7', state: 'failed' as const }],
    { code: 'build-failed', message: 'web could not be built: "RUN exit 7" ended with code 7.' },
  ],
  [
    'failed to solve with frontend dockerfile.v0: failed to create LLB definition: docker.io/shop/base:1: not found',
    [
      {
        ...step,
        id: 'a',
        name: '[internal] load metadata for docker.io/shop/base:1',
        state: 'failed' as const,
      },
    ],
    { code: 'image-missing', message: 'web could not be built: shop/base:1 does not exist at docker.io.' },
  ],
  [
    'failed to copy files: copy file range failed: no space left on device',
    [],
    { code: 'disk-full', message: 'The disk of the Docker engine is full: web could not be built.' },
  ],
  [
    'failed to solve with frontend dockerfile.v0: dockerfile parse error line 2: unknown instruction: RUNN',
    [],
    {
      code: 'build-failed',
      message: 'web could not be built: dockerfile parse error line 2: unknown instruction: RUNN',
    },
  ],
])('%s', (words, steps, expected) => {
  expect(explainBuildError('web', words, steps, [])).toMatchObject(expected);
});
