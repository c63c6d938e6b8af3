import { expect, test } from 'vitest';
import { howTo, type Problem, placeOf, quote } from './how-to.ts';
import type { LinuxFamily } from './observe-machine.ts';

const machines: readonly [name: string, platform: NodeJS.Platform, family: LinuxFamily][] = [
  ['Debian', 'linux', 'debian'],
  ['Fedora', 'linux', 'fedora'],
  ['Arch', 'linux', 'arch'],
  ['another Linux', 'linux', 'other'],
  ['macOS', 'darwin', 'other'],
  ['Windows', 'win32', 'other'],
];

const problems: readonly Problem[] = [
  'docker-missing',
  'docker-permission',
  'docker-too-old',
  'windows-containers',
  'git-missing',
  'git-too-old',
  'git-identity',
];

const sayAll = (problem: Problem): string =>
  machines
    .map(([name, platform, family]) => {
      const { command, steps } = howTo(problem, { platform, family, root: false });
      return `${name}: ${command ?? '-'}${steps.map((step) => `\n  ${step}`).join('')}`;
    })
    .join('\n');

test('how Docker is installed', () => {
  expect(sayAll('docker-missing')).toBe(`Debian: sudo apt-get update && sudo apt-get install -y docker.io
Fedora: sudo dnf install -y moby-engine && sudo systemctl enable --now docker
Arch: sudo pacman -S --noconfirm docker && sudo systemctl enable --now docker
another Linux: -
  Install Docker Engine 20.10 or newer with your distribution's package manager and start it.
macOS: brew install --cask docker-desktop && open -a Docker
  OrbStack or Colima will do as well.
Windows: winget install -e --id Docker.DockerDesktop
  Start Docker Desktop when it is installed.`);
});

test('how git is installed', () => {
  expect(sayAll('git-missing')).toBe(`Debian: sudo apt-get update && sudo apt-get install -y git
Fedora: sudo dnf install -y git
Arch: sudo pacman -S --noconfirm git
another Linux: -
  Install git 2.20 or newer with your distribution's package manager.
macOS: xcode-select --install
Windows: winget install -e --id Git.Git
  Start Backlot again, so that it finds the new program.`);
});

test('every problem has a command or a step on every platform', () => {
  for (const problem of problems)
    for (const [, platform, family] of machines) {
      const { command, steps } = howTo(problem, { platform, family, root: false });
      expect(command ?? steps[0], `${problem} on ${platform} ${family}`).toBeTruthy();
    }
});

test('root is not told to use sudo', () => {
  expect(howTo('inotify', { platform: 'linux', family: 'debian', root: true }).command).toBe(
    'echo fs.inotify.max_user_watches=524288 | tee /etc/sysctl.d/60-backlot.conf && sysctl --system',
  );
});

test('a machine reads its own column', () => {
  expect(machines.map(([, platform, family]) => placeOf({ platform, family }))).toEqual([
    'debian',
    'fedora',
    'arch',
    'linux',
    'macos',
    'windows',
  ]);
});

test.each([
  ['/home/anna/.local/share/backlot', 'linux', '/home/anna/.local/share/backlot'],
  ["/home/an na/it's", 'linux', "'/home/an na/it'\\''s'"],
  ['C:\\Users\\Anna\\Backlot', 'win32', 'C:\\Users\\Anna\\Backlot'],
  ['C:\\Users\\An na\\Backlot', 'win32', '"C:\\Users\\An na\\Backlot"'],
] as const)('%s is one word on %s', (path, platform, word) => {
  expect(quote(path, platform)).toBe(word);
});
