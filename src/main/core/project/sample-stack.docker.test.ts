import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../../../../scripts/process/run-command.ts';
import { TEST_LABEL, testRun } from '../../../../scripts/testing/test-run.ts';
import { createSample } from './create-sample.ts';

const source = fileURLToPath(new URL('../../../../resources/sample', import.meta.url));
const project = `backlot-sample-${process.pid}`;
const images = ['web', 'api', 'worker', 'migrate', 'db', 'cache', 'mail', 'payments'];

// Only the machine's own engine; images and ports of this run alone; nothing of the developer's own .env.
const env: NodeJS.ProcessEnv = {
  ...process.env,
  DOCKER_CONTEXT: 'default',
  TAG: project,
  REGISTRY: '',
  SEED: 'demo',
  WEB_PORT: '0',
  MAIL_PORT: '0',
};

const plugin = await runCommand('docker', ['compose', 'version'], {
  env,
  signal: AbortSignal.timeout(10_000),
});
// The reason is in the name, so that the reporter shows it.
const skipped = plugin.code === 0 ? process.env.BACKLOT_NO_ENGINE : '`docker compose version` fails here';

const labels = { [TEST_LABEL]: testRun };
/** Over the sample's own file: this run's label on everything, so that whatever a killed run leaves is found. */
const override = {
  services: Object.fromEntries(images.map((name) => [name, { labels, build: { labels } }])),
  volumes: { 'db-data': { labels }, 'cache-data': { labels } },
  networks: { default: { labels } },
};
const containers = z.object({
  Service: z.string(),
  State: z.string(),
  Health: z.string(),
  ExitCode: z.number(),
});
const mails = z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() }));

describe.skipIf(skipped)(`the sample on a real engine${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  let folder: string;
  let shop: string;

  async function compose(signal: AbortSignal, ...args: readonly string[]): Promise<string> {
    const files = ['-f', 'compose.yaml', '-f', join(folder, 'labels.json')];
    const all = ['compose', '-p', project, '--progress', 'plain', ...files, ...args];
    const { code, stdout, stderr } = await runCommand('docker', all, { cwd: shop, env, signal });
    if (code !== 0) throw new Error(`docker compose ${args[0]} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  beforeAll(async () => {
    const signal = AbortSignal.timeout(290_000);
    folder = await mkdtemp(join(tmpdir(), 'backlot-sample-'));
    shop = (await createSample(source, join(folder, 'shop'), signal)).path;
    await writeFile(join(folder, 'labels.json'), JSON.stringify(override));
    await compose(signal, 'up', '--build', '--wait').catch(async (error: unknown) => {
      console.error(await compose(signal, 'logs', '--tail', '20'));
      throw error;
    });
  });

  afterAll(async () => {
    if (shop) {
      await compose(AbortSignal.timeout(120_000), 'down', '--volumes', '--rmi', 'all', '--timeout', '10');
    }
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('every service is healthy, and the migrations ended well', async () => {
    const list = await compose(AbortSignal.timeout(20_000), 'ps', '--all', '--format', 'json');
    const found = list
      .trim()
      .split('\n')
      .map((line) => containers.parse(JSON.parse(line)));
    const states = Object.fromEntries(
      found.map(({ Service, State, Health, ExitCode }) => [Service, Health || `${State} ${ExitCode}`]),
    );
    const healthy = Object.fromEntries(images.map((name) => [name, 'healthy']));
    expect(states).toEqual({ ...healthy, migrate: 'exited 0' });
  });

  test('an order is placed, paid, mailed and refunded; it outlives its database container', async () => {
    const signal = AbortSignal.timeout(110_000);
    const script = await readFile(join(shop, 'scripts', 'smoke.py'), 'utf8');
    const said = await compose(signal, 'exec', '-T', 'api', 'python3', '-c', script);
    const number = /order (S-\d+) is placed/.exec(said)?.[1];
    expect(number).toBeDefined();
    expect(said).toContain('ok: the payment is captured');
    expect(said).toContain('ok: and that is mailed too');

    const address = (await compose(signal, 'port', 'mail', '8025')).trim();
    const caught = mails.parse(await (await fetch(`http://${address}/messages`, { signal })).json());
    expect(caught.map(({ subject }) => subject)).toEqual([
      `Your money for order ${number} is on its way`,
      `Your order ${number}`,
    ]);
    expect(caught.flatMap(({ to }) => to)).toEqual(['ada.okonkwo@example.com', 'ada.okonkwo@example.com']);
    expect(caught[1]?.text).toContain('2 x Ink, midnight blue: £23.90');

    await compose(signal, 'up', '--detach', '--force-recreate', '--no-deps', '--wait', 'db');
    const sql = `select o.status || ' ' || p.status from orders o join payments p on p.order_id = o.id where number = '${number}'`;
    const row = await compose(signal, 'exec', '-T', 'db', 'psql', '-U', 'shop', '-tAc', sql, 'shop');
    expect(row.trim()).toBe('refunded refunded');
    expect(await compose(signal, 'logs', 'db')).not.toContain('ERROR');
  });

  test('both seeds replace what is there, as often as wanted', async () => {
    const signal = AbortSignal.timeout(60_000);
    const psql = async (sql: string): Promise<string> => {
      const args = [
        'exec',
        '-T',
        'db',
        'psql',
        '-1',
        '-q',
        '-v',
        'ON_ERROR_STOP=1',
        '-U',
        'shop',
        '-tAc',
        sql,
      ];
      return (await compose(signal, ...args, 'shop')).trim();
    };
    const counts = `select (select count(*) from customers) || ' ' || (select count(*) from orders) || ' ' ||
      (select count(*) from products) || ' ' || (select last_value from order_numbers)`;
    for (const [name, expected] of [
      ['empty', '0 0 0 100001'],
      ['demo', '20 40 12 100040'],
      ['demo', '20 40 12 100040'],
    ]) {
      await psql(await readFile(join(shop, 'db', 'seeds', `${name}.sql`), 'utf8'));
      expect(await psql(counts)).toBe(expected);
    }
    expect(await psql('select sum(orders) from customer_summary')).toBe('40');
  });
});
