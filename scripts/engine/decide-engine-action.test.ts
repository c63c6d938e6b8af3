import { describe, expect, test } from 'vitest';
import { decideEngineAction } from './decide-engine-action.ts';
import type { EngineSighting } from './find-engine.ts';
import type { PlatformFacts } from './observe-platform.ts';

const debianRoot: PlatformFacts = {
  platform: 'linux',
  family: 'debian',
  distribution: 'debian',
  codename: 'bookworm',
  root: true,
  systemd: true,
  apt: true,
};
const debianUser: PlatformFacts = { ...debianRoot, root: false };
const ubuntuRoot: PlatformFacts = { ...debianRoot, distribution: 'ubuntu', codename: 'noble' };
const fedoraRoot: PlatformFacts = { ...debianRoot, family: 'fedora', distribution: 'fedora', apt: false };
const fedoraUser: PlatformFacts = { ...fedoraRoot, root: false };
const archUser: PlatformFacts = { ...fedoraUser, family: 'arch', distribution: 'arch' };
const suseUser: PlatformFacts = { ...fedoraUser, family: 'suse', distribution: 'opensuse-leap' };
const alpineRoot: PlatformFacts = { ...fedoraRoot, family: 'other', distribution: 'alpine', systemd: false };
const mac: PlatformFacts = { ...alpineRoot, platform: 'darwin', distribution: '', root: false };
const windows: PlatformFacts = { ...mac, platform: 'win32' };
const freebsd: PlatformFacts = { ...mac, platform: 'freebsd' };

const endpoint = { kind: 'socket', path: '/var/run/docker.sock' } as const;
const source = '/var/run/docker.sock';
const answering: EngineSighting = { state: 'answering', endpoint, source, apiVersion: '1.41' };
const denied: EngineSighting = { state: 'permission-denied', endpoint, source, chosen: false };
const silent: EngineSighting = {
  state: 'silent',
  endpoint,
  source: 'DOCKER_HOST',
  reason: 'nothing listens there',
};
const notRunning: EngineSighting = { state: 'not-running' };
const notInstalled: EngineSighting = { state: 'not-installed' };

test.each<[string, EngineSighting, PlatformFacts, string]>([
  ['an engine that answers is ready', answering, mac, 'ready'],
  ['root on Debian installs and starts', notInstalled, debianRoot, 'install-and-start'],
  ['root on Ubuntu installs and starts', notInstalled, ubuntuRoot, 'install-and-start'],
  ['root on Debian starts what is installed', notRunning, debianRoot, 'start'],
  ['root on Fedora starts what is installed', notRunning, fedoraRoot, 'start'],
  ['root on Fedora installs nothing', notInstalled, fedoraRoot, 'explain'],
  ['a user on Debian gets steps', notInstalled, debianUser, 'explain'],
  ['a user on Debian starts nothing', notRunning, debianUser, 'explain'],
  ['a Mac gets steps', notRunning, mac, 'explain'],
  ['an endpoint the user named is never replaced, even for root', silent, debianRoot, 'explain'],
  ['a refusal is never worked around', denied, debianUser, 'explain'],
])('%s', (_name, sighting, facts, action) => {
  expect(decideEngineAction(sighting, facts).do).toBe(action);
});

describe('the steps', () => {
  const explain = (sighting: EngineSighting, facts: PlatformFacts) => {
    const action = decideEngineAction(sighting, facts);
    return action.do === 'explain' ? [action.problem, ...action.steps].join('\n') : action.do;
  };

  test.each<[string, EngineSighting, PlatformFacts]>([
    ['Debian, not installed, a user', notInstalled, debianUser],
    ['Fedora, not installed, a user', notInstalled, fedoraUser],
    ['Arch, not installed, a user', notInstalled, archUser],
    ['SUSE, not installed, a user', notInstalled, suseUser],
    ['another Linux, not installed, root without systemd', notInstalled, alpineRoot],
    ['macOS, not installed', notInstalled, mac],
    ['macOS, not running', notRunning, mac],
    ['Windows, not installed', notInstalled, windows],
    ['Windows, not running', notRunning, windows],
    ['another system, not installed', notInstalled, freebsd],
    ['Linux, no permission', denied, debianUser],
    ['macOS, no permission', denied, mac],
    ['a named endpoint that is silent', silent, debianRoot],
  ])('%s', (_name, sighting, facts) => {
    expect(explain(sighting, facts)).toMatchSnapshot();
  });
});
