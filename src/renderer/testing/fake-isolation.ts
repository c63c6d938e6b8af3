import type { DomainHandlers } from '../../shared/contract/define.ts';
import { egress, type isolation } from '../../shared/contract/isolation.ts';
import { type mail, mailBox, parsedMail } from '../../shared/contract/mail.ts';
import { BacklotError } from '../../shared/errors.ts';
import type { Egress, EgressRow, MailSummary } from '../../shared/model/isolation.ts';
import { fakeMail, fakeMails } from './fake-mails.ts';
import { fakeTopic } from './fake-topic.ts';

const minute = 60_000;

type Told = [string, string, number, EgressRow['means'], EgressRow['verdict'], number];

const row = (now: number, [service, host, port, means, verdict, count]: Told, at: number): EgressRow => ({
  service,
  host,
  port,
  means,
  verdict,
  count,
  first: now - 42 * minute,
  last: now - at * minute,
});

/** What a shop tried while somebody clicked through it. */
const shopRows = (now: number): readonly EgressRow[] => [
  row(now, ['worker', 'api.stripe.com', 443, 'tls', 'blocked', 14], 1),
  row(now, ['worker', 'api.stripe.com', 0, 'name', 'blocked', 28], 1),
  row(now, ['api', 'lena@example.com', 25, 'mail', 'captured', 3], 2),
  row(now, ['api', 'events.partner.example', 8443, 'http', 'blocked', 5], 6),
  row(now, ['web', 'fonts.example.com', 443, 'tls', 'allowed', 6], 9),
  row(now, ['api', 'api.payments.example', 443, 'tls', 'replaced', 11], 12),
  row(now, ['worker', 'api.tax.example', 443, 'tls', 'recorded', 2], 14),
  row(now, ['worker', '203.0.113.7', 9999, 'udp', 'blocked', 1], 20),
];

const manyRows = (now: number): readonly EgressRow[] =>
  Array.from({ length: 3000 }, (_, index) =>
    row(
      now,
      [
        ['api', 'web', 'worker'][index % 3] ?? 'api',
        `host-${String(index).padStart(4, '0')}.example.com`,
        index % 5 === 0 ? 0 : 443,
        index % 5 === 0 ? 'name' : 'tls',
        index % 11 === 0 ? 'allowed' : 'blocked',
        1 + (index % 17),
      ],
      index / 60,
    ),
  );

/**
 * How the guard is: `guarded` with what it saw, `untried` and `many` with nothing and with very much of it;
 * `down`, `mute` and `none` where it does not run, does not answer, and where there is none.
 */
export type FakeGuard = 'guarded' | 'untried' | 'many' | 'down' | 'mute' | 'none';

const container = 'shop-dev-backlot-guard-1';

/** What the core says where the guard can't be asked. */
function refusal(guard: FakeGuard, environment: string): BacklotError | undefined {
  if (environment !== 'dev')
    return new BacklotError(
      'docker-context-unknown',
      'There is no Docker context "shared" on this machine.',
      {
        hint: 'To add it: docker context create shared --docker host=…',
      },
    );
  if (guard === 'none')
    return new BacklotError('not-found', `${environment} is not isolated: it has no guard.`, {
      hint: 'Environments of kind dev, test and production-copy have one with "isolation: { guard: true }" in backlot.yaml.',
      details: { environment },
    });
  if (guard === 'down')
    return new BacklotError('not-found', `The guard ${container} does not run.`, {
      hint: 'Bring the environment up: backlot up. Until then nothing of it can leave.',
      details: { container },
    });
  if (guard === 'mute')
    return new BacklotError('docker-failed', `The guard ${container} does not answer: no such socket`, {
      hint: 'It may be starting: try again. Its log says more: backlot logs.',
      details: { container },
      retryable: true,
    });
  return undefined;
}

export interface FakeIsolation {
  readonly isolation: DomainHandlers<typeof isolation>;
  readonly mail: DomainHandlers<typeof mail>;
}

/** For the page without a core: the guard of `dev` with a memory; every other environment is out of reach. */
export function fakeIsolation(guard: FakeGuard, now: number, signal?: AbortSignal): FakeIsolation {
  const many = guard === 'many';
  let seen: Egress = {
    since: now - 43 * minute,
    rows: guard === 'untried' ? [] : many ? manyRows(now) : shopRows(now),
    beyond: many ? 120 : 0,
    counters:
      guard === 'untried'
        ? { leftPackets: 0, leftBytes: 0, droppedPackets: 0 }
        : { leftPackets: 71, leftBytes: 48_211, droppedPackets: 3 },
  };
  const mails: readonly MailSummary[] = guard === 'untried' ? [] : fakeMails(now, many ? 2000 : 0);
  const box = { mails: [...mails], refused: many ? 4 : 0 };
  const allowed = new Set<string>();
  const changed = fakeTopic<Egress>();
  const check = (environment: string): void => {
    const error = refusal(guard, environment);
    if (error) throw error;
  };
  // Where very much is tried, more is all the time.
  const again = (): void => {
    const [first, ...others] = seen.rows;
    if (!first) return;
    seen = { ...seen, rows: [{ ...first, count: first.count + 1, last: Date.now() }, ...others] };
    changed.send(seen);
  };
  if (many) {
    const work = setInterval(again, 250);
    signal?.addEventListener('abort', () => clearInterval(work), { once: true });
  }

  return {
    isolation: {
      show: ({ environment }) => {
        check(environment);
        return egress.parse(seen);
      },
      async *egress({ environment }, { signal: end }) {
        check(environment);
        for await (const { cursor, value } of changed.follow([seen], end))
          yield { cursor, value: egress.parse(value) };
      },
      authority: ({ environment }) => {
        check(environment);
        return { certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' };
      },
      recorded: ({ host }) => ({ text: `# Recorded from ${host}.\nstubs: []\n` }),
      allow: ({ host, dryRun }) => {
        const already = allowed.has(host);
        const list = ['fonts.example.com', ...allowed];
        if (!dryRun) allowed.add(host);
        return {
          file: 'backlot.yaml',
          already,
          written: !dryRun && !already,
          line: 14,
          removed: already ? [] : [`  allow: [${list.join(', ')}]`],
          added: already ? [] : [`  allow: [${[...list, host].join(', ')}]`],
        };
      },
    },
    mail: {
      list: ({ environment }) => {
        check(environment);
        return mailBox.parse(box);
      },
      async *inbox({ environment }, { signal: end }) {
        check(environment);
        yield { cursor: 1, value: mailBox.parse(box) };
        await new Promise<void>((resolve) => end.addEventListener('abort', () => resolve(), { once: true }));
      },
      show: ({ environment, id }) => {
        check(environment);
        const summary = mails.find((one) => one.id === id);
        if (summary === undefined) throw new BacklotError('not-found', `There is no mail "${id}".`);
        return parsedMail.parse(fakeMail(now, summary));
      },
      relay: () => ({
        relay: { to: ['ada@example.com', '*@team.example'], relay: 'smtp.example:587', ready: true },
      }),
      setRelayPassword: () => ({}),
      release: ({ environment, to }) => {
        check(environment);
        if (!/^ada@example[.]com$|@team[.]example$/.test(to))
          throw new BacklotError('forbidden', `backlot.yaml does not let mail be released to ${to}.`, {
            hint: 'Allowed are ada@example.com, *@team.example: "isolation.release.to".',
          });
        return { operation: 'release' };
      },
      async *attachment({ environment, id, number }) {
        check(environment);
        const summary = mails.find((one) => one.id === id);
        const found = summary && fakeMail(now, summary).attachments[number - 1];
        if (found === undefined)
          throw new BacklotError('not-found', `The mail ${id} has no attachment ${number}.`);
        const part = btoa('x'.repeat(found.size));
        yield { cursor: found.size, value: { ...found, part } };
      },
    },
  };
}
