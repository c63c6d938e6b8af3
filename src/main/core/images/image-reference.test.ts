import { expect, test } from 'vitest';
import { parseImageReference } from './image-reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test.each([
  ['debian', 'docker.io', 'debian', undefined, undefined],
  ['debian:bookworm-slim', 'docker.io', 'debian', 'bookworm-slim', undefined],
  ['shop/web:1.2', 'docker.io', 'shop/web', '1.2', undefined],
  ['localhost/web', 'localhost', 'localhost/web', undefined, undefined],
  ['127.0.0.1:5000/web', '127.0.0.1:5000', '127.0.0.1:5000/web', undefined, undefined],
  ['127.0.0.1:5000/a/b__c:x', '127.0.0.1:5000', '127.0.0.1:5000/a/b__c', 'x', undefined],
  ['[::1]:5000/web:x', '[::1]:5000', '[::1]:5000/web', 'x', undefined],
  [`ghcr.io/a/b@${digest}`, 'ghcr.io', 'ghcr.io/a/b', undefined, digest],
  [`debian:12@${digest}`, 'docker.io', 'debian', '12', digest],
  ['index.docker.io/library/debian', 'docker.io', 'index.docker.io/library/debian', undefined, undefined],
])('%s', (text, registry, name, tag, hash) => {
  expect(parseImageReference(text)).toEqual({ text, registry, name, tag, digest: hash });
});

test.each(['', 'Debian', 'a b', 'a:', 'a/:x', 'a@sha256:1', 'a@@b', '-a', 'a//b', `a@${digest}@${digest}`])(
  '"%s" is no image',
  (text) => {
    expect(() => parseImageReference(text)).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: `"${text}" is not the name of an image.` }),
    );
  },
);
