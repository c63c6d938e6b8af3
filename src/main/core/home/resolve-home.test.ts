import { expect, test } from 'vitest';
import { platformHome, resolveHome } from './resolve-home.ts';

const choose = (backlotHome: string | undefined): string =>
  resolveHome({ backlotHome, cwd: '/work dir', platformHome: '/users/ada/.local/share/backlot' });

test.each([
  [undefined, '/users/ada/.local/share/backlot'],
  ['', '/users/ada/.local/share/backlot'],
  ['/srv/backlot', '/srv/backlot'],
  ['/srv/backlot/', '/srv/backlot'],
  ['/srv/a/../b', '/srv/b'],
  ['/srv/Zażółć gęślą/デー タ', '/srv/Zażółć gęślą/デー タ'],
])('BACKLOT_HOME %j is %s', (value, home) => {
  expect(choose(value)).toBe(home);
});

test('a relative path is refused, with the absolute one in the hint', () => {
  expect(() => choose('data')).toThrow(
    expect.objectContaining({ code: 'home-invalid', hint: 'Set it to a full path, such as /work dir/data.' }),
  );
  expect(() => choose('~/data')).toThrow(expect.objectContaining({ code: 'home-invalid' }));
  expect(() => choose('/a\0b')).toThrow(expect.objectContaining({ code: 'home-invalid' }));
});

test("the platform's place is an absolute path that names the product", () => {
  expect(platformHome()).toMatch(/backlot/);
});
