import { expect, test } from 'vitest';
import { explainPullError } from './explain-pull-error.ts';
import { parseImageReference } from './image-reference.ts';

// As engines of 20.10 to 28 have said them.
test.each([
  [
    'failed to register layer: Error processing tar file(exit status 1): write /usr/lib/x: no space left on device',
    'disk-full',
    'The disk of the Docker engine is full: box.example/web:1 could not be stored.',
  ],
  [
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating',
    'registry-rate-limited',
    'box.example has given out as much as it does for now; box.example/web:1 was not loaded.',
  ],
  [
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
    'image-missing',
    "box.example/web:1 does not exist for this machine's platform.",
  ],
  [
    "pull access denied for web, repository does not exist or may require 'docker login': denied: requested access",
    'registry-denied',
    'box.example/web:1 does not exist at box.example, or you may not read it.',
  ],
  [
    'Get "https://box.example/v2/web/manifests/1": no basic auth credentials',
    'registry-denied',
    'box.example does not let you read box.example/web:1.',
  ],
  [
    'Head "https://box.example/v2/web/manifests/1": unauthorized: authentication required',
    'registry-denied',
    'box.example does not let you read box.example/web:1.',
  ],
  [
    'manifest for box.example/web:1 not found: manifest unknown: manifest unknown',
    'image-missing',
    'box.example/web:1 does not exist at box.example.',
  ],
  [
    'unexpected EOF',
    'registry-unreachable',
    'The connection to box.example broke off while box.example/web:1 was loaded.',
  ],
  [
    'Get "https://box.example/v2/": dial tcp: lookup box.example: no such host',
    'registry-unreachable',
    "The Docker engine can't reach box.example, so box.example/web:1 was not loaded.",
  ],
  [
    'Get "https://box.example/v2/": dial tcp 10.0.0.7:443: connect: connection refused',
    'registry-unreachable',
    "The Docker engine can't reach box.example, so box.example/web:1 was not loaded.",
  ],
  [
    'Get "https://box.example/v2/": http: server gave HTTP response to HTTPS client',
    'registry-unreachable',
    'box.example speaks HTTP, the Docker engine wants HTTPS; box.example/web:1 was not loaded.',
  ],
  [
    'Get "https://box.example/v2/": x509: certificate signed by unknown authority',
    'registry-unreachable',
    'The Docker engine does not trust the certificate of box.example; box.example/web:1 was not loaded.',
  ],
  ['something new', 'docker-failed', 'box.example/web:1 could not be loaded: something new'],
])('%s', (words, code, message) => {
  const error = explainPullError(parseImageReference('box.example/web:1'), words);
  expect(error).toMatchObject({ code, message });
  expect(error.hint).toMatch(/^[A-Z].*\.$/);
});
