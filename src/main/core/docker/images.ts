import { z } from 'zod';
import type { Engine } from './connect-engine.ts';
import { orAbsent } from './refused.ts';

const inspected = z.object({
  Id: z.string(),
  RepoDigests: z.array(z.string()).nullish(),
  Config: z.object({ Env: z.array(z.string()).nullish(), Cmd: z.array(z.string()).nullish() }).nullish(),
  Metadata: z.object({ LastTagTime: z.string().nullish() }).nullish(),
});

/** An image that the engine has. */
export interface Image {
  /** "sha256:…" of its configuration. */
  readonly id: string;
  /** "name@sha256:…" of each registry it came from; empty when it was built here. */
  readonly digests: readonly string[];
  /** "NAME=value" of its own environment. */
  readonly env: readonly string[];
  /** When it last came or was tagged, milliseconds since the epoch; undefined when the engine does not know. */
  readonly refreshedAt: number | undefined;
  /** Its own command; empty when it has none. */
  readonly command: readonly string[];
}

/** The image behind a reference or an id; undefined when the engine does not have it. */
export async function imageByRef(
  engine: Engine,
  ref: string,
  signal: AbortSignal,
): Promise<Image | undefined> {
  // The slashes of a name stay as they are: the engine does not decode them.
  const path = `/images/${ref.split('/').map(encodeURIComponent).join('/')}/json`;
  const found = await orAbsent(engine.call({ method: 'GET', path }, inspected, signal, { withinMs: 30_000 }));
  if (found === undefined) return undefined;
  const at = Date.parse(found.Metadata?.LastTagTime ?? '');
  return {
    id: found.Id,
    digests: found.RepoDigests ?? [],
    env: found.Config?.Env ?? [],
    command: found.Config?.Cmd ?? [],
    // An image known by its digest alone was never tagged: Go's zero time.
    refreshedAt: at > 0 ? at : undefined,
  };
}
