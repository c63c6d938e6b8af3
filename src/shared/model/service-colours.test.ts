import { expect, test } from 'vitest';
import { colourServices, serviceColours } from './service-colours.ts';

test('the order of the services does not matter', () => {
  const a = colourServices(['web', 'api', 'db', 'api']);
  expect([...colourServices(['db', 'web', 'api'])].sort()).toEqual([...a].sort());
  expect(a.size).toBe(3);
});

test('colours differ while there are enough', () => {
  const names = Array.from({ length: serviceColours }, (_, index) => `service-${index}`);
  expect(new Set(colourServices(names).values()).size).toBe(serviceColours);
  const more = colourServices([...names, 'one', 'two']);
  for (const colour of more.values()) expect(colour).toBeLessThan(serviceColours);
});
