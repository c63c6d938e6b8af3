import { expect, test } from 'vitest';
import { parseUrl } from './url-source.ts';

test('the password goes its own way, wherever it stands', () => {
  for (const url of [
    'postgresql://me:p%40ss%2Fw@db.example:5433/shop?sslmode=require',
    'postgres://me@db.example:5433/shop?password=p%40ss%2Fw&sslmode=require',
  ]) {
    const { name, address, password, host } = parseUrl(url, 'here');
    expect(password).toBe('p@ss/w');
    expect(name).toMatch(/^postgres(ql)?:\/\/me@db.example:5433\/shop\?sslmode=require$/);
    expect(address).toBe(name);
    expect(host).toEqual({ NetworkMode: 'host' });
  }
  expect(parseUrl('postgresql://me@db/shop', 'elsewhere')).toMatchObject({ password: undefined, host: {} });
});

test('this machine is another one for an engine in a machine beside it', () => {
  expect(parseUrl('postgresql://me@localhost/shop', 'beside')).toMatchObject({
    name: 'postgresql://me@localhost/shop',
    address: 'postgresql://me@host.docker.internal/shop',
    host: { ExtraHosts: ['host.docker.internal:host-gateway'] },
  });
});

test.each([
  '',
  'shop',
  'mysql://me:canary@db/shop',
  'postgresql:///shop?password=canary',
  'postgresql://me:%ff@db/shop',
])('%s is refused without being quoted', (url) => {
  try {
    parseUrl(url, 'here');
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-input' });
    expect(String(error)).not.toContain('canary');
  }
});
