import { expect, test } from 'vitest';
import type { ParityReport } from '../../../shared/model/parity.ts';
import { parityText } from './parity-text.ts';
import { createPaint } from './styled-text.ts';

const paint = createPaint(false);

const report: ParityReport = {
  left: 'dev',
  right: 'staging',
  at: 0,
  score: 91,
  facts: 412,
  services: [{ name: 'db', compared: 11, same: 10 }],
  differences: [
    {
      service: 'db',
      aspect: 'setting',
      key: 'work_mem',
      left: '8192 kB',
      class: 'matters',
      why: 'A setting that is not as it comes, or not in both.',
      fix: { text: 'Reset it.', command: 'backlot exec dev db -- psql -c x' },
    },
    {
      service: 'web',
      aspect: 'replicas',
      key: '',
      left: '1',
      right: '2',
      class: 'harmless',
      why: 'As many do the same work; only load shows it.',
    },
  ],
  unseen: ['cache of staging, setting: it does not run'],
};

test('what matters is told with its fix; the rest is counted', () => {
  expect(parityText(report, false, paint)).toBe(`matters   db: setting work_mem
          8192 kB | (not there)
          A setting that is not as it comes, or not in both.
          backlot exec dev db -- psql -c x
not seen  cache of staging, setting: it does not run
parity of dev with staging: 91 % (1 difference matters, 1 harmless, 0 expected of 412 facts)
--all shows the 1 other too`);
});

test('with --all everything is told', () => {
  const text = parityText(report, true, paint);
  expect(text).toContain('harmless  web: replicas\n          1 | 2');
  expect(text).not.toContain('--all');
});
