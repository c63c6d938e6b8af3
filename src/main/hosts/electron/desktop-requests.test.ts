import { expect, test } from 'vitest';
import { createDesktopRequests } from './desktop-requests.ts';

test('requests from before and after the page came are read once, in order', async () => {
  const requests = createDesktopRequests();
  requests.push({ kind: 'open-project', path: '/a' });
  requests.push({ kind: 'show-doctor' });
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const { value } of requests.topic({}, { signal: stop.signal, after: undefined })) {
    seen.push(value.kind);
    if (seen.length === 2) queueMicrotask(() => requests.push({ kind: 'show-operation', id: 'x' }));
    if (seen.length === 3) stop.abort();
  }
  expect(seen).toEqual(['open-project', 'show-doctor', 'show-operation']);
});

test('a page that reloads takes up what its forerunner left', async () => {
  const requests = createDesktopRequests();
  const first = new AbortController();
  const gone = requests.topic({}, { signal: first.signal, after: undefined })[Symbol.asyncIterator]().next();
  first.abort();
  expect((await gone).done).toBe(true);
  const second = requests.topic({}, { signal: new AbortController().signal, after: undefined });
  const next = second[Symbol.asyncIterator]().next();
  requests.push({ kind: 'show-doctor' });
  expect((await next).value?.value).toEqual({ kind: 'show-doctor' });
});
