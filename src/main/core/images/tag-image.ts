import { z } from 'zod';
import type { Engine } from '../docker/connect-engine.ts';
import { parseImageReference } from './image-reference.ts';

/** Gives an image of the engine one more name. @throws BacklotError as `Engine.call` does. */
export async function tagImage(engine: Engine, id: string, as: string, signal: AbortSignal): Promise<void> {
  const { name, tag = 'latest' } = parseImageReference(as);
  await engine.call(
    {
      method: 'POST',
      path: `/images/${id.split('/').map(encodeURIComponent).join('/')}/tag`,
      query: { repo: name, tag },
    },
    z.unknown(),
    signal,
    { withinMs: 30_000 },
  );
}
