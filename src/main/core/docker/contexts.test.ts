import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { type DockerContexts, readContexts } from './contexts.ts';

const signal = new AbortController().signal;
let homedir: string;
let config: string;

beforeEach(async () => {
  homedir = await mkdtemp(join(tmpdir(), 'backlot contexts ü '));
  config = join(homedir, '.docker');
});

afterEach(() => rm(homedir, { recursive: true, force: true }));

const read = (
  env: Record<string, string> = {},
  platform: NodeJS.Platform = 'linux',
): Promise<DockerContexts> => readContexts({ env, homedir, platform }, signal);

const hash = (name: string): string => createHash('sha256').update(name).digest('hex');

async function writeContext(name: string, text: string, directory = config): Promise<string> {
  const folder = join(directory, 'contexts', 'meta', hash(name));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'meta.json'), text);
  return join(folder, 'meta.json');
}

const meta = (name: string, host: string, more: object = {}): string =>
  JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: host, ...more } } });

test('with nothing configured there is the default context', async () => {
  expect(await read()).toEqual({
    contexts: [
      {
        name: 'default',
        address: 'unix:///var/run/docker.sock',
        endpoint: { kind: 'unix', path: '/var/run/docker.sock' },
        current: true,
      },
    ],
    problems: [],
  });
});

test('on Windows the default context is a pipe', async () => {
  expect((await read({}, 'win32')).contexts).toMatchObject([
    { name: 'default', endpoint: { kind: 'npipe', path: '//./pipe/docker_engine' } },
  ]);
});

test('DOCKER_HOST is the default context and outranks every choice', async () => {
  await writeContext('colima', meta('colima', 'unix:///c.sock'));
  const env = { DOCKER_HOST: 'tcp://10.0.0.7:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CONTEXT: 'colima' };
  expect((await read(env)).contexts).toMatchObject([
    {
      name: 'default',
      current: true,
      endpoint: { kind: 'tcp', host: '10.0.0.7', port: 2376 },
      tls: { directory: config, verify: true },
    },
    { name: 'colima', current: false },
  ]);
});

test('a malformed DOCKER_HOST is named', async () => {
  expect((await read({ DOCKER_HOST: 'what://is/this' })).contexts).toMatchObject([
    { name: 'default', endpoint: { kind: 'unusable', error: { code: 'config-invalid' } } },
  ]);
});

test('the contexts of the CLI are read, the current one first', async () => {
  await writeContext('prod', meta('prod', 'tcp://10.0.0.9:2376', { SkipTLSVerify: true }));
  await mkdir(join(config, 'contexts', 'tls', hash('prod'), 'docker'), { recursive: true });
  await writeContext('far', meta('far', 'ssh://anna@box.example'));
  await writeFile(join(config, 'config.json'), '{"currentContext":"prod","auths":{"a":{"auth":"x"}}}');
  expect((await read()).contexts).toMatchObject([
    { name: 'prod', current: true, tls: { verify: false } },
    { name: 'default', current: false },
    { name: 'far', current: false, endpoint: { kind: 'ssh', address: 'ssh://anna@box.example' } },
  ]);
});

test('DOCKER_CONTEXT and DOCKER_CONFIG are heeded', async () => {
  const elsewhere = join(homedir, 'else where');
  await writeContext('colima', meta('colima', 'unix:///c.sock'), elsewhere);
  await writeFile(join(elsewhere, 'config.json'), '{"currentContext":"default"}');
  const env = { DOCKER_CONFIG: elsewhere, DOCKER_CONTEXT: 'colima' };
  expect((await read(env)).contexts.map(({ name, current }) => [name, current])).toEqual([
    ['colima', true],
    ['default', false],
  ]);
});

test('a current context that does not exist is shown as such', async () => {
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'config.json'), '{"currentContext":"gone"}');
  expect((await read()).contexts).toMatchObject([
    {
      name: 'gone',
      current: true,
      endpoint: {
        kind: 'unusable',
        error: {
          code: 'docker-context-unknown',
          message: 'The Docker CLI\'s config.json names the Docker context "gone", which does not exist.',
        },
      },
    },
    { name: 'default' },
  ]);
});

test.each(['{"Name": "brok', '[]', '{"Name":"x","Endpoints":{}}', ''])(
  'a broken context file (%s) is named and the others go on',
  async (text) => {
    const file = await writeContext('broken', text);
    await writeContext('colima', meta('colima', 'unix:///c.sock'));
    const { contexts } = await read();
    expect(contexts.map(({ name }) => name).sort()).toEqual(
      ['colima', 'default', hash('broken').slice(0, 12)].sort(),
    );
    const broken = contexts.find(({ name }) => name === hash('broken').slice(0, 12));
    expect(broken?.endpoint).toMatchObject({
      kind: 'unusable',
      error: { code: 'config-invalid', message: expect.stringContaining(file) },
    });
  },
);

test('a broken config.json is a problem, and default is used', async () => {
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'config.json'), '{"currentContext":');
  const { contexts, problems } = await read();
  expect(contexts).toMatchObject([{ name: 'default', current: true }]);
  expect(problems).toMatchObject([
    { code: 'config-invalid', message: expect.stringContaining(join(config, 'config.json')) },
  ]);
});

test('folders that may not be read are problems', async () => {
  await writeContext('colima', meta('colima', 'unix:///c.sock'));
  await chmod(homedir, 0o755);
  await chmod(config, 0o000);
  const { contexts, problems } = await asNobody(() => read());
  await chmod(config, 0o755);
  expect(contexts).toMatchObject([{ name: 'default', current: true }]);
  expect(problems.length).toBe(2);
});
