import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocks, type LockRequest } from './locks.ts';

test('one lock serves first come, first served', () => {
  const locks = createLocks();
  const [a, b, c] = ['a', 'b', 'c'].map((holder) => locks.request(holder, ['x']));
  expect([a?.granted(), b?.granted(), c?.granted()]).toEqual([true, false, false]);
  expect(locks.inFront('c')).toEqual([{ lock: 'x', holder: 'b' }]);
  b?.release();
  expect(c?.granted()).toBe(false);
  a?.release();
  expect(c?.granted()).toBe(true);
  expect(locks.inFront('c')).toEqual([]);
});

test('no locks are held at once, twice the same lock is one', () => {
  const locks = createLocks();
  expect(locks.request('a', []).granted()).toBe(true);
  const twice = locks.request('b', ['x', 'x']);
  expect(twice.granted()).toBe(true);
  twice.release();
  expect(locks.request('c', ['x']).granted()).toBe(true);
});

test('random requests: never two holders of a lock, no deadlock, earlier first on a shared lock', () => {
  const names = fc.subarray(['w', 'x', 'y', 'z']);
  fc.assert(
    fc.property(
      fc.array(names, { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(), { maxLength: 60 }),
      (wishes, picks) => {
        const locks = createLocks();
        const open = new Map<number, LockRequest>();
        const grantedOrder: number[] = [];
        const look = (): void => {
          const held = new Set<string>();
          for (const [number, request] of open) {
            if (!request.granted()) continue;
            if (!grantedOrder.includes(number)) grantedOrder.push(number);
            for (const name of wishes[number] ?? []) {
              expect(held.has(name)).toBe(false);
              held.add(name);
            }
          }
        };
        let next = 0;
        for (const pick of [...picks, ...wishes.map(() => 0), ...wishes.map(() => 1)]) {
          if (next < wishes.length && pick % 2 === 0) {
            open.set(next, locks.request(String(next), wishes[next] ?? []));
            next += 1;
          } else {
            const holders = [...open].filter(([, request]) => request.granted());
            if (open.size > 0) expect(holders.length).toBeGreaterThan(0);
            const [chosen] = holders[pick % Math.max(1, holders.length)] ?? [];
            if (chosen !== undefined) {
              open.get(chosen)?.release();
              open.delete(chosen);
            }
          }
          look();
        }
        for (const later of grantedOrder) {
          for (const earlier of grantedOrder) {
            const shared = (wishes[later] ?? []).some((name) => wishes[earlier]?.includes(name));
            if (shared && earlier < later) {
              expect(grantedOrder.indexOf(earlier)).toBeLessThan(grantedOrder.indexOf(later));
            }
          }
        }
      },
    ),
  );
});
