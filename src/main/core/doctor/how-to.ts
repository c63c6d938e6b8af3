import type { HowTo } from './finding.ts';
import type { Machine } from './observe-machine.ts';

export type Problem =
  | 'docker-missing'
  | 'docker-permission'
  | 'docker-too-old'
  | 'windows-containers'
  | 'git-missing'
  | 'git-too-old'
  | 'git-identity'
  | 'inotify';

export type Place = 'debian' | 'fedora' | 'arch' | 'linux' | 'macos' | 'windows';

/** Which column of the tables this machine reads. */
export function placeOf({ platform, family }: Pick<Machine, 'platform' | 'family'>): Place {
  if (platform === 'darwin') return 'macos';
  if (platform === 'win32') return 'windows';
  return family === 'other' ? 'linux' : family;
}

type Row = Readonly<Record<Place, HowTo>>;

const run = (command: string, ...steps: string[]): HowTo => ({ command, steps });
const read = (...steps: string[]): HowTo => ({ steps });

const onLinux = (howTo: HowTo): Pick<Row, 'debian' | 'fedora' | 'arch' | 'linux'> => ({
  debian: howTo,
  fedora: howTo,
  arch: howTo,
  linux: howTo,
});

const identity = run(
  'git config --global user.name "Your Name" && git config --global user.email you@example.org',
  'Put your own name and address in.',
);

const table: Readonly<Record<Problem, Row>> = {
  'docker-missing': {
    debian: run('sudo apt-get update && sudo apt-get install -y docker.io'),
    fedora: run('sudo dnf install -y moby-engine && sudo systemctl enable --now docker'),
    arch: run('sudo pacman -S --noconfirm docker && sudo systemctl enable --now docker'),
    linux: read(
      "Install Docker Engine 20.10 or newer with your distribution's package manager and start it.",
    ),
    macos: run('brew install --cask docker-desktop && open -a Docker', 'OrbStack or Colima will do as well.'),
    windows: run('winget install -e --id Docker.DockerDesktop', 'Start Docker Desktop when it is installed.'),
  },
  'docker-permission': {
    ...onLinux(run('sudo usermod -aG docker "$USER"', 'Log out and in again, so that the new group counts.')),
    macos: read('Restart Docker Desktop; it hands its socket to the user who is logged in.'),
    windows: run(
      'net localgroup docker-users "%USERNAME%" /add',
      'Run it in a terminal opened as administrator.',
      'Log out and in again, so that the new group counts.',
    ),
  },
  'docker-too-old': {
    debian: run(
      'sudo apt-get update && sudo apt-get install -y docker.io',
      'Where Docker came from its own packages, upgrade docker-ce instead.',
    ),
    fedora: run(
      'sudo dnf upgrade -y moby-engine',
      'Where Docker came from its own packages, upgrade docker-ce instead.',
    ),
    arch: run('sudo pacman -Syu docker'),
    linux: read('Update Docker Engine to 20.10 or newer.'),
    macos: run('brew upgrade --cask docker-desktop', 'Or choose "Check for updates" in Docker Desktop.'),
    windows: run('winget upgrade -e --id Docker.DockerDesktop'),
  },
  'windows-containers': {
    ...onLinux(read('Choose the context of an engine that runs Linux containers.')),
    macos: read('Choose the context of an engine that runs Linux containers.'),
    windows: run('& "$Env:ProgramFiles\\Docker\\Docker\\DockerCli.exe" -SwitchLinuxEngine'),
  },
  'git-missing': {
    debian: run('sudo apt-get update && sudo apt-get install -y git'),
    fedora: run('sudo dnf install -y git'),
    arch: run('sudo pacman -S --noconfirm git'),
    linux: read("Install git 2.20 or newer with your distribution's package manager."),
    macos: run('xcode-select --install'),
    windows: run('winget install -e --id Git.Git', 'Start Backlot again, so that it finds the new program.'),
  },
  'git-too-old': {
    debian: run('sudo apt-get update && sudo apt-get install -y --only-upgrade git'),
    fedora: run('sudo dnf upgrade -y git'),
    arch: run('sudo pacman -Syu git'),
    linux: read('Update git to 2.20 or newer.'),
    macos: run('brew install git'),
    windows: run('winget upgrade -e --id Git.Git'),
  },
  'git-identity': {
    ...onLinux(identity),
    macos: identity,
    windows: { ...identity, command: identity.command?.replace(' && ', '; ') },
  },
  // Linux alone has this limit.
  inotify: {
    ...onLinux(
      run(
        'echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60-backlot.conf && sudo sysctl --system',
      ),
    ),
    macos: read(),
    windows: read(),
  },
};

/** What mends a problem on this machine. Root is not told to use sudo. */
export function howTo(problem: Problem, machine: Pick<Machine, 'platform' | 'family' | 'root'>): HowTo {
  const { command, steps } = table[problem][placeOf(machine)];
  return command === undefined
    ? { steps }
    : { command: machine.root ? command.replaceAll('sudo ', '') : command, steps };
}

/** A path as one word of a command line. */
export function quote(path: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return /^[\w.\\:-]+$/.test(path) ? path : `"${path}"`;
  return /^[\w./:@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
