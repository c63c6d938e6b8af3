import type { z } from 'zod';
import type { containerStats } from '../../../shared/contract/live.ts';

export type ContainerStats = z.output<typeof containerStats>;

/** What a service uses, over all its containers. */
export interface Usage {
  /** In percent of one processor; absent until there are two samples. */
  readonly cpuPercent?: number | undefined;
  readonly memoryBytes: number;
  /** The last half minute, oldest first. */
  readonly cpu: readonly number[];
  readonly memory: readonly number[];
}

export type Usages = Readonly<Record<string, Usage>>;

/** Samples kept: one a second. */
const kept = 30;

/** Takes in one sample of all containers; services without a running container fall away. */
export function takeStats(before: Usages, stats: readonly ContainerStats[]): Usages {
  const sums = new Map<string, { cpu: number | undefined; memory: number }>();
  for (const { service, cpuPercent, memoryBytes } of stats) {
    const sum = sums.get(service);
    const cpu = cpuPercent === undefined ? sum?.cpu : (sum?.cpu ?? 0) + cpuPercent;
    sums.set(service, { cpu, memory: (sum?.memory ?? 0) + memoryBytes });
  }
  return Object.fromEntries(
    [...sums].map(([service, { cpu, memory }]) => {
      const known = before[service];
      return [
        service,
        {
          cpuPercent: cpu,
          memoryBytes: memory,
          cpu: cpu === undefined ? (known?.cpu ?? []) : [...(known?.cpu ?? []), cpu].slice(-kept),
          memory: [...(known?.memory ?? []), memory].slice(-kept),
        },
      ];
    }),
  );
}
