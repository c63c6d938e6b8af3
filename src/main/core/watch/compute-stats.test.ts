import { expect, test } from 'vitest';
import { computeStats, statsSample } from './compute-stats.ts';

const common = {
  read: '2026-01-02T03:04:05.5Z',
  pids_stats: { current: 7 },
  networks: { eth0: { rx_bytes: 10, tx_bytes: 1 }, eth1: { rx_bytes: 5, tx_bytes: 2 } },
};
const at = Date.parse('2026-01-02T03:04:05.5Z');

/** As Docker 20.10 answers on cgroup v1. */
const v1 = {
  ...common,
  cpu_stats: {
    cpu_usage: { total_usage: 3_000, percpu_usage: [1_000, 2_000] },
    system_cpu_usage: 20_000,
    online_cpus: 2,
  },
  precpu_stats: { cpu_usage: { total_usage: 1_000 }, system_cpu_usage: 10_000 },
  memory_stats: { usage: 1_000, limit: 5_000, stats: { total_inactive_file: 300, inactive_file: 1 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { major: 254, minor: 0, op: 'Read', value: 100 },
      { major: 254, minor: 0, op: 'Write', value: 20 },
      { major: 254, minor: 0, op: 'Total', value: 120 },
    ],
  },
};

/** As Docker 28 answers on cgroup v2. */
const v2 = {
  ...v1,
  cpu_stats: { cpu_usage: { total_usage: 3_000 }, system_cpu_usage: 20_000, online_cpus: 4 },
  memory_stats: { usage: 1_000, limit: 5_000, stats: { inactive_file: 400 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'read', value: 7 },
      { op: 'write', value: 8 },
    ],
  },
};

test.each([
  ['cgroup v1', v1, { cpuPercent: 40, memoryBytes: 700, blockReadBytes: 100, blockWrittenBytes: 20 }],
  ['cgroup v2', v2, { cpuPercent: 80, memoryBytes: 600, blockReadBytes: 7, blockWrittenBytes: 8 }],
])('%s', (_name, sample, expected) => {
  expect(computeStats(statsSample.parse(sample))).toEqual({
    at,
    memoryLimitBytes: 5_000,
    networkReadBytes: 15,
    networkWrittenBytes: 3,
    processes: 7,
    ...expected,
  });
});

test('the first sample knows no share of the processor yet', () => {
  const sample = statsSample.parse({ ...v1, precpu_stats: { cpu_usage: { total_usage: 0 } } });
  expect(computeStats(sample)?.cpuPercent).toBeUndefined();
});

test('a container without a network, without disk and with a cache larger than its use', () => {
  const sample = statsSample.parse({
    read: common.read,
    memory_stats: { usage: 10, stats: { inactive_file: 20 } },
    blkio_stats: { io_service_bytes_recursive: null },
  });
  expect(computeStats(sample)).toMatchObject({ memoryBytes: 10, networkReadBytes: 0, blockReadBytes: 0 });
});

test('a container that does not run has none', () => {
  const stopped = { read: '0001-01-01T00:00:00Z', cpu_stats: {}, precpu_stats: {}, memory_stats: {} };
  expect(computeStats(statsSample.parse(stopped))).toBeUndefined();
});
