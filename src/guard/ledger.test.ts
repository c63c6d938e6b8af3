import { expect, test } from 'vitest';
import { createLedger } from './ledger.ts';

test('attempts alike are one row; a full table counts the rest', () => {
  let at = 100;
  const ledger = createLedger(() => at, 2);
  const attempt = { service: 'web', host: 'a.example', port: 443, means: 'tls', verdict: 'blocked' } as const;
  ledger.note(attempt);
  at = 200;
  ledger.note({ ...attempt, count: 3 });
  ledger.note({ ...attempt, verdict: 'allowed' });
  ledger.note({ ...attempt, host: 'b.example', count: 5 });
  expect(ledger.rows()).toEqual([
    { ...attempt, count: 4, first: 100, last: 200 },
    { ...attempt, verdict: 'allowed', count: 1, first: 200, last: 200 },
  ]);
  expect(ledger.beyond()).toBe(5);
  expect(ledger.version()).toBe(4);
});
