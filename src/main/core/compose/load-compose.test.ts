import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ComposeRequest, loadCompose } from './load-compose.ts';
import { temporaryFiles } from './testing/temporary-files.ts';

const signal = new AbortController().signal;
const image = (name: string): string => `services: { web: { image: "${name}" } }\n`;

async function loaded(
  files: Readonly<Record<string, string>>,
  request: Partial<ComposeRequest> & { readonly in?: string } = {},
) {
  const root = temporaryFiles(files);
  const { in: folder = '.', ...rest } = request;
  const result = await loadCompose({ cwd: join(root, folder), env: {}, ...rest }, signal);
  return { root, ...result, image: result.model.services.web?.image };
}

describe('discovery', () => {
  test.each([
    [['compose.yaml', 'compose.yml'], 'compose.yaml'],
    [['docker-compose.yaml', 'docker-compose.yml'], 'docker-compose.yml'],
    [['docker-compose.yaml', 'compose.yml'], 'compose.yml'],
  ])('of %j it takes %s and says so', async (names, chosen) => {
    const result = await loaded(Object.fromEntries(names.map((name) => [name, image(name)])));
    expect(result.image).toBe(chosen);
    expect(result.warnings).toMatchObject([{ file: chosen, severity: 'warning' }]);
  });

  test('with the override file beside it', async () => {
    const result = await loaded({
      'compose.yaml': image('base'),
      'docker-compose.override.yml': image('over'),
    });
    expect(result.image).toBe('over');
  });

  test('upwards; paths start where the file is', async () => {
    const files = { 'compose.yaml': 'services: { web: { image: web, build: ./app } }\n', 'a/b/file': '' };
    const { root, model } = await loaded(files, { in: 'a/b' });
    expect(model.services.web?.build?.context).toBe(join(root, 'app'));
  });

  test('none at all', async () => {
    const cwd = temporaryFiles({});
    await expect(loadCompose({ cwd, env: {} }, signal)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('named files: paths start at the first one, later ones win', async () => {
    const files = {
      'a/one.yaml': image('one'),
      'b/two.yaml': 'services: { web: { image: two, build: . } }\n',
    };
    const { root, model } = await loaded(files, { files: ['a/one.yaml', 'b/two.yaml'] });
    expect(model.services.web).toMatchObject({ image: 'two', build: { context: join(root, 'a') } });
  });

  test('a project directory of its own', async () => {
    const files = {
      'a/one.yaml': 'services: { web: { image: "$TAG", build: . } }\n',
      'b/.env': 'TAG=b\n',
      'a/.env': 'TAG=a\n',
    };
    const { root, model } = await loaded(files, { files: ['a/one.yaml'], projectDirectory: 'b' });
    expect(model.services.web).toMatchObject({ image: 'b', build: { context: join(root, 'b') } });
    expect(model.name).toBe('b');
  });

  test('COMPOSE_FILE with a separator, from the shell', async () => {
    const files = { 'x.yaml': image('x'), 'y.yaml': image('y') };
    expect((await loaded(files, { env: { COMPOSE_FILE: 'x.yaml:y.yaml' } })).image).toBe('y');
    expect(
      (await loaded(files, { env: { COMPOSE_FILE: 'y.yaml|x.yaml', COMPOSE_PATH_SEPARATOR: '|' } })).image,
    ).toBe('x');
  });

  test('COMPOSE_FILE from .env', async () => {
    const files = { '.env': 'COMPOSE_FILE=x.yaml\n', 'x.yaml': image('x'), 'compose.yaml': image('default') };
    expect((await loaded(files)).image).toBe('x');
  });

  test('a file that is not there', async () => {
    const cwd = temporaryFiles({});
    const load = loadCompose({ cwd, env: {}, files: ['none.yaml'] }, signal);
    await expect(load).rejects.toMatchObject({
      code: 'config-invalid',
      message: 'none.yaml: There is no file none.yaml.',
    });
  });

  test('standard input', async () => {
    const cwd = temporaryFiles({ '.env': 'TAG=1\n' });
    const { model } = await loadCompose({ cwd, env: {}, files: ['-'], stdin: image('web:$TAG') }, signal);
    expect(model.services.web?.image).toBe('web:1');
  });

  test('a folder in place of a file', async () => {
    const cwd = temporaryFiles({});
    mkdirSync(join(cwd, 'dir'));
    const load = loadCompose({ cwd, env: {}, files: ['dir'] }, signal);
    await expect(load).rejects.toMatchObject({ message: 'dir: dir is a directory.' });
  });
});

describe('variables', () => {
  const files = { 'compose.yaml': image('web:$TAG'), '.env': 'TAG=dotenv\n' };

  test('.env, and the shell over it', async () => {
    expect((await loaded(files)).image).toBe('web:dotenv');
    expect((await loaded(files, { env: { TAG: 'shell' } })).image).toBe('web:shell');
    expect((await loaded(files, { env: { TAG: '' } })).image).toBe('web:');
  });

  test('other files in place of .env', async () => {
    const others = { ...files, 'a.env': 'TAG=a\n', 'b.env': 'TAG=$TAG-b\n' };
    expect((await loaded(others, { envFiles: ['a.env', 'b.env'] })).image).toBe('web:a-b');
    expect((await loaded(others, { env: { COMPOSE_ENV_FILES: 'a.env' } })).image).toBe('web:a');
  });

  test('no .env', async () => {
    const { image: none, warnings } = await loaded(files, { env: { COMPOSE_DISABLE_ENV_FILE: 'true' } });
    expect(none).toBe('web:');
    expect(warnings).toMatchObject([
      {
        file: 'compose.yaml',
        line: 1,
        column: 27,
        message: 'The variable TAG is not set; it stands for an empty text.',
        excerpt: '1 | services: { web: { image: "web:$TAG" } }\n  |                           ^',
        severity: 'warning',
      },
    ]);
  });

  test('.env of the folder a command stands in and of the project', async () => {
    const result = await loaded(
      { 'compose.yaml': image('$A-$B'), '.env': 'A=project\nB=project\n', 'sub/.env': 'A=sub\n' },
      { in: 'sub' },
    );
    expect(result.image).toBe('sub-project');
  });

  test('format: raw', async () => {
    const { model } = await loaded({
      'compose.yaml': 'services: { web: { image: x, env_file: [{ path: a.env, format: raw }] } }\n',
      'a.env': 'A="$B" # c\n',
    });
    expect(model.services.web?.environment).toEqual({ A: '"$B" # c' });
  });

  test('label_file, below what labels say', async () => {
    const { model } = await loaded({
      'compose.yaml': 'services: { web: { image: x, label_file: a.labels, labels: { a: own } } }\n',
      'a.labels': 'a=file\nb=file\n',
    });
    expect(model.services.web?.labels).toEqual({ a: 'own', b: 'file' });
  });
});

describe('the name of the project', () => {
  const file = 'name: From File\nservices: { web: { image: "$COMPOSE_PROJECT_NAME" } }\n';

  test('asked for, else the shell, else the file, else the folder', async () => {
    const files = { 'compose.yaml': file };
    expect(
      (await loaded(files, { projectName: 'asked', env: { COMPOSE_PROJECT_NAME: 'shell' } })).model.name,
    ).toBe('asked');
    expect((await loaded(files, { env: { COMPOSE_PROJECT_NAME: 'shell' } })).model.name).toBe('shell');
    const { model, warnings } = await loaded(files);
    expect([model.name, model.services.web?.image]).toEqual(['fromfile', 'fromfile']);
    expect(warnings.map(({ message }) => message)).toEqual([
      'The project name "From File" becomes "fromfile".',
    ]);
    const folder = await loaded({ 'My Shop_2/compose.yaml': image('x') }, { in: 'My Shop_2' });
    expect(folder.model.name).toBe('myshop_2');
  });

  test('one that is asked for must be right as it is', async () => {
    const cwd = temporaryFiles({ 'compose.yaml': file });
    const load = loadCompose({ cwd, env: {}, projectName: 'Not Right' }, signal);
    await expect(load).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('a folder that gives none', async () => {
    const cwd = temporaryFiles({ '--/compose.yaml': image('x') });
    const load = loadCompose({ cwd: join(cwd, '--'), env: {} }, signal);
    await expect(load).rejects.toMatchObject({
      code: 'config-invalid',
      hint: expect.stringContaining('name:'),
    });
  });
});

describe('selection', () => {
  const files = {
    'compose.yaml':
      'services: { web: { image: w, depends_on: [db] }, db: { image: d }, other: { image: o }, dev: { image: v, profiles: [dev] } }\n',
  };

  test.each<[Partial<ComposeRequest>, readonly string[]]>([
    [{}, ['db', 'other', 'web']],
    [{ profiles: ['dev'] }, ['db', 'dev', 'other', 'web']],
    [{ env: { COMPOSE_PROFILES: 'a, dev' } }, ['db', 'dev', 'other', 'web']],
    [{ services: ['web'] }, ['db', 'web']],
    [{ services: ['dev'] }, ['dev']],
  ])('%j', async (request, expected) => {
    expect(Object.keys((await loaded(files, request)).model.services)).toEqual(expected);
  });

  test('a service that is not there', async () => {
    await expect(loaded(files, { services: ['wbe'] })).rejects.toMatchObject({
      code: 'not-found',
      hint: 'Did you mean "web"?',
    });
  });
});

test('what was read or looked for, for watching', async () => {
  const { root, files } = await loaded({
    'compose.yaml':
      'include: [sub/in.yaml]\nservices: { web: { extends: { file: base.yaml, service: b }, env_file: [{ path: a.env, required: false }] } }\n',
    'base.yaml': 'services: { b: { image: b } }\n',
    'sub/in.yaml': 'services: { i: { image: i } }\n',
  });
  expect(files.map((file) => file.slice(root.length + 1))).toEqual([
    '.env',
    'a.env',
    'base.yaml',
    'compose.yaml',
    'sub/.env',
    'sub/in.yaml',
  ]);
});

test('extensions stay as they are written', async () => {
  const { model } = await loaded({
    'compose.yaml': 'x-top: { a: "$$A" }\nservices: { web: { image: w, x-own: [1, { b: yes }] } }\n',
  });
  expect(model.extensions).toEqual({ 'x-top': { a: '$A' } });
  expect(model.services.web?.['x-own']).toEqual([1, { b: 'yes' }]);
});

test('keys that this compose does not know, but the specification does', async () => {
  const { model } = await loaded({
    'compose.yaml': [
      'models: { llm: { model: ai/small, context_size: 1024 }, unused: { model: x } }',
      'services:',
      '  web:',
      '    image: w',
      '    models: { llm: { endpoint_var: URL } }',
      '    use_api_socket: true',
      '    pull_policy: every_12h',
      '    pre_start: [{ command: [x], image: y }]',
      '    build: { context: ., provenance: mode=max, sbom: true, no_cache_filter: a }',
      '    volumes: [{ type: image, source: alpine, target: /a, image: { subpath: etc } }]',
      '    networks: { default: { gw_priority: 1, interface_name: eth7 } }',
    ].join('\n'),
  });
  expect(model.models).toEqual({ llm: { model: 'ai/small', context_size: 1024 } });
  expect(model.services.web).toMatchObject({
    models: { llm: { endpoint_var: 'URL' } },
    use_api_socket: true,
    pull_policy: 'every_12h',
    pre_start: [{ command: ['x'], image: 'y' }],
    build: { provenance: 'mode=max', sbom: 'true', no_cache_filter: ['a'] },
    volumes: [{ type: 'image', source: 'alpine', target: '/a', image: { subpath: 'etc' } }],
    networks: { default: { gw_priority: 1, interface_name: 'eth7' } },
  });
});

test('a load that is given up', async () => {
  const cwd = temporaryFiles({ 'compose.yaml': image('x') });
  await expect(loadCompose({ cwd, env: {} }, AbortSignal.abort())).rejects.toThrow(/abort/i);
});
