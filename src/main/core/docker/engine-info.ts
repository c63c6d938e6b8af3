import { z } from 'zod';
import type { Engine } from './connect-engine.ts';

/** What an engine says of itself and its machine. */
export interface EngineInfo {
  readonly version: string;
  /** The API version spoken with it. */
  readonly api: string;
  /** The machine's name as the engine sees it. */
  readonly name: string;
  readonly operatingSystem: string;
  /** What its containers run on: "linux" or "windows". */
  readonly osType: string;
  readonly architecture: string;
  readonly kernel: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly storageDriver: string;
  /** What its layers and volumes lie on ("extfs", "xfs", "btrfs"); unknown with the containerd image store. */
  readonly backingFilesystem: string | undefined;
  readonly rootDirectory: string;
  readonly cgroupVersion: string;
  readonly cgroupDriver: string;
  readonly rootless: boolean;
  /** Containers run in a user namespace of their own (`userns-remap`). */
  readonly userNamespaces: boolean;
  readonly experimental: boolean;
}

const infoAnswer = z.object({
  Name: z.string().default(''),
  OperatingSystem: z.string().default(''),
  OSType: z.string().default('linux'),
  Architecture: z.string().default(''),
  KernelVersion: z.string().default(''),
  NCPU: z.number().default(0),
  MemTotal: z.number().default(0),
  Driver: z.string(),
  DriverStatus: z.array(z.array(z.string())).nullish(),
  DockerRootDir: z.string().default(''),
  CgroupVersion: z.string().default(''),
  CgroupDriver: z.string().default(''),
  SecurityOptions: z.array(z.string()).nullish(),
  ExperimentalBuild: z.boolean().default(false),
});

/** Reads what the engine says of itself. @throws BacklotError as `Engine.get` does. */
export async function engineInfo(engine: Engine, signal: AbortSignal): Promise<EngineInfo> {
  const info = await engine.get('/info', infoAnswer, signal);
  const security = info.SecurityOptions ?? [];
  const isolatedBy = (name: string): boolean =>
    security.some((option) => option === name || option.split(',').includes(`name=${name}`));
  const backing = info.DriverStatus?.find(([key]) => key === 'Backing Filesystem')?.[1];
  return {
    version: engine.version,
    api: engine.api,
    name: info.Name,
    operatingSystem: info.OperatingSystem,
    osType: info.OSType,
    architecture: info.Architecture,
    kernel: info.KernelVersion,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    storageDriver: info.Driver,
    // These two drivers need no status line: they work on nothing else.
    backingFilesystem: backing ?? (['btrfs', 'zfs'].includes(info.Driver) ? info.Driver : undefined),
    rootDirectory: info.DockerRootDir,
    cgroupVersion: info.CgroupVersion,
    cgroupDriver: info.CgroupDriver,
    rootless: isolatedBy('rootless'),
    userNamespaces: isolatedBy('userns'),
    experimental: info.ExperimentalBuild,
  };
}
