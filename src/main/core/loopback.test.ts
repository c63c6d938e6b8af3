import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each(['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost', 'LOCALHOST'])('%s is', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['', '127.example.com', '127.0.0.1.example', '128.0.0.1', '::', '0.0.0.0', 'localhost.example'])(
  '"%s" is not',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
