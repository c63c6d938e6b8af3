import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Engine } from './connect-engine.ts';

const event = z.object({
  Type: z.string(),
  /** "start", "die", "health_status: healthy". */
  Action: z.string(),
  Actor: z.object({
    ID: z.string(),
    Attributes: z
      .record(z.string(), z.string())
      .nullish()
      .transform((value) => value ?? {}),
  }),
  timeNano: z.number().default(0),
});
export type EngineEvent = z.infer<typeof event>;

export interface EventFilters {
  readonly type?: readonly string[];
  readonly event?: readonly string[];
  readonly container?: readonly string[];
  readonly label?: readonly string[];
}

/**
 * The engine's events from now on, or from `since` (seconds since the epoch), until the signal aborts or
 * the engine goes. Who follows reads what is there after the first event or `onOpen`, as events do not
 * say how things were.
 * @throws BacklotError as `Engine.stream` does, also in the middle.
 */
export async function* followEvents(
  engine: Engine,
  filters: EventFilters,
  signal: AbortSignal,
  { since, onOpen }: { readonly since?: number | undefined; readonly onOpen?: (() => void) | undefined } = {},
): AsyncGenerator<EngineEvent, void, undefined> {
  const body = await engine.stream({ method: 'GET', path: '/events', query: { filters, since } }, signal, {
    withinMs: 30_000,
  });
  onOpen?.();
  let failure: unknown = new Error('the engine ended its events');
  // Reading the lines may also end quietly when their source fails.
  body.once('error', (error) => {
    failure = error;
  });
  try {
    for await (const line of createInterface({ input: body })) {
      const parsed = event.safeParse(JSON.parse(line));
      // Kinds of events that we do not know may have other shapes.
      if (parsed.success) yield parsed.data;
    }
  } catch (error) {
    failure = error;
  } finally {
    body.destroy();
  }
  signal.throwIfAborted();
  throw await engine.mapError(failure);
}
