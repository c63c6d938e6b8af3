import { errorToWire } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { encode } from './encode.ts';
import { parseRequest } from './protocol.ts';
import type { Served } from './serve.ts';

/** Answers every call and subscription of a peer with one error: what a door serves when no core could start. */
export function serveFailure(carrier: Carrier, error: unknown): Served {
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  const wire = errorToWire(error);
  carrier.listen({
    frame: (text) => {
      const request = parseRequest(text);
      if (!request) carrier.close();
      else if (request.t === 'call' || request.t === 'subscribe') {
        carrier.send(encode({ t: 'fail', id: request.id, error: wire }));
      }
    },
    closed: resolve,
  });
  return { close: carrier.close, closed };
}
