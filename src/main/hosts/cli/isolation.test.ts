import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { egress as egressSchema } from '../../../shared/contract/isolation.ts';
import { BacklotError } from '../../../shared/errors.ts';
import type { CliWorld } from './cli-world.ts';
import { type SmallCoreSetup, smallCore } from './testing/small-core.ts';
import { trial, typed } from './testing/trial-world.ts';

async function ran(argv: readonly string[], setup: SmallCoreSetup, changes: Partial<CliWorld> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'backlot-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const one = trial(join(root, 'home'), argv, {
    startCore: smallCore({ version: '0.1.0', ...setup }),
    now: () => 1000,
    ...changes,
  });
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const at = (count: number) =>
  egressSchema.parse({
    since: 0,
    rows: [
      {
        service: 'web',
        host: 'a.example',
        port: 443,
        means: 'tls',
        verdict: 'blocked',
        count,
        first: 0,
        last: 0,
      },
    ],
    beyond: 0,
    counters: { leftPackets: 0, leftBytes: 0, droppedPackets: 0 },
  });

const summary = { id: '77', at: 0, service: 'web', from: 'a@b.c', to: ['d@e.f'], subject: 'Hi', size: 9 };

test('egress asks for the environment that is named', async () => {
  const show = vi.fn((_: object) => at(2));
  const { code, out } = await ran(['egress', 'qa'], { isolation: { show } });
  expect([code, show.mock.calls[0]?.[0]]).toEqual([0, { project: '/srv/shop', environment: 'qa' }]);
  expect(out).toContain('2 blocked');
  const json = await ran(['egress', '--json'], { isolation: { show } });
  expect(JSON.parse(json.out)).toEqual(at(2));
});

test('egress --follow tells what is new', async () => {
  const { code, out } = await ran(['egress', '--follow'], {
    isolation: {
      async *egress() {
        yield { cursor: 1, value: at(1) };
        yield { cursor: 2, value: at(4) };
      },
    },
  });
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').at(-1)).toBe('blocked  web -> a.example:443 (tls) x3');
});

test('egress --allow says which line was written, and when it holds', async () => {
  const change = { file: 'backlot.yaml', line: 8, removed: [], added: ['  allow: [a.example]'] };
  const allow = vi.fn((_: object) => ({ ...change, already: false, written: true }));
  const { code, out } = await ran(['egress', '--allow', 'a.example'], { isolation: { allow } });
  expect([code, allow.mock.calls[0]?.[0]]).toEqual([
    0,
    { project: '/srv/shop', host: 'a.example', dryRun: false },
  ]);
  expect(out).toBe(
    'backlot.yaml:8 is now\n    allow: [a.example]\nThe next up applies it: until then a.example stays blocked.\n',
  );
  const again = { isolation: { allow: () => ({ ...change, added: [], already: true, written: false }) } };
  expect((await ran(['egress', '--allow', 'a.example'], again)).out).toContain(
    'allowed in backlot.yaml already',
  );
});

test('mail list and show', async () => {
  const show = vi.fn((_: object) => ({
    summary,
    headers: [],
    text: 'Hello',
    attachments: [],
    source: 'Subject: Hi\r\n\r\nHello\r\n',
    cut: false,
  }));
  const setup = { mail: { list: () => ({ mails: [summary], refused: 0 }), show } };
  expect((await ran(['mail', 'list'], setup)).out).toContain('d@e.f');
  expect((await ran(['mail', 'show', 'last', '-e', 'qa'], setup)).out).toContain('Hello');
  expect(show.mock.calls[0]?.[0]).toEqual({ project: '/srv/shop', environment: 'qa', id: 'last' });
  expect((await ran(['mail', 'show', '77', '--source'], setup)).out).toContain('Subject: Hi\n\nHello');
});

test('mail attachment writes its bytes to a file, or to what reads them', async () => {
  const attachment = vi.fn(async function* (_: object) {
    const whole = { name: 'bill.pdf', type: 'application/pdf', size: 4 };
    yield { cursor: 3, value: { ...whole, part: 'AAEC' } };
    yield { cursor: 4, value: { ...whole, part: '/w==' } };
  });
  const setup = { mail: { attachment } };
  const folder = mkdtempSync(join(tmpdir(), 'backlot-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'bill.pdf');
  const { code, out } = await ran(['mail', 'attachment', 'last', '2', '-o', file], setup);
  expect([code, out]).toEqual([0, `bill.pdf (application/pdf, 4 B) is in ${file}\n`]);
  expect([...readFileSync(file)]).toEqual([0, 1, 2, 255]);
  expect(attachment.mock.calls[0]?.[0]).toEqual({
    project: '/srv/shop',
    environment: 'dev',
    id: 'last',
    number: 2,
  });
  // What is there is not replaced unasked.
  expect((await ran(['mail', 'attachment', 'last', '-o', file], setup)).err).toContain('is already there');
  expect((await ran(['mail', 'attachment', 'last', '-o', file, '--force'], setup)).code).toBe(0);
  expect((await ran(['mail', 'attachment', 'last'], setup)).out).toHaveLength(4);
  const none = await ran(['mail', 'attachment', 'last', '--json'], setup);
  expect(none.err + none.out).toContain('no file to write the attachment to');
});

const relay = { to: ['*@team.example'], relay: 'relay.example:587', user: 'me', ready: true };

test('mail release shows what goes where, asks, and starts an operation', async () => {
  const release = vi.fn((_: object) => {
    throw new BacklotError('forbidden', 'backlot.yaml does not let mail be released to x@y.z.');
  });
  const show = () => ({ summary, headers: [], text: 'Hello', attachments: [], source: '', cut: false });
  const setup = { mail: { show, release, relay: () => ({ relay }) } };
  const asked = await ran(['mail', 'release', 'last', '--to', 'x@team.example'], setup);
  expect(asked.code).toBe(2);
  expect(asked.err).toContain(
    'It goes to x@team.example alone, through relay.example:587, from this machine.',
  );
  expect(asked.err).toContain('nobody can be asked here');
  expect(release).not.toHaveBeenCalled();
  const { code, err } = await ran(['mail', 'release', 'last', '--to', 'x@y.z', '--yes'], setup);
  expect([code, err]).toEqual([1, expect.stringContaining('does not let mail be released to x@y.z')]);
  expect(release.mock.calls[0]?.[0]).toEqual({
    project: '/srv/shop',
    environment: 'dev',
    id: 'last',
    to: 'x@y.z',
  });
  expect((await ran(['mail', 'release', 'last'], setup)).err).toContain('--to');
});

test('mail relay tells the relay, and keeps a password that is piped in', async () => {
  const setRelayPassword = vi.fn((_: object) => ({}));
  const setup = { mail: { setRelayPassword, relay: () => ({ relay }) } };
  expect((await ran(['mail', 'relay'], setup)).out).toBe(
    'Mails may be released to *@team.example, through relay.example:587, as me.\n',
  );
  expect(setRelayPassword).not.toHaveBeenCalled();
  const { code, out, err } = await ran(['mail', 'relay', '--password'], setup, { stdin: typed('pa ss\n') });
  expect([code, `${out}${err}`.includes('pa ss')]).toEqual([0, false]);
  expect(setRelayPassword.mock.calls[0]?.[0]).toEqual({ project: '/srv/shop', password: 'pa ss' });
  await ran(['mail', 'relay', '--forget'], setup);
  expect(setRelayPassword.mock.calls[1]?.[0]).toEqual({ project: '/srv/shop' });
  expect((await ran(['mail', 'relay'], { mail: { relay: () => ({}) } })).out).toContain('released to nobody');
});
