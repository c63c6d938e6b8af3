// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { CliWorld } from '../cli-world.ts';
import { trial } from '../testing/trial-world.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backlot-config-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function ran(argv: readonly string[], changes: Partial<CliWorld> = {}) {
  const one = trial(join(root, 'home'), argv, { cwd: root, ...changes });
  const code = await one.run();
  return { code, out: one.stdout.text, err: one.stderr.text };
}

const shop = 'name: shop\nservices: { web: { image: "web:${TAG:-1}", ports: ["80"] } }\n';

test('a compose file outside any project, found from below', async () => {
  write('compose.yaml', shop);
  write('deep/er/.keep', '');
  const { code, out, err } = await ran(['config', '--json'], { cwd: join(root, 'deep/er') });
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    name: 'shop',
    services: {
      web: {
        image: 'web:1',
        command: null,
        entrypoint: null,
        ports: [{ mode: 'ingress', target: 80, protocol: 'tcp' }],
        networks: { default: null },
      },
    },
    networks: { default: { name: 'shop_default', ipam: {} } },
  });
});

test('files, profiles and services by name', async () => {
  write('a.yaml', shop);
  write(
    'b.yaml',
    'services: { web: { tty: true }, db: { image: db, profiles: [all] }, other: { image: o } }\n',
  );
  const { out } = await ran([
    'config',
    '-f',
    'a.yaml',
    '--file',
    'b.yaml',
    '--profile',
    'all',
    'web',
    'db',
    '--json',
  ]);
  const { services } = JSON.parse(out);
  expect(Object.keys(services)).toEqual(['db', 'web']);
  expect(services.web.tty).toBe(true);
});

test('the files that backlot.yaml names', async () => {
  write('backlot.yaml', 'name: shop\ncompose: [deploy/base.yaml]\nenvironments: { dev: { kind: dev } }\n');
  write('deploy/base.yaml', `${shop}volumes: {}\n`);
  write('src/.keep', '');
  const { code, out, err } = await ran(['config', '--json'], { cwd: join(root, 'src') });
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ name: 'shop' });
});

test('YAML for people, warnings beside it', async () => {
  write('compose.yaml', 'name: shop\nservices: { web: { image: "web$NONE", restart: "no" } }\n');
  const { code, out, err } = await ran(['config']);
  expect(code).toBe(0);
  expect(out).toContain('services:\n  web:\n    command: null\n');
  expect(out).toContain('restart: "no"');
  expect(err).toContain('compose.yaml:2:27: warning: The variable NONE is not set');
  expect((await ran(['config', '-q'])).err).toBe('');
});

test('a mistake is shown at its place, with exit code 2', async () => {
  write('compose.yaml', 'services:\n  web:\n    image: web\n    prots: ["80"]\n');
  const { code, out, err } = await ran(['config']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('compose.yaml:4:5: "prots" is not a key of services.web.');
  expect(err).toContain('4 |     prots: ["80"]\n  |     ^');
  expect(err).toContain('Did you mean "ports"?');
});

test('no compose file at all', async () => {
  const { code, err } = await ran(['config']);
  expect(code).toBe(2);
  expect(err).toContain('There is no compose file in');
});

test('the model as an environment gets it, and a project name by hand', async () => {
  write('compose.yaml', shop);
  write('backlot.yaml', 'name: store\nenvironments: { dev: { kind: dev }, qa: { kind: qa } }\n');
  const brought = await ran(['config', '--environment', 'qa', '--json']);
  expect([brought.code, brought.err]).toEqual([0, '']);
  expect(JSON.parse(brought.out)).toMatchObject({
    name: 'store-qa',
    networks: { default: { name: 'store-qa_default' } },
  });
  const named = await ran(['config', '-p', 'other', '--json']);
  expect(JSON.parse(named.out)).toMatchObject({ name: 'other' });

  const absent = await ran(['config', '--environment', 'nowhere']);
  expect(absent.code).toBe(2);
  expect(absent.err).toContain('has no environment "nowhere"');
  const both = await ran(['config', '--environment', 'qa', '-f', 'compose.yaml']);
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('--environment')]);
  const part = await ran(['config', '--environment', 'qa', 'web']);
  expect([part.code, part.err]).toEqual([2, expect.stringContaining('whole model')]);
});
