import { expect, test } from 'vitest';
import { migrationFacts, rowFacts } from './postgres-facts.ts';
import { redisFacts } from './read-redis.ts';

const hash = (): string => 'aabbccddeeff';

test('settings that hold a password are told by a hash', () => {
  const rows = [
    { aspect: 'setting', key: 'work_mem', value: '4096 kB' },
    { aspect: 'setting', key: 'primary_conninfo', value: 'host=a password=b' },
    { aspect: 'schema', key: 'public.orders', value: 'table' },
    { aspect: 'something', key: 'x', value: 'y' },
  ];
  expect(rowFacts('db', rows, hash, 'shop').map(({ key, value, shown }) => [key, value, shown])).toEqual([
    ['shop.work_mem', '4096 kB', undefined],
    ['shop.primary_conninfo', 'aabbccddeeff', 'secret aabbccdd'],
    ['shop.public.orders', 'table', undefined],
  ]);
});

test.each([
  ['{"version": "20240101"}', '20240101', 'applied'],
  ['{"name": "001_a.sql", "checksum": "9f"}', '001_a.sql', 'applied 9f'],
  ['{"id": 3, "app": "shop", "name": "0003_x"}', 'shop.0003_x', 'applied'],
  ['{"version": 7, "dirty": true}', '7', 'applied, failed'],
  ['{"installed_rank": 1, "version": "1.2", "checksum": 12, "success": false}', '1.2', 'applied 12, failed'],
])('%s', (row, name, value) => {
  expect(migrationFacts('db', 'shop', 'public.m', [{ row }])).toEqual([
    { service: 'db', aspect: 'migration', key: `shop.public.m: ${name}`, value },
  ]);
});

test('Redis: its version and settings, without where it lies and without its password', () => {
  const config = 'maxmemory\r\n0\r\nrequirepass\r\nhunter2\r\ndir\r\n/data\r\nsave\r\n\r\n';
  const facts = redisFacts('cache', 'redis_version:7.0.15\r\nredis_mode:standalone\r\n', config, hash);
  expect(facts.map(({ aspect, key, value }) => [aspect, key, value])).toEqual([
    ['engine', 'Redis', '7.0.15'],
    ['setting', 'maxmemory', '0'],
    ['setting', 'requirepass', 'aabbccddeeff'],
    ['setting', 'save', ''],
  ]);
});
