import { expect, test } from 'vitest';
import { separateCommand } from './exec-words.ts';

test.each([
  ['exec web', 'exec web'],
  ['exec web ls -la', 'exec web ls -- -la'],
  ['exec dev web ls --json', 'exec dev web -- ls --json'],
  ['exec -T web sh -c x', 'exec -T web sh -- -c x'],
  ['exec -u root web id -u', 'exec -u root web id -- -u'],
  ['-C /srv exec web ls -q', '-C /srv exec web ls -- -q'],
  ['exec web -- ls -la', 'exec web -- ls -la'],
  ['exec dev web -- ls -la', 'exec dev web -- ls -la'],
  ['up web db -y', 'up web db -y'],
  ['help exec web ls', 'help exec web ls'],
  ['', ''],
])('%s', (given, separated) => {
  expect(separateCommand(given.split(' ')).join(' ')).toBe(separated);
});
