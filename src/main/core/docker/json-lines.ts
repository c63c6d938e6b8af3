import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Engine } from './connect-engine.ts';

/**
 * The engine's answer as one value a line, as they come. Lines of a shape that is not known are left
 * out: newer engines say more.
 * @throws BacklotError as `Engine.mapError` makes it, also in the middle.
 */
export async function* readJsonLines<T>(
  { mapError }: Pick<Engine, 'mapError'>,
  body: Readable,
  line: z.ZodType<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let rest = '';
  const decoder = new TextDecoder();
  const parse = (text: string): T | undefined => {
    try {
      return line.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  };
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        const value = text.trim() === '' ? undefined : parse(text);
        if (value !== undefined) yield value;
      }
    }
    const value = rest.trim() === '' ? undefined : parse(rest);
    if (value !== undefined) yield value;
  } catch (error) {
    signal.throwIfAborted();
    throw await mapError(error);
  } finally {
    body.destroy();
  }
}
