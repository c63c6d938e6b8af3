import type { ErrorCode } from '../../../../../shared/errors.ts';
import { startBalancer, startLiar, startPooler } from './bad-servers.ts';
import type { BadPull } from './bad-world.ts';

const never = new AbortController().signal;

/** What is wrong, the pull, the code that it ends with and what its message names. */
export type BadPullRow = readonly [string, BadPull, ErrorCode, readonly string[]];

/** A change of the masking file that must change it. */
export const replace = (from: string, to: string) => (text: string) => {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`"${from}" is not in it`);
  return changed;
};

const maskings: readonly BadPullRow[] = [
  [
    'no masking file',
    { masking: () => undefined },
    'mask-unclassified',
    ['public.people.email', 'db/masking.yaml, which is not there yet'],
  ],
  [
    'an empty masking file',
    { masking: () => '' },
    'mask-unclassified',
    ['public.people.email', 'db/masking.yaml:'],
  ],
  [
    'a masking file that is no YAML',
    { masking: replace('email: {', 'email: [') },
    'mask-rule-invalid',
    ['db/masking.yaml:5:'],
  ],
  [
    'a rule of no such transformer',
    { masking: replace('mask: email', 'mask: emial') },
    'mask-rule-invalid',
    ['db/masking.yaml:5:', '"emial"'],
  ],
  [
    'a column without a rule',
    { masking: replace('    email: { mask: email }\n', '') },
    'mask-unclassified',
    ['public.people.email: it has no rule'],
  ],
  [
    'a rule for a column that is gone',
    { masking: replace('    born:', '    nick: { mask: text }\n    born:') },
    'mask-rule-invalid',
    ['public.people.nick: the column is gone'],
  ],
  [
    'a rule for a table that is gone',
    { masking: (text) => `${text}  public.carts:\n    id: keep integer\n` },
    'mask-rule-invalid',
    ['public.carts.id: the table is gone'],
  ],
  [
    'a column that was kept as another type',
    { masking: replace('code: keep character varying(4)', 'code: keep text') },
    'mask-rule-invalid',
    ['public.people.code: it was kept as text'],
  ],
  [
    'a transformer that does not fit the type',
    { masking: replace('born: { mask: date }', 'born: { mask: email }') },
    'mask-rule-invalid',
    ['public.people.born: it writes text, the column is date'],
  ],
  [
    'a transformer that does not fit the length',
    { masking: replace('code: keep character varying(4)', 'code: { mask: email }') },
    'mask-rule-invalid',
    ['public.people.code: it needs 48 characters, the column has 4'],
  ],
  [
    'a masked key without its domain',
    { masking: replace('id: keep integer\n    email', 'id: { mask: key }\n    email') },
    'mask-rule-invalid',
    ['public.people.id', 'public.orders.person_id', 'give the rule a mask domain'],
  ],
  ['a dataset that nobody declared', { dataset: 'stagin' }, 'dataset-unknown', ['"stagin"', 'backlot.yaml']],
  ['a dataset that is a seed', { dataset: 'demo' }, 'dataset-unknown', ['"demo"', 'seed']],
];

const logins: readonly BadPullRow[] = [
  [
    'a role without rights on a table',
    { open: ({ open }) => open({ user: 'nosy' }) },
    'source-denied',
    ['table public.orders (no SELECT)'],
  ],
  [
    'a role without rights on a sequence',
    { open: ({ open }) => open({ user: 'counts' }) },
    'source-denied',
    ['sequence public.orders_id_seq (no SELECT)'],
  ],
  [
    'a role that may not log in',
    { open: ({ open }) => open({ user: 'barred' }) },
    'source-denied',
    ['staging does not let this user in'],
  ],
  [
    'a role that is not there',
    { open: ({ open }) => open({ user: 'nobody' }) },
    'source-denied',
    ['user "nobody"'],
  ],
  [
    'a database that is not there',
    { open: ({ open }) => open({ database: 'shopp' }) },
    'source-denied',
    ['database "shopp"'],
  ],
  [
    'a wrong password',
    { open: ({ through, primary }) => through(`postgresql://shop:wrong@${primary.address}/shop`) },
    'source-denied',
    ['postgresql://shop@', 'refused the password'],
  ],
];

const servers: readonly BadPullRow[] = [
  [
    'nobody at the address',
    { open: ({ through }) => through('postgresql://shop:x@127.0.0.1:9/shop') },
    'source-unreachable',
    ['127.0.0.1:9'],
  ],
  [
    'a container that is gone',
    { open: ({ open }) => open({ container: 'backlot-test-none' }) },
    'source-unreachable',
    ['container of staging'],
  ],
  [
    'a pool',
    { open: ({ behind }) => behind(startPooler('no such database: shop')) },
    'source-unsupported',
    ['is a connection pool'],
  ],
  [
    'a balancer between a server and its standby',
    { open: ({ behind, primary, standby }) => behind(startBalancer([primary.address, standby.address])) },
    'source-unsupported',
    ['do not reach one and the same server'],
  ],
  [
    'a server that is too old',
    {
      open: ({ behind, primary }) => behind(startLiar(primary.address, /"15(\d{4})","15\./, '"11$1","11.')),
    },
    'source-unsupported',
    ['is PostgreSQL 11.', 'version 12 and later'],
  ],
  [
    'a server that is too new for the dump tool',
    {
      open: ({ behind, primary }) =>
        behind(startLiar(primary.address, ['server_version', '15.'].join('\0'), 'server_version\u000017.')),
    },
    'source-unsupported',
    ["pg_dump 15 can't dump", 'PostgreSQL 17'],
  ],
  [
    'a source that ends the sessions',
    {
      limits: { bytesPerSecond: 1_000_000 },
      meanwhile: ({ primary }) =>
        primary.target.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name LIKE 'backlot%' AND pid <> pg_backend_pid()`,
          never,
        ),
    },
    'source-unreachable',
    ['staging ended the session'],
  ],
  [
    'a standby that must go on',
    {
      open: ({ open, standby }) => open({ container: standby.id }),
      limits: { bytesPerSecond: 1_000_000 },
      meanwhile: ({ primary }) => primary.target.run('BEGIN; LOCK TABLE orders; COMMIT', never),
    },
    'source-failed',
    ['staging', 'conflict with recovery'],
  ],
];

/** For tests: pulls that can't be, each wrong in one way. */
export const badPulls: readonly BadPullRow[] = [...maskings, ...logins, ...servers];
