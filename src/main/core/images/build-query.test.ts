import { expect, test } from 'vitest';
import { buildQuery, isRemoteContext, judgeBuild } from './build-query.ts';

test.each([
  ['https://example.org/shop.git#main:web', true],
  ['https://example.org/context.tar.gz', true],
  ['git://example.org/shop', true],
  ['git@example.org:shop.git', true],
  ['ssh://git@example.org/shop.git', true],
  ['github.com/shop/web', true],
  ['/home/anna/github.com/shop', false],
  ['/srv/https:/x', false],
])('%s is remote: %s', (context, remote) => {
  expect(isRemoteContext(context)).toBe(remote);
});

test('every key of a build becomes what the engine takes', () => {
  const query = buildQuery(
    {
      context: '/shop/web',
      target: 'prod',
      args: { VERSION: '1', EMPTY: '', UNSET: null },
      cache_from: ['shop/web:cache'],
      labels: { team: 'shop' },
      network: 'host',
      platforms: ['linux/amd64'],
      extra_hosts: ['db=10.0.0.1', 'v6=::1'],
      no_cache: true,
      pull: true,
      shm_size: '67108864',
      ulimits: { nofile: 1024, nproc: { soft: 1, hard: 2 } },
    },
    { tags: ['shop-web:dev', 'x:1'], dockerfile: 'Dockerfile', remote: 'client-session', session: 'abc' },
  );
  expect([...new URLSearchParams(query)]).toEqual([
    ['version', '2'],
    ['session', 'abc'],
    ['buildid', 'abc'],
    ['remote', 'client-session'],
    ['t', 'shop-web:dev'],
    ['t', 'x:1'],
    ['dockerfile', 'Dockerfile'],
    ['target', 'prod'],
    ['platform', 'linux/amd64'],
    ['networkmode', 'host'],
    ['shmsize', '67108864'],
    ['nocache', '1'],
    ['pull', '1'],
    ['extrahosts', 'db:10.0.0.1'],
    ['extrahosts', 'v6:::1'],
    ['buildargs', '{"VERSION":"1","EMPTY":""}'],
    ['labels', '{"team":"shop"}'],
    ['cachefrom', '["shop/web:cache"]'],
    ['ulimits', '[{"Name":"nofile","Soft":1024,"Hard":1024},{"Name":"nproc","Soft":1,"Hard":2}]'],
  ]);
});

test('what the engine can not do is said, never left out in silence', () => {
  const build = {
    context: '/shop/web',
    additional_contexts: { shared: '/shop/shared' },
    platforms: ['linux/amd64', 'linux/arm64'],
    privileged: true,
    cache_to: ['type=local,dest=/tmp/x'],
    shm_size: '1',
    ulimits: { nofile: 1 },
  };
  expect(judgeBuild(build, '1.41').refused).toHaveLength(3);
  expect(judgeBuild(build, '1.41').ignored).toHaveLength(3);
  expect(judgeBuild(build, '1.44').ignored).toHaveLength(1);
  expect(judgeBuild({ context: '/shop/web' }, '1.41')).toEqual({ refused: [], ignored: [] });
});
