import { z } from 'zod';
import type { DeviceRequest, Service } from '../compose/model.ts';
import { parseDuration } from './parse-duration.ts';

type Settings = Readonly<Record<string, unknown>>;

const bytes = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Microseconds, from a number of them or a duration. */
const microseconds = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  const ms = parseDuration(text);
  return ms === undefined ? undefined : Math.round(ms * 1000);
};

const weightDevice = z.object({ path: z.string(), weight: z.coerce.number() });
const rateDevice = z.object({ path: z.string(), rate: z.coerce.number() });
const rates = z
  .array(rateDevice)
  .optional()
  .transform((list) => list?.map(({ path, rate }) => ({ Path: path, Rate: rate })));
const blkio = z.object({
  weight: z.coerce.number().optional(),
  weight_device: z
    .array(weightDevice)
    .optional()
    .transform((list) => list?.map(({ path, weight }) => ({ Path: path, Weight: weight }))),
  device_read_bps: rates,
  device_read_iops: rates,
  device_write_bps: rates,
  device_write_iops: rates,
});

function blockIo(config: Service['blkio_config']): Settings {
  if (config === undefined) return {};
  const io = blkio.parse(config);
  return {
    BlkioWeight: io.weight,
    BlkioWeightDevice: io.weight_device,
    BlkioDeviceReadBps: io.device_read_bps,
    BlkioDeviceReadIOps: io.device_read_iops,
    BlkioDeviceWriteBps: io.device_write_bps,
    BlkioDeviceWriteIOps: io.device_write_iops,
  };
}

const deviceRequest = (
  { capabilities = [], count, device_ids, driver, options }: DeviceRequest,
  always: readonly string[] = [],
): Settings => ({
  Capabilities: [[...new Set([...always, ...capabilities])]],
  // Named devices and a count exclude each other; all of them is -1.
  ...(device_ids === undefined ? { Count: count ?? -1 } : { DeviceIDs: device_ids }),
  ...(driver === undefined ? {} : { Driver: driver }),
  ...(options === undefined ? {} : { Options: options }),
});

/** What a container may use, as the engine takes it; `deploy.resources` wins where both say something. */
export function hostResources(service: Service): Settings {
  const limits = service.deploy?.resources?.limits;
  const reserved = service.deploy?.resources?.reservations;
  const cpus = limits?.cpus ?? service.cpus;
  const swappiness = service.mem_swappiness;
  const devices = [
    ...(reserved?.devices ?? []).map((device) => deviceRequest(device)),
    ...(service.gpus ?? []).map((device) => deviceRequest(device, ['gpu'])),
  ];
  return {
    Memory: bytes(limits?.memory ?? service.mem_limit),
    MemoryReservation: bytes(reserved?.memory ?? service.mem_reservation),
    MemorySwap: bytes(service.memswap_limit),
    MemorySwappiness: swappiness === undefined ? undefined : Number(swappiness),
    NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
    CpuShares: service.cpu_shares,
    CpuPeriod: microseconds(service.cpu_period),
    CpuQuota: microseconds(service.cpu_quota),
    CpuRealtimePeriod: microseconds(service.cpu_rt_period),
    CpuRealtimeRuntime: microseconds(service.cpu_rt_runtime),
    CpuCount: service.cpu_count,
    CpuPercent: service.cpu_percent,
    CpusetCpus: service.cpuset,
    PidsLimit: limits?.pids ?? service.pids_limit,
    OomKillDisable: service.oom_kill_disable,
    OomScoreAdj: service.oom_score_adj,
    CgroupParent: service.cgroup_parent,
    DeviceCgroupRules: service.device_cgroup_rules,
    DeviceRequests: devices.length > 0 ? devices : undefined,
    Devices: service.devices?.map(({ source, target = source, permissions = 'rwm' }) => ({
      PathOnHost: source,
      PathInContainer: target,
      CgroupPermissions: permissions,
    })),
    Ulimits: Object.entries(service.ulimits ?? {}).map(([name, limit]) =>
      typeof limit === 'number'
        ? { Name: name, Soft: limit, Hard: limit }
        : { Name: name, Soft: limit.soft, Hard: limit.hard },
    ),
    ...blockIo(service.blkio_config),
  };
}
