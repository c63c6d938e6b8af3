import { z } from 'zod';
import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { imageByRef } from '../docker/images.ts';
import { readJsonLines } from '../docker/json-lines.ts';
import { orAbsent, refusalWords } from '../docker/refused.ts';
import { explainPullError } from './explain-pull-error.ts';
import { type ImageReference, parseImageReference } from './image-reference.ts';
import { decidePull, type PullPolicy } from './pull-policy.ts';
import { advancePull, noPullProgress, type PullProgress, pullMessage } from './pull-progress.ts';
import { authHeader, type RegistryAuth } from './registry-auth.ts';
import { tagImage } from './tag-image.ts';

/** An image that is now on the engine. */
export interface PulledImage {
  /** "sha256:…" of its configuration. */
  readonly id: string;
  /** "sha256:…" under which its registry has it; undefined for one that was made here. */
  readonly digest: string | undefined;
}

export interface PullOptions {
  /** "linux/arm64"; the engine's own when absent. */
  readonly platform?: string | undefined;
  /** Finds who we are at a registry. */
  readonly auth: (registry: string, signal: AbortSignal) => Promise<RegistryAuth | undefined>;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  /** How long the registry may take to say the first word, in milliseconds; 2 min by default. */
  readonly firstWordWithinMs?: number | undefined;
}

const referenceOf = ({ name, tag, digest }: ImageReference): string =>
  digest === undefined ? `${name}:${tag ?? 'latest'}` : `${name}@${digest}`;

const digestOf = (digests: readonly string[], { name, digest }: ImageReference): string | undefined =>
  digest ?? digests.find((text) => text.startsWith(`${name}@`))?.slice(name.length + 1);

/** The image of a reference when the engine has it, with its digest at that registry. */
export async function findImage(
  engine: Engine,
  text: string,
  signal: AbortSignal,
): Promise<PulledImage | undefined> {
  const reference = parseImageReference(text);
  const found = await imageByRef(engine, referenceOf(reference), signal);
  return found && { id: found.id, digest: digestOf(found.digests, reference) };
}

/**
 * Loads an image from its registry onto the engine. One that is there already costs one question to
 * the registry; layers that are there are not loaded again, also after a pull that was cut short.
 * @throws BacklotError as `explainPullError` makes it, `invalid-input`, `cancelled`, or as `registryAuth` does.
 */
export async function pullImage(
  engine: Engine,
  text: string,
  { platform, auth, onProgress = () => {}, firstWordWithinMs = 120_000 }: PullOptions,
  signal: AbortSignal,
): Promise<PulledImage> {
  const reference = parseImageReference(text);
  const credentials = await auth(reference.registry, signal);
  let progress = noPullProgress;
  try {
    const body = await engine.stream(
      {
        method: 'POST',
        path: '/images/create',
        query: {
          fromImage: reference.name,
          tag: reference.digest ?? reference.tag ?? 'latest',
          platform,
        },
        headers: credentials === undefined ? {} : { 'X-Registry-Auth': authHeader(credentials) },
      },
      signal,
      { withinMs: firstWordWithinMs },
    );
    for await (const message of readJsonLines(engine, body, pullMessage, signal)) {
      const failure = message.errorDetail?.message ?? message.error;
      if (failure !== undefined) throw explainPullError(reference, failure);
      const next = advancePull(progress, message);
      if (next === progress) continue;
      progress = next;
      onProgress(progress);
    }
  } catch (error) {
    if (signal.aborted || isCancelled(error))
      throw new BacklotError('cancelled', `The pull of ${text} was cancelled.`, { cause: error });
    if (error instanceof BacklotError && error.code === 'docker-failed' && 'statusCode' in error.details)
      throw explainPullError(reference, refusalWords(error), error);
    throw error;
  }
  const found = await findImage(engine, text, signal);
  if (found) return { ...found, digest: found.digest ?? progress.digest };
  throw explainPullError(reference, 'the engine says that it was loaded, but does not have it');
}

const tagged = z.object({ Metadata: z.object({ LastTagTime: z.string().optional() }).nullish() });

/** When the engine's copy of an image last came or was tagged, in milliseconds; undefined: it is not there. */
export async function imageRefreshedAt(
  engine: Engine,
  text: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const reference = referenceOf(parseImageReference(text));
  const path = `/images/${reference.split('/').map(encodeURIComponent).join('/')}/json`;
  const found = await orAbsent(engine.get(path, tagged, signal));
  if (found === undefined) return undefined;
  const at = Date.parse(found.Metadata?.LastTagTime ?? '');
  // An image known by its digest alone was never tagged: Go's zero time.
  return Number.isNaN(at) || at < 0 ? 0 : at;
}

/**
 * Makes sure that the engine has an image, as its pull policy says.
 * @throws BacklotError as `pullImage` does; `image-missing` when it may not be pulled; `invalid-input`
 * for the policy `build`, which is not about pulling.
 */
export async function ensureImage(
  engine: Engine,
  text: string,
  {
    policy,
    now = Date.now(),
    ...options
  }: PullOptions & { readonly policy: PullPolicy; readonly now?: number },
  signal: AbortSignal,
): Promise<PulledImage & { readonly pulled: boolean }> {
  const refreshedAt = await imageRefreshedAt(engine, text, signal);
  const pull = async (): Promise<PulledImage & { readonly pulled: true }> => {
    const pulled = await pullImage(engine, text, options, signal);
    // Engines note the time of a tag, not of a pull, and compose's policies of time go by that too.
    if (policy.kind === 'every' && parseImageReference(text).digest === undefined)
      await tagImage(engine, pulled.id, text, signal);
    return { ...pulled, pulled: true };
  };
  const decision = decidePull(policy, refreshedAt, now);
  switch (decision) {
    case 'pull':
      return pull();
    case 'use': {
      const found = await findImage(engine, text, signal);
      if (found) return { ...found, pulled: false };
      // Removed since we looked.
      return pull();
    }
    case 'build':
      throw new BacklotError('invalid-input', `${text} is to be built, not pulled.`, {
        hint: 'Give the service a build section, or another pull_policy.',
        details: { image: text },
      });
    case 'missing':
      throw new BacklotError(
        'image-missing',
        `${text} is not on this engine, and its pull_policy is "never".`,
        {
          hint: `Build or load it ("docker load", "docker tag"), or change its pull_policy.`,
          details: { image: text },
        },
      );
  }
}
