import { BacklotError } from '../../../shared/errors.ts';
import type { BuildStep } from './build-progress.ts';
import { explainPullError, meaningOf } from './explain-pull-error.ts';
import { type ImageReference, parseImageReference } from './image-reference.ts';

function referenceOf(text: string): ImageReference | undefined {
  try {
    return parseImageReference(text);
  } catch {
    return undefined;
  }
}

const withoutPrefixes = (words: string): string =>
  words
    .replace(/^failed to solve(?: with frontend [\w.:/-]+)?: /, '')
    .replace(/^failed to (?:build LLB|compute cache key|solve LLB|create LLB definition)[^:]*: /, '')
    .replace(/^rpc error: code = \w+ desc = /, '');

/**
 * The error behind a build that failed, naming the image, the step and its last lines.
 * @param name what was to be built
 * @param words the engine's own
 */
export function explainBuildError(
  name: string,
  words: string,
  steps: readonly BuildStep[],
  lines: readonly string[],
): BacklotError {
  const failed =
    steps.find(({ state }) => state === 'failed') ?? steps.findLast(({ state }) => state === 'running');
  const said = withoutPrefixes(words);
  const base =
    /load metadata for (\S+)/.exec(failed?.name ?? '')?.[1] ??
    (meaningOf(words) && /^\[\d+\/\d+\] FROM (?:--\S+ )*(\S+)/.exec(failed?.name ?? '')?.[1]) ??
    /(?:pull access denied for|manifest for) ([^\s,]+)/.exec(words)?.[1];
  const reference =
    base === undefined ? undefined : referenceOf(base.replace(/^docker\.io\/(?:library\/)?/, ''));
  if (reference !== undefined) {
    const { code, message, hint, retryable } = explainPullError(reference, said);
    return new BacklotError(code, `${name} could not be built: ${message}`, {
      hint,
      retryable,
      details: { image: name, base: reference.text, said },
    });
  }
  if (meaningOf(words) === 'disk-full')
    return new BacklotError(
      'disk-full',
      `The disk of the Docker engine is full: ${name} could not be built.`,
      {
        hint: 'Make room ("docker builder prune" empties the build cache), then try again.',
        retryable: true,
        details: { image: name, said },
      },
    );
  const exit = /exit code: (\d+)|returned a non-zero code: (\d+)/.exec(words);
  const step = failed?.name.replace(/^\[[^\]]*\] /, '');
  const message =
    exit && step
      ? `${name} could not be built: "${step}" ended with code ${exit[1] ?? exit[2]}.`
      : `${name} could not be built: ${said}`;
  return new BacklotError('build-failed', message, {
    hint: lines.length > 0 ? `Its last line: ${lines.at(-1)}` : 'Correct the Dockerfile, then build again.',
    details: { image: name, step: failed?.name, said, lines },
  });
}
