import { homedir, hostname, release } from 'node:os';
import type { EngineInfo } from '../docker/engine-info.ts';
import { socketContext } from '../docker/fake-engine.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Examination } from './finding.ts';
import type { Machine } from './observe-machine.ts';

/** A Debian machine with systemd, for tests. */
export const debian: Machine = {
  platform: 'linux',
  family: 'debian',
  root: false,
  systemd: true,
  initScript: true,
  hostname: hostname(),
  kernel: release(),
};

/** What a usual engine says, for tests. */
export const usualInfo: EngineInfo = {
  version: '20.10.24',
  api: '1.41',
  name: 'box',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  osType: 'linux',
  architecture: 'x86_64',
  kernel: '6.1.0',
  cpus: 2,
  memoryBytes: 4_000_000_000,
  storageDriver: 'overlay2',
  backingFilesystem: 'extfs',
  rootDirectory: '/var/lib/docker',
  cgroupVersion: '2',
  cgroupDriver: 'systemd',
  rootless: false,
  userNamespaces: false,
  experimental: false,
};

/** A keeper that has nothing and takes nothing. */
export const emptySecrets = (keeper: string): Secrets => ({
  keeper,
  get: async () => undefined,
  set: async () => {},
  remove: async () => {},
});

/** What a check is given, with what matters to a test put in. */
export const examination = (parts: Partial<Examination>): Examination => ({
  home: '/nowhere/home',
  secrets: emptySecrets('GNOME keyring'),
  env: process.env,
  homedir: homedir(),
  machine: debian,
  contexts: { contexts: [socketContext('/nowhere/docker.sock')], problems: [] },
  inspect: async () => usualInfo,
  ...parts,
});
