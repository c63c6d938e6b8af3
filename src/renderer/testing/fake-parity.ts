import type { DomainHandlers } from '../../shared/contract/define.ts';
import type { parity } from '../../shared/contract/parity.ts';
import type { ParityReport } from '../../shared/model/parity.ts';

const report: Omit<ParityReport, 'left' | 'right' | 'at'> = {
  score: 94,
  facts: 2318,
  services: [
    { name: 'api', compared: 12, same: 11 },
    { name: 'cache', compared: 11, same: 11 },
    { name: 'db', compared: 17, same: 15 },
    { name: 'web', compared: 12, same: 12 },
  ],
  differences: [
    {
      service: 'api',
      aspect: 'variable',
      key: 'FEATURE_VOUCHERS',
      left: 'on',
      class: 'matters',
      why: 'The variable is set in one environment only.',
      fix: { text: 'Set no FEATURE_VOUCHERS of api for dev in the compose files.' },
    },
    {
      service: 'db',
      aspect: 'setting',
      key: 'work_mem',
      left: '4096 kB',
      right: '16384 kB',
      class: 'matters',
      why: 'A setting that is not as it comes, or not in both.',
      fix: {
        text: 'It holds from the next start of the server on, or a reload where that is enough.',
        command: 'backlot exec dev db -- psql -U shop -d postgres -c "ALTER SYSTEM SET work_mem = \'16384\'"',
      },
    },
    {
      service: 'db',
      aspect: 'schema',
      key: 'shop.public.orders.gift_note',
      right: 'text',
      class: 'matters',
      why: 'In one database only.',
      fix: {
        text: 'Run the migrations of dev, or switch it to a dataset that has them.',
        command: 'backlot up dev migrate --recreate always --no-deps',
      },
    },
    {
      service: 'web',
      aspect: 'replicas',
      key: '',
      left: '1',
      right: '3',
      class: 'harmless',
      why: 'As many do the same work; only load shows it.',
    },
    {
      service: 'api',
      aspect: 'variable',
      key: 'PAYMENTS_KEY',
      left: 'secret 4be09a12',
      right: 'secret 77d3c0fe',
      class: 'expected',
      why: 'A secret: each environment has its own.',
    },
  ],
  unseen: ['worker of staging, setting: it does not run'],
};

/** Two environments that are almost alike. */
export const fakeParity = (now: number): DomainHandlers<typeof parity> => ({
  compare: ({ left, right }) => ({ ...report, left, right, at: now }),
});
