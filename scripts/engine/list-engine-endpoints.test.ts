import { expect, test } from 'vitest';
import { type EngineSettings, listEngineEndpoints } from './list-engine-endpoints.ts';

const settings: EngineSettings = {
  env: {},
  platform: 'linux',
  home: '/home/ada',
  contexts: [
    { name: 'shared', host: 'tcp://shared:2376', tlsDirectory: '/tls/shared' },
    { name: 'colima', host: 'unix:///home/ada/.colima/docker.sock' },
  ],
};

const sources = (changes: Partial<EngineSettings>) =>
  listEngineEndpoints({ ...settings, ...changes }).map(
    ({ source, chosen }) => `${source}${chosen ? ' (chosen)' : ''}`,
  );

test.each<[string, Partial<EngineSettings>, readonly string[]]>([
  [
    'DOCKER_HOST wins over everything',
    { env: { DOCKER_HOST: 'tcp://a', DOCKER_CONTEXT: 'shared' }, currentContext: 'colima' },
    ['DOCKER_HOST (chosen)'],
  ],
  [
    'DOCKER_CONTEXT wins over the current context',
    { env: { DOCKER_CONTEXT: 'shared' }, currentContext: 'colima' },
    ['DOCKER_CONTEXT shared (chosen)'],
  ],
  [
    'the current context wins over the sockets',
    { currentContext: 'colima' },
    ['the current Docker context colima (chosen)'],
  ],
  [
    'DOCKER_CONTEXT=default means the sockets',
    { env: { DOCKER_CONTEXT: 'default' }, platform: 'win32' },
    ['\\\\.\\pipe\\docker_engine', '\\\\.\\pipe\\dockerDesktopLinuxEngine'],
  ],
])('%s', (_name, changes, expected) => {
  expect(sources(changes)).toEqual(expected);
});

test('without a choice the system socket comes first, then those of the user', () => {
  expect(sources({ env: { XDG_RUNTIME_DIR: '/run/user/1000' } })).toEqual([
    '/var/run/docker.sock',
    '/run/user/1000/docker.sock',
    '/home/ada/.docker/run/docker.sock',
    '/home/ada/.docker/desktop/docker.sock',
    '/home/ada/.colima/default/docker.sock',
    '/home/ada/.orbstack/run/docker.sock',
    '/home/ada/.rd/docker.sock',
  ]);
});

test('TLS comes from the context, or from DOCKER_TLS_VERIFY and DOCKER_CERT_PATH', () => {
  const endpoint = (changes: Partial<EngineSettings>) =>
    listEngineEndpoints({ ...settings, ...changes })[0]?.endpoint;
  const tls = { kind: 'tcp', port: 2376 };
  expect(endpoint({ currentContext: 'shared' })).toEqual({
    ...tls,
    host: 'shared',
    tlsDirectory: '/tls/shared',
  });
  const env = { DOCKER_HOST: 'tcp://a', DOCKER_TLS_VERIFY: '1' };
  expect(endpoint({ env })).toEqual({ ...tls, host: 'a', tlsDirectory: '/home/ada/.docker' });
  expect(endpoint({ env: { ...env, DOCKER_CERT_PATH: '/c' } })).toEqual({
    ...tls,
    host: 'a',
    tlsDirectory: '/c',
  });
});

test('a context that is not stored is named, not passed over', () => {
  expect(listEngineEndpoints({ ...settings, currentContext: 'gone' })[0]?.endpoint).toEqual({
    kind: 'unsupported',
    url: 'context gone, which is not stored',
  });
});
