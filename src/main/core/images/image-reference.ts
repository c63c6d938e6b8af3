import { BacklotError } from '../../../shared/errors.ts';

/** A name of an image, taken apart. */
export interface ImageReference {
  /** As it was written. */
  readonly text: string;
  /** "docker.io", "ghcr.io", "127.0.0.1:5000". */
  readonly registry: string;
  /** Without tag and digest, as the engine takes it: "debian", "ghcr.io/shop/web". */
  readonly name: string;
  readonly tag: string | undefined;
  /** "sha256:…" */
  readonly digest: string | undefined;
}

const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const tagShape = /^\w[\w.-]{0,127}$/;
const digestShape = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/i;
const registryShape = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d+)?$/;

/**
 * Takes the name of an image apart as the Docker CLI does: the first part is a registry when it has a
 * dot or a port, or is "localhost".
 * @throws BacklotError `invalid-input`
 */
export function parseImageReference(text: string): ImageReference {
  const [beforeDigest = '', digest] = text.split('@', 2);
  const slash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', slash + 1);
  const name = colon === -1 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon === -1 ? undefined : beforeDigest.slice(colon + 1);
  const [first = '', ...others] = name.split('/');
  const hasRegistry =
    others.length > 0 && (/[.:[]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  const registry = hasRegistry ? first : 'docker.io';
  const path = hasRegistry ? others : [first, ...others];
  const valid =
    (!hasRegistry || registryShape.test(first)) &&
    path.every((part) => component.test(part)) &&
    (tag === undefined || tagShape.test(tag)) &&
    (digest === undefined || digestShape.test(digest)) &&
    text.split('@').length <= 2;
  if (!valid)
    throw new BacklotError('invalid-input', `"${text}" is not the name of an image.`, {
      hint: 'Write it as [registry/]name[:tag][@digest], the name in lower case: "debian:bookworm-slim".',
      details: { image: text },
    });
  return { text, registry: registry === 'index.docker.io' ? 'docker.io' : registry, name, tag, digest };
}
