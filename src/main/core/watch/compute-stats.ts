import { z } from 'zod';

const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);
const cpu = z
  .object({
    cpu_usage: z.object({ total_usage: count, percpu_usage: z.array(z.number()).nullish() }).nullish(),
    system_cpu_usage: count,
    online_cpus: count,
  })
  .nullish();

/** One of the engine's samples, as far as it is read here; what stands still is absent. */
export const statsSample = z.object({
  read: z.string(),
  pids_stats: z.object({ current: count }).nullish(),
  cpu_stats: cpu,
  precpu_stats: cpu,
  memory_stats: z
    .object({
      usage: count,
      limit: count,
      stats: z.record(z.string(), z.number()).nullish(),
    })
    .nullish(),
  networks: z.record(z.string(), z.object({ rx_bytes: count, tx_bytes: count })).nullish(),
  blkio_stats: z
    .object({
      io_service_bytes_recursive: z.array(z.object({ op: z.string(), value: z.number() })).nullish(),
    })
    .nullish(),
});
export type StatsSample = z.infer<typeof statsSample>;

/** What a container uses. Bytes are counted since it started; memory is what it can't give back. */
export interface ContainerStats {
  /** When it was measured, in milliseconds since the epoch. */
  readonly at: number;
  /** In percent of one processor: 200 is two of them. Undefined in the first sample. */
  readonly cpuPercent: number | undefined;
  readonly memoryBytes: number;
  /** The machine's memory where the container has no limit of its own. */
  readonly memoryLimitBytes: number;
  readonly networkReadBytes: number;
  readonly networkWrittenBytes: number;
  readonly blockReadBytes: number;
  readonly blockWrittenBytes: number;
  readonly processes: number;
}

/** As `docker stats` counts: the share of the time of all processors, times their number. */
function cpuPercent({ cpu_stats: now, precpu_stats: before }: StatsSample): number | undefined {
  const used = (now?.cpu_usage?.total_usage ?? 0) - (before?.cpu_usage?.total_usage ?? 0);
  const passed = (now?.system_cpu_usage ?? 0) - (before?.system_cpu_usage ?? 0);
  if (!before?.system_cpu_usage || passed <= 0) return undefined;
  const processors = now?.online_cpus || now?.cpu_usage?.percpu_usage?.length || 1;
  return used <= 0 ? 0 : (used / passed) * processors * 100;
}

/** Without the file cache that the kernel takes back first: named otherwise in cgroup v1 and v2. */
function memoryBytes({ memory_stats: memory }: StatsSample): number {
  const usage = memory?.usage ?? 0;
  const cache = memory?.stats?.total_inactive_file ?? memory?.stats?.inactive_file ?? 0;
  return cache < usage ? usage - cache : usage;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a sample says; undefined for that of a container that does not run, whose time is Go's zero. */
export function computeStats(sample: StatsSample): ContainerStats | undefined {
  const at = Date.parse(sample.read);
  if (Number.isNaN(at) || at <= 0) return undefined;
  const networks = Object.values(sample.networks ?? {});
  // cgroup v1 says "Read", v2 "read".
  const block = (letter: string): number =>
    sum(
      (sample.blkio_stats?.io_service_bytes_recursive ?? [])
        .filter(({ op }) => op.charAt(0).toLowerCase() === letter)
        .map(({ value }) => value),
    );
  return {
    at,
    cpuPercent: cpuPercent(sample),
    memoryBytes: memoryBytes(sample),
    memoryLimitBytes: sample.memory_stats?.limit ?? 0,
    networkReadBytes: sum(networks.map(({ rx_bytes }) => rx_bytes)),
    networkWrittenBytes: sum(networks.map(({ tx_bytes }) => tx_bytes)),
    blockReadBytes: block('r'),
    blockWrittenBytes: block('w'),
    processes: sample.pids_stats?.current ?? 0,
  };
}
