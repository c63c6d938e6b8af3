import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEngineSettings } from './read-engine-settings.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'backlot-docker-config-'));
});

afterEach(() => rmSync(home, { recursive: true }));

function storeContext(directory: string, name: string, host: string): string {
  const id = createHash('sha256').update(name).digest('hex');
  mkdirSync(join(directory, 'contexts/meta', id), { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
  writeFileSync(join(directory, 'contexts/meta', id, 'meta.json'), JSON.stringify(meta));
  return id;
}

test("the Docker CLI's current context and its stored contexts are found", () => {
  const directory = join(home, '.docker');
  const id = storeContext(directory, 'shared', 'tcp://shared:2376');
  storeContext(directory, 'desktop', 'unix:///d.sock');
  mkdirSync(join(directory, 'contexts/tls', id, 'docker'), { recursive: true });
  writeFileSync(join(directory, 'config.json'), '{ "currentContext": "shared" }');
  const settings = readEngineSettings({}, home);
  expect(settings.currentContext).toBe('shared');
  expect(settings.contexts.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: 'desktop', host: 'unix:///d.sock' },
    {
      name: 'shared',
      host: 'tcp://shared:2376',
      tlsDirectory: join(directory, 'contexts/tls', id, 'docker'),
    },
  ]);
});

test('DOCKER_CONFIG names another directory', () => {
  const elsewhere = join(home, 'elsewhere');
  storeContext(elsewhere, 'a', 'unix:///a.sock');
  writeFileSync(join(elsewhere, 'config.json'), '{ "currentContext": "a" }');
  const settings = readEngineSettings({ DOCKER_CONFIG: elsewhere }, home);
  expect(settings.currentContext).toBe('a');
  expect(settings.contexts).toEqual([{ name: 'a', host: 'unix:///a.sock' }]);
});

test.each(['', '{ broken', '[]', '{ "currentContext": 3 }'])(
  'a config file with %j counts as empty',
  (text) => {
    mkdirSync(join(home, '.docker/contexts/meta/x'), { recursive: true });
    writeFileSync(join(home, '.docker/config.json'), text);
    writeFileSync(join(home, '.docker/contexts/meta/x/meta.json'), text);
    const settings = readEngineSettings({}, home);
    expect(settings.currentContext).toBeUndefined();
    expect(settings.contexts).toEqual([]);
  },
);
