import { expect, test } from 'vitest';
import { type ContainerStats, takeStats } from './usage.ts';

const sample = (service: string, memoryBytes: number, cpuPercent?: number): ContainerStats => ({
  service,
  name: `${service}-1`,
  at: 0,
  memoryBytes,
  memoryLimitBytes: 1000,
  networkReadBytes: 0,
  networkWrittenBytes: 0,
  blockReadBytes: 0,
  blockWrittenBytes: 0,
  processes: 1,
  ...(cpuPercent !== undefined && { cpuPercent }),
});

test('the containers of a service count together, and the last half minute is kept', () => {
  const first = takeStats({}, [sample('web', 10), sample('web', 20), sample('db', 5)]);
  expect(first).toEqual({
    web: { cpuPercent: undefined, memoryBytes: 30, cpu: [], memory: [30] },
    db: { cpuPercent: undefined, memoryBytes: 5, cpu: [], memory: [5] },
  });
  const second = takeStats(first, [sample('web', 10, 3), sample('web', 10, 4)]);
  expect(second).toEqual({ web: { cpuPercent: 7, memoryBytes: 20, cpu: [7], memory: [30, 20] } });
  let usages = second;
  for (let i = 0; i < 100; i++) usages = takeStats(usages, [sample('web', i, i)]);
  expect(usages.web?.cpu).toHaveLength(30);
  expect(usages.web?.memory.at(-1)).toBe(99);
});
