import { expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { tempHome } from './testing/temp-home.ts';

test('projects are noted once each, newest first, and forgotten', () => {
  const { projects, close } = openStore({ home: tempHome() });
  projects.note({ path: '/a', name: 'a', openedAt: 1 });
  projects.note({ path: '/b', name: 'b', openedAt: 2 });
  projects.note({ path: '/a', name: 'renamed', openedAt: 3 });
  expect(projects.recent()).toEqual([
    { path: '/a', name: 'renamed', openedAt: 3 },
    { path: '/b', name: 'b', openedAt: 2 },
  ]);
  projects.forget('/a');
  projects.forget('/unknown');
  expect(projects.recent().map(({ path }) => path)).toEqual(['/b']);
  close();
});

test('only the newest hundred stay', () => {
  const { projects, close } = openStore({ home: tempHome() });
  for (let n = 0; n < 120; n += 1) projects.note({ path: `/${n}`, name: 'p', openedAt: n });
  expect(projects.recent()).toHaveLength(100);
  expect(projects.recent()[0]?.path).toBe('/119');
  close();
});
