import { expect, test } from 'vitest';
import { documentationLink, externalLink } from './external-link.ts';

test.each(['https://docs.docker.com/engine/install/', 'https://git-scm.com/downloads', documentationLink])(
  '%s may open',
  (address) => {
    expect(externalLink(address)).toBe(address);
  },
);

test.each([
  'http://docs.docker.com/',
  'https://docs.docker.com.evil.example/',
  'https://evil.example/docs.docker.com',
  'https://docs.docker.com@evil.example/',
  'https://user@docs.docker.com/',
  'https://docs.docker.com:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://docs.docker.com/share',
  'backlot://open?path=/tmp',
  'calculator:',
  '',
])('%s may not', (address) => {
  expect(externalLink(address)).toBeUndefined();
});
