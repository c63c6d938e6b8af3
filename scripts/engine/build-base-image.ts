import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../process/run-command.ts';
import type { DebianSources } from './choose-debian-sources.ts';
import { convertAptAuth } from './convert-apt-auth.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { keepCopyrights } from './keep-copyrights.ts';
import { formatDeb822Sources, signedByPath } from './parse-apt-sources.ts';
import { findStreamError, readErrorMessage } from './parse-progress-stream.ts';
import type { MachineApt } from './read-machine-apt.ts';
import { readText, requestEngine } from './request-engine.ts';
import { findAptProxy } from './select-apt-settings.ts';

/** Label of an image these scripts built because its registry could not be reached. */
export const BASE_LABEL = 'dev.backlot.base';

/** What to build, from where, and into which engine. */
export interface BaseImageOrder {
  readonly endpoint: EngineEndpoint;
  readonly image: { readonly name: string; readonly tag: string };
  readonly release: string;
  readonly apt: MachineApt;
  readonly debian: DebianSources;
  readonly signal: AbortSignal;
}

/** Bootstraps a minimal Debian from the machine's own mirror and imports it as the ordered image; needs root. */
export async function buildBaseImage(order: BaseImageOrder): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'backlot-base-'));
  const root = join(work, 'root');
  try {
    await bootstrap(order, work, root);
    await configure(order, root);
    await importTree(order, root);
  } finally {
    await removeTree(work);
  }
}

async function bootstrap({ apt, debian, release, signal }: BaseImageOrder, work: string, root: string) {
  const keyring = signedByPath(debian.main);
  const trusted = /^(yes|true|1)$/i.test(debian.main.options.trusted ?? '');
  const https = debian.all.some((source) => source.uris.some((uri) => uri.startsWith('https:')));
  const proxy = findAptProxy(apt.dump);
  const netrc = apt.authFiles.map((path) => convertAptAuth(readFileSync(path, 'utf8'))).join('\n');
  writeFileSync(join(work, '.netrc'), netrc, { mode: 0o600 });
  const args = [
    '--variant=minbase',
    ...(trusted ? ['--no-check-gpg'] : keyring === undefined ? [] : [`--keyring=${keyring}`]),
    ...(https ? ['--include=ca-certificates'] : []),
    release,
    root,
    debian.mirror,
  ];
  const env = {
    ...process.env,
    HOME: work,
    ...(proxy === undefined ? {} : { http_proxy: proxy, https_proxy: proxy }),
  };
  const { code, stdout, stderr } = await runCommand('debootstrap', args, { signal, env });
  if (code !== 0) {
    const log = join(root, 'debootstrap/debootstrap.log');
    const detail = existsSync(log) ? readFileSync(log, 'utf8') : `${stdout}${stderr}`;
    throw new Error(`debootstrap ended with code ${code}:\n${lastLines(detail)}`);
  }
}

/** What Docker's own slim images do to stay small, and what apt in a container needs to reach the machine's mirror. */
async function configure({ apt, debian, signal }: BaseImageOrder, root: string): Promise<void> {
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
    chmodSync(join(root, path), mode);
  };
  rmSync(join(root, 'etc/apt/sources.list'), { force: true });
  put('etc/apt/sources.list.d/debian.sources', formatDeb822Sources(debian.all));
  put('etc/apt/apt.conf.d/90backlot-machine', apt.settings.map((line) => `${line}\n`).join(''));
  put('etc/apt/apt.conf.d/80backlot-slim', 'Acquire::Languages "none";\nAcquire::GzipIndexes "true";\n');
  // Named as in Docker's own image: recipes that need locales edit this very file.
  put('etc/dpkg/dpkg.cfg.d/docker', SLIM);
  // No package may start its service while it is installed in a container.
  put('usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
  const keys = debian.all.flatMap((source) => signedByPath(source) ?? []);
  for (const path of [...apt.trustFiles, ...apt.authFiles, ...keys]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(path, join(root, path), { dereference: true });
  }
  const authorities = '/usr/local/share/ca-certificates';
  if (existsSync(join(root, 'usr/sbin/update-ca-certificates')) && existsSync(authorities)) {
    cpSync(authorities, join(root, authorities), { recursive: true, dereference: true });
    await runCommand('chroot', [root, 'update-ca-certificates'], { signal });
  }
  slim(root);
}

const SLIM = `path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/man/*
path-exclude /usr/share/info/*
path-exclude /usr/share/locale/*
`;

const EMPTIED = [
  'var/cache/apt/archives',
  'var/lib/apt/lists',
  'usr/share/man',
  'usr/share/info',
  'usr/share/locale',
];
const REMOVED = [
  'etc/hostname',
  'etc/resolv.conf',
  'etc/machine-id',
  'var/log/bootstrap.log',
  'var/log/dpkg.log',
  'var/log/alternatives.log',
];

function slim(root: string): void {
  for (const path of EMPTIED) {
    rmSync(join(root, path), { recursive: true, force: true });
    mkdirSync(join(root, path), { recursive: true });
  }
  for (const path of REMOVED) rmSync(join(root, path), { force: true });
  keepCopyrights(join(root, 'usr/share/doc'));
}

async function importTree({ endpoint, image, signal }: BaseImageOrder, root: string): Promise<void> {
  const tar = spawn(
    'tar',
    [
      '--create',
      '--numeric-owner',
      '--one-file-system',
      '--exclude=./dev/*',
      '--exclude=./proc/*',
      '--exclude=./sys/*',
      '--directory',
      root,
      '.',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], signal },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    tar.on('error', reject);
    tar.on('close', resolve);
  });
  const [answer, code] = await Promise.all([
    requestEngine(endpoint, {
      method: 'POST',
      path: '/images/create',
      query: {
        fromSrc: '-',
        repo: image.name,
        tag: image.tag,
        message: 'built from the Debian mirror of this machine',
        changes: [`LABEL ${BASE_LABEL}=debootstrap`, 'CMD ["bash"]', `ENV PATH=${CONTAINER_PATH}`],
      },
      body: tar.stdout,
      contentType: 'application/x-tar',
      signal,
    }),
    ended,
  ]);
  const text = await readText(answer);
  if (answer.statusCode !== 200)
    throw new Error(`The engine refused the base image: ${readErrorMessage(text)}`);
  const error = findStreamError(text);
  if (error !== undefined || code !== 0) {
    throw new Error(`The base image could not be imported: ${error ?? `tar ended with code ${code}`}`);
  }
}

const CONTAINER_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A bootstrap that was cut short may leave /proc and /sys mounted in its tree; they must not be emptied. */
async function removeTree(work: string): Promise<void> {
  const signal = AbortSignal.timeout(30_000);
  const mounts = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${work}/`));
  for (const path of mounts.toReversed()) await runCommand('umount', [path], { signal });
  await runCommand('rm', ['-rf', '--one-file-system', work], { signal });
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
