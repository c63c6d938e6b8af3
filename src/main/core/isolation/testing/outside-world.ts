import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { noNamespace } from '../../engine/testing/no-namespace.ts';

const run = promisify(execFile);
const ip = (...args: readonly string[]) => run('ip', [...args]);

/** The kinds of packets that are told apart. */
const kinds = {
  web: ['-p', 'tcp', '--dport', '80'],
  mail: ['-p', 'tcp', '--dport', '25'],
  names: ['-p', 'udp', '--dport', '53'],
  datagrams: ['-p', 'udp', '--dport', '9999'],
} as const;
export type Arrived = Readonly<Record<keyof typeof kinds | 'all', number>>;

/** A stand-in for everything outside: a network namespace of this machine, with addresses for documentation. */
export interface OutsideWorld {
  readonly address: string;
  /** Packets that have come so far, counted by the namespace's own firewall. */
  readonly arrived: () => Promise<Arrived>;
  readonly remove: () => Promise<void>;
}

/** Why there can be no outside world here; undefined where there can. */
export const noWorld = (): string | undefined =>
  noNamespace(['iptables'], (name) => {
    if (!existsSync('/sys/class/net/docker0')) throw new Error("the engine's bridge is not on this machine");
    execFileSync('ip', ['netns', 'exec', name, 'iptables', '-t', 'mangle', '-nL'], { stdio: 'pipe' });
  });

/** Makes a world of its own on a free part of 203.0.113.0/24. Nothing beyond this machine is ever sent to. */
export async function createWorld(): Promise<OutsideWorld> {
  const name = `bo${randomBytes(4).toString('hex')}`;
  const { stdout: taken } = await ip('-4', '-o', 'address');
  const base = Array.from({ length: 16 }, (_, index) => index * 16).find(
    (first) => !taken.includes(`203.0.113.${first + 1}/`),
  );
  if (base === undefined) throw new Error('203.0.113.0/24 is full');
  const address = `203.0.113.${base + 2}`;
  const remove = async (): Promise<void> => {
    await ip('netns', 'delete', name).catch(() => {});
    await ip('link', 'delete', `${name}h`).catch(() => {});
  };
  const inside = (...args: readonly string[]) => ip('netns', 'exec', name, ...args);
  try {
    await ip('netns', 'add', name);
    await ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('address', 'add', `203.0.113.${base + 1}/28`, 'dev', `${name}h`);
    await ip('link', 'set', `${name}h`, 'up');
    await ip('-n', name, 'address', 'add', `${address}/28`, 'dev', 'eth0');
    await ip('-n', name, 'link', 'set', 'eth0', 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    for (const rule of Object.values(kinds))
      await inside('iptables', '-t', 'mangle', '-A', 'PREROUTING', ...rule);
    await inside('iptables', '-t', 'mangle', '-A', 'PREROUTING', '-d', address);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    address,
    remove,
    async arrived() {
      const { stdout } = await inside('iptables', '-t', 'mangle', '-nvxL', 'PREROUTING');
      const [web = 0, mail = 0, names = 0, datagrams = 0, all = 0] = stdout
        .split('\n')
        .slice(2)
        .map((line) => Number(line.trim().split(/\s+/)[0]));
      return { web, mail, names, datagrams, all };
    },
  };
}
