import type { IncomingHttpHeaders } from 'node:http';

/** Headers that are between one proxy and the next (RFC 9110, 7.6.1). */
const hopHeaders: readonly string[] = [
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'upgrade',
];

/** The headers that go on to the next, of a request or an answer. Pure. */
export const passedHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.includes(name)));
