import type { EngineEndpoint } from './engine-endpoint.ts';
import { findStreamError, readErrorMessage } from './parse-progress-stream.ts';
import { requestEngine } from './request-engine.ts';

/** Whether an image came from its registry, or why not, in the engine's words. */
export type PullResult = { readonly pulled: true } | { readonly pulled: false; readonly reason: string };

/** How long a pull may take to say its first word, and to stay silent after that, in ms. */
export interface PullPatience {
  readonly firstWordMs: number;
  readonly silenceMs: number;
}

/** Pulls `name:tag`; a registry that can't be reached is a quick `pulled: false`, not an error. */
export async function pullImage(
  endpoint: EngineEndpoint,
  image: { readonly name: string; readonly tag: string },
  signal: AbortSignal,
  patience: PullPatience = { firstWordMs: 10_000, silenceMs: 60_000 },
): Promise<PullResult> {
  const silence = new AbortController();
  const giveUp = () => silence.abort();
  let timer = setTimeout(giveUp, patience.firstWordMs);
  try {
    const answer = await requestEngine(endpoint, {
      method: 'POST',
      path: '/images/create',
      query: { fromImage: image.name, tag: image.tag },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) {
      text += String(chunk);
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience.silenceMs);
    }
    if (answer.statusCode !== 200) return { pulled: false, reason: readErrorMessage(text) };
    const error = findStreamError(text);
    return error === undefined ? { pulled: true } : { pulled: false, reason: error };
  } catch (error) {
    signal.throwIfAborted();
    if (silence.signal.aborted) return { pulled: false, reason: 'the registry did not answer in time' };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
