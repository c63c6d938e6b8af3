import { z } from 'zod';
import type { WireError } from '../errors.ts';

/** What a client sends. */
export type Request =
  | { readonly t: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly t: 'cancel'; readonly id: number }
  | {
      readonly t: 'subscribe';
      readonly id: number;
      readonly topic: string;
      readonly params: unknown;
      readonly after?: number | undefined;
    }
  | { readonly t: 'unsubscribe'; readonly id: number };

/** What a server sends. `ok` and `fail` end a call, `end` and `fail` end a subscription. */
export type Reply =
  | { readonly t: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly t: 'fail'; readonly id: number; readonly error: WireError }
  | { readonly t: 'event'; readonly id: number; readonly cursor: number; readonly value: unknown }
  | { readonly t: 'end'; readonly id: number };

/** The largest frame a carrier takes, in UTF-16 code units. Larger values go as files, not as frames. */
export const maxFrame = 32 * 1024 * 1024;

const id = z.number().int().nonnegative();

const request = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), id, method: z.string().max(200), input: z.unknown() }),
  z.object({ t: z.literal('cancel'), id }),
  z.object({
    t: z.literal('subscribe'),
    id,
    topic: z.string().max(200),
    params: z.unknown(),
    after: z.number().optional(),
  }),
  z.object({ t: z.literal('unsubscribe'), id }),
]);

/** The request in a frame, or `undefined` when the frame is none: the peer is not speaking our protocol. */
export function parseRequest(frame: string): Request | undefined {
  let data: unknown;
  try {
    data = JSON.parse(frame);
  } catch {
    return undefined;
  }
  const parsed = request.safeParse(data);
  return parsed.success ? (parsed.data as Request) : undefined;
}
