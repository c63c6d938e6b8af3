import { BacklotError } from '../../../shared/errors.ts';
import type { ImageReference } from './image-reference.ts';

/** What registries and the engine say, by what it means. The first that fits counts. */
const meanings = [
  ['disk-full', /no space left on device|disk quota exceeded/i],
  ['registry-rate-limited', /toomanyrequests|too many requests|rate limit/i],
  ['no-platform', /no matching manifest|does not match the specified platform|was found but does not/i],
  ['plain-http', /server gave HTTP response to HTTPS client/i],
  ['certificate', /x509:|certificate/i],
  ['denied-or-missing', /pull access denied|repository does not exist|insufficient_scope/i],
  ['denied', /unauthorized|denied|no basic auth credentials|authentication required|\b40[13]\b/i],
  ['missing', /manifest unknown|not found|name unknown|no such image|\b404\b/i],
  ['cut', /unexpected EOF|connection reset|broken pipe|short read|filesystem layer verification failed/i],
  [
    'unreachable',
    /no such host|connection refused|i\/o timeout|timeout|deadline exceeded|no route to host|network is unreachable|server misbehaving|request canceled|\bEOF\b|\b50[0234]\b|temporarily unavailable/i,
  ],
] as const;

type Meaning = (typeof meanings)[number][0];

export const meaningOf = (words: string): Meaning | undefined =>
  meanings.find(([, shape]) => shape.test(words))?.[0];

/**
 * The error behind what the engine said of a pull, naming the image and the one next step. Words that
 * are not known stay the engine's own.
 */
export function explainPullError(image: ImageReference, words: string, cause?: unknown): BacklotError {
  const { text, registry } = image;
  const make = (
    code: ConstructorParameters<typeof BacklotError>[0],
    message: string,
    hint: string,
    retryable = false,
  ): BacklotError =>
    new BacklotError(code, message, {
      hint,
      details: { image: text, registry, said: words },
      retryable,
      cause,
    });
  const logIn = registry === 'docker.io' ? 'docker login' : `docker login ${registry}`;
  const meaning = meaningOf(words);
  switch (meaning) {
    case 'disk-full':
      return make(
        'disk-full',
        `The disk of the Docker engine is full: ${text} could not be stored.`,
        'Make room ("docker system df" shows what takes it), then try again.',
        true,
      );
    case 'registry-rate-limited':
      return make(
        'registry-rate-limited',
        `${registry} has given out as much as it does for now; ${text} was not loaded.`,
        `Log in with "${logIn}" for a higher limit, or try again later.`,
        true,
      );
    case 'no-platform':
      return make(
        'image-missing',
        `${text} does not exist for this machine's platform.`,
        'Set the platform of the service to one that the image has.',
      );
    case 'plain-http':
      return make(
        'registry-unreachable',
        `${registry} speaks HTTP, the Docker engine wants HTTPS; ${text} was not loaded.`,
        `Give ${registry} a certificate, or name it in "insecure-registries" of the engine's daemon.json.`,
      );
    case 'certificate':
      return make(
        'registry-unreachable',
        `The Docker engine does not trust the certificate of ${registry}; ${text} was not loaded.`,
        `Add its authority as /etc/docker/certs.d/${registry}/ca.crt on the engine's machine.`,
      );
    case 'denied-or-missing':
      return make(
        'registry-denied',
        `${text} does not exist at ${registry}, or you may not read it.`,
        `Check the name; if it is a private image, log in with "${logIn}".`,
      );
    case 'denied':
      return make(
        'registry-denied',
        `${registry} does not let you read ${text}.`,
        `Log in with "${logIn}" as somebody who may read it.`,
      );
    case 'missing':
      return make(
        'image-missing',
        `${text} does not exist at ${registry}.`,
        'Check its name and tag in the compose file.',
      );
    case 'cut':
      return make(
        'registry-unreachable',
        `The connection to ${registry} broke off while ${text} was loaded.`,
        'Try again: layers that have come whole are kept.',
        true,
      );
    case 'unreachable':
      return make(
        'registry-unreachable',
        `The Docker engine can't reach ${registry}, so ${text} was not loaded.`,
        "Check the network, the proxy and the name service of the engine's machine, then try again.",
        true,
      );
    case undefined:
      return make(
        'docker-failed',
        `${text} could not be loaded: ${words}`,
        "The sentence above is the engine's own; its log has more.",
      );
  }
}
