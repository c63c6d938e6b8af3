import type { PlatformFacts } from './observe-platform.ts';

const AGAIN = 'Then run the same command again.';
const JOIN_GROUP = 'sudo usermod -aG docker "$USER"';
const NEW_SESSION = 'newgrp docker    (or log out and in)';

/** The steps that install and start an engine on this platform, in order. */
export function explainInstall(facts: PlatformFacts): readonly string[] {
  switch (facts.platform) {
    case 'darwin':
      return [
        'brew install --cask docker-desktop    (or: brew install colima docker)',
        'open -a Docker    (or: colima start)',
        AGAIN,
      ];
    case 'win32':
      return [
        'winget install Docker.DockerDesktop',
        'Start Docker Desktop and wait until it says that the engine is running.',
        AGAIN,
      ];
    case 'linux':
      return [...linuxInstall(facts), ...explainStart(facts)];
    default:
      return ['Install a Docker engine for this system, or name one elsewhere with DOCKER_HOST.', AGAIN];
  }
}

/** The steps that start an engine which is installed, in order. */
export function explainStart(facts: PlatformFacts): readonly string[] {
  switch (facts.platform) {
    case 'darwin':
      return ['open -a Docker    (or: colima start, or: open -a OrbStack)', AGAIN];
    case 'win32':
      return ['Start Docker Desktop and wait until it says that the engine is running.', AGAIN];
    default: {
      const sudo = facts.root ? '' : 'sudo ';
      const start = facts.systemd
        ? `${sudo}systemctl enable --now docker`
        : `${sudo}sh -c 'setsid dockerd >/var/log/dockerd.log 2>&1 &'`;
      return [start, ...(facts.root ? [] : [JOIN_GROUP, NEW_SESSION]), AGAIN];
    }
  }
}

/** The steps that let this user use an engine that refuses them, in order. */
export function explainPermission(facts: PlatformFacts): readonly string[] {
  return facts.platform === 'linux'
    ? [`${JOIN_GROUP}    (this gives root rights on this machine)`, NEW_SESSION, AGAIN]
    : ['Start Docker Desktop as this user, or ask its owner for access.', AGAIN];
}

function linuxInstall(facts: PlatformFacts): readonly string[] {
  const sudo = facts.root ? '' : 'sudo ';
  switch (facts.family) {
    case 'debian':
      return [
        `${sudo}apt-get update`,
        `${sudo}apt-get install -y --no-install-recommends docker.io iptables`,
      ];
    case 'fedora':
      return [`${sudo}dnf install -y moby-engine    (or docker-ce, from Docker's own repository)`];
    case 'arch':
      return [`${sudo}pacman -S --needed docker`];
    case 'suse':
      return [`${sudo}zypper install -y docker`];
    case 'other':
      return [
        'Install Docker Engine from your distribution, under the name docker, docker.io or moby-engine.',
      ];
  }
}
