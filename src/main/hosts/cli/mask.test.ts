import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CliWorld } from './cli-world.ts';
import { openReport, ruledReport } from './testing/sample-data.ts';
import { type SmallCoreSetup, smallCore } from './testing/small-core.ts';
import { KeptStream, trial } from './testing/trial-world.ts';

let home = '';
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'backlot cli mask-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  home = join(root, 'home');
});

async function ran(
  argv: readonly string[],
  masking: NonNullable<SmallCoreSetup['masking']>,
  changes: Partial<CliWorld> = {},
  stdout?: KeptStream,
) {
  const startCore = smallCore({ version: '0.1.0', masking });
  const one = trial(home, argv, { startCore, ...changes }, stdout);
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const line =
  'public.customers.email: { mask: email }  # email 98 %: name looks like e-mail; 50 of 50 values have its form';

describe('scan', () => {
  const handlers = { check: () => openReport, write: () => ruledReport, scan: () => openReport };

  test('writes, and says what it added', async () => {
    expect(await ran(['mask', 'scan'], handlers)).toEqual({
      code: 0,
      out: `${line}\n\nAdded 1 rule. db/masking.yaml: 2 of 2 columns decided, 1 masked.\n`,
      err: '',
    });
    const { out } = await ran(['mask', 'scan', '--json'], handlers);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(ruledReport)));
  });

  test('--dry-run writes nothing', async () => {
    const write = vi.fn(() => ruledReport);
    const { out } = await ran(['mask', 'scan', '--dry-run'], { ...handlers, write });
    expect(write).not.toHaveBeenCalled();
    expect(out).toBe(
      `${line}\n\nWould add 1 rule. db/masking.yaml: 1 of 2 columns decided, 0 masked, 1 open.\n`,
    );
  });

  test('a table on a terminal', async () => {
    const { out } = await ran(
      ['mask', 'scan', '-n'],
      handlers,
      {},
      new KeptStream({ columns: 60, rows: 24 }),
    );
    expect(out.split('\n')[0]).toBe('COLUMN                  TYPE  RULE             BECAUSE');
    expect(out.split('\n')[1]).toHaveLength(60);
  });

  test('hands on where to look', async () => {
    const scan = vi.fn((_: object) => openReport);
    const words = [
      'mask',
      'scan',
      '-n',
      '-e',
      'staging',
      '-f',
      'db/other.yaml',
      '--url',
      'postgresql://a@b/c',
    ];
    const { err } = await ran(words, { scan }, { env: { BACKLOT_HOME: home, PGPASSWORD: 'pw' } });
    expect(err).toBe('');
    expect(scan.mock.calls[0]?.[0]).toEqual({
      project: '/srv/shop',
      environment: 'staging',
      file: 'db/other.yaml',
      url: 'postgresql://a:pw@b/c',
    });
  });

  test('a password among the arguments is told', async () => {
    const { err } = await ran(['mask', 'scan', '-n', '--url', 'postgresql://a:pw@b/c'], handlers);
    expect(err).toContain('PGPASSWORD keeps it out');
    expect(err).not.toContain('pw@');
  });
});

describe('check', () => {
  test('ends with 0 when all is decided', async () => {
    expect(await ran(['mask', 'check'], { check: () => ruledReport })).toEqual({
      code: 0,
      out: 'db/masking.yaml: 2 of 2 columns decided, 1 masked.\n',
      err: '',
    });
  });

  test('ends with 2 and a line for each open column', async () => {
    expect(await ran(['mask', 'check'], { check: () => openReport })).toEqual({
      code: 2,
      out: '',
      err: `error: 1 column is not decided in db/masking.yaml, held against staging.
db/masking.yaml: public.customers.email: no rule
hint: proposed: { mask: email }
hint: Run backlot mask scan, read what it adds, and commit the file.
`,
    });
    const { code, out } = await ran(['mask', 'check', '--json'], { check: () => openReport });
    expect([code, JSON.parse(out).error.code]).toEqual([2, 'mask-unclassified']);
  });
});

describe('preview', () => {
  const rows = [{ before: 'ann@example.com', after: 'k3v9@example.net' }];
  const preview = vi.fn((_: object) => ({ rows, leaks: ['frequency'] }));

  test.each([
    [['customers.email'], '{ mask: email }'],
    [['public.customers.email', '{ mask: redact }'], '{ mask: redact }'],
  ])('%j', async (words, text) => {
    preview.mockClear();
    const { out } = await ran(['mask', 'preview', ...words], { check: () => ruledReport, preview });
    expect(out).toContain('ann@example.com   k3v9@example.net\n\nLeaks: frequency.');
    expect(preview.mock.calls[0]?.[0]).toEqual({
      project: '/srv/shop',
      table: 'public.customers',
      column: 'email',
      text,
    });
  });

  test.each([
    [['customers.emial'], 'Did you mean customers.email?'],
    [['customers.id'], 'public.customers.id has no rule yet.'],
  ])('%j ends with 2', async (words, message) => {
    const tables = openReport.tables.map((table) => ({
      ...table,
      columns: table.columns.map((one) => ({ ...one, rule: undefined, proposal: undefined })),
    }));
    const { code, err } = await ran(['mask', 'preview', ...words], {
      check: () => ({ ...openReport, tables }),
    });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
