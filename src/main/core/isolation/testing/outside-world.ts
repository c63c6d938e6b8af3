import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { noNamespace } from '../../engine/testing/no-namespace.ts';

const run = promisify(execFile);
const ip = (...args: readonly string[]) => run('ip', [...args]);

/** The kinds of packets that are told apart: over IPv4, over IPv6. What is asked of neighbours is none of them. */
const kinds = {
  web: ['-p', 'tcp', '--dport', '80'],
  mail: ['-p', 'tcp', '-m', 'multiport', '--dports', '25,465,587,1025'],
  names: ['-p', 'udp', '--dport', '53'],
  namesByTcp: ['-p', 'tcp', '--dport', '53'],
  datagrams: ['-p', 'udp', '--dport', '9999'],
} as const;
const kinds6 = { web6: kinds.web, mail6: kinds.mail, datagrams6: kinds.datagrams } as const;
const totals = [
  ['-p', 'tcp'],
  ['-p', 'udp'],
  ['-p', 'icmp'],
] as const;
export type ArrivedKind = keyof typeof kinds | keyof typeof kinds6;
export type Arrived = Readonly<Record<ArrivedKind | 'all', number>>;

/** A stand-in for everything outside: a network namespace of this machine, with addresses for documentation. */
export interface OutsideWorld {
  readonly address: string;
  readonly address6: string;
  /** The address that this machine has on the way there. */
  readonly gateway: string;
  /** Packets that have come so far, counted by the namespace's own firewall. */
  readonly arrived: () => Promise<Arrived>;
  readonly remove: () => Promise<void>;
}

/** Why there can be no outside world here; undefined where there can. */
export const noWorld = (): string | undefined =>
  noNamespace(['iptables', 'ip6tables'], (name) => {
    if (!existsSync('/sys/class/net/docker0')) throw new Error("the engine's bridge is not on this machine");
    for (const tables of ['iptables', 'ip6tables'])
      execFileSync('ip', ['netns', 'exec', name, tables, '-t', 'mangle', '-nL'], { stdio: 'pipe' });
  });

/** The first half of an IPv6 address that is for documentation: "2001:db8:1a2b:3c4d". */
export const documentationPrefix = (): string => {
  const parts = randomBytes(4).toString('hex').match(/.{4}/g) ?? [];
  return ['2001', 'db8', ...parts.map((part) => Number.parseInt(part, 16).toString(16))].join(':');
};

/** Packets by rule, as `iptables -nvx` lists them. */
const counts = (listing: string): readonly number[] =>
  listing
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '')
    .map((line) => Number(line.trim().split(/\s+/)[0]));

/** Makes a world of its own on a free part of 203.0.113.0/24. Nothing beyond this machine is ever sent to. */
export async function createWorld(): Promise<OutsideWorld> {
  const name = `bo${randomBytes(4).toString('hex')}`;
  const { stdout: taken } = await ip('-4', '-o', 'address');
  const base = Array.from({ length: 16 }, (_, index) => index * 16).find(
    (first) => !taken.includes(`203.0.113.${first + 1}/`),
  );
  if (base === undefined) throw new Error('203.0.113.0/24 is full');
  const gateway = `203.0.113.${base + 1}`;
  const address = `203.0.113.${base + 2}`;
  const prefix6 = documentationPrefix();
  const address6 = `${prefix6}::2`;
  const remove = async (): Promise<void> => {
    await ip('netns', 'delete', name).catch(() => {});
    await ip('link', 'delete', `${name}h`).catch(() => {});
  };
  const inside = (...args: readonly string[]) => ip('netns', 'exec', name, ...args);
  const add6 = (address: string) => ['-6', 'address', 'add', `${address}/64`, 'nodad', 'dev'] as const;
  try {
    await ip('netns', 'add', name);
    await ip('link', 'add', `${name}h`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('address', 'add', `${gateway}/28`, 'dev', `${name}h`);
    await ip(...add6(`${prefix6}::1`), `${name}h`);
    await ip('link', 'set', `${name}h`, 'up');
    await ip('-n', name, 'address', 'add', `${address}/28`, 'dev', 'eth0');
    await ip('-n', name, ...add6(address6), 'eth0');
    await ip('-n', name, 'link', 'set', 'eth0', 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    const count = (tables: string, to: string, rules: readonly (readonly string[])[]) =>
      rules.reduce(
        (before, rule) =>
          before.then(async () => {
            await inside(tables, '-t', 'mangle', '-A', 'PREROUTING', '-d', to, ...rule);
          }),
        Promise.resolve(),
      );
    await count('iptables', address, [...Object.values(kinds), ...totals]);
    await count('ip6tables', address6, [...Object.values(kinds6), ...totals.slice(0, 2)]);
  } catch (error) {
    await remove();
    throw error;
  }
  const arrivedBy = async <K extends string>(tables: string, named: Readonly<Record<K, unknown>>) => {
    const { stdout } = await inside(tables, '-t', 'mangle', '-nvxL', 'PREROUTING');
    const all = counts(stdout);
    const names = Object.keys(named);
    return {
      kinds: Object.fromEntries(names.map((kind, index) => [kind, all[index] ?? 0])),
      all: all.slice(names.length).reduce((sum, one) => sum + one, 0),
    };
  };
  return {
    address,
    address6,
    gateway,
    remove,
    async arrived() {
      const [four, six] = [await arrivedBy('iptables', kinds), await arrivedBy('ip6tables', kinds6)];
      const of = (kind: ArrivedKind): number => four.kinds[kind] ?? six.kinds[kind] ?? 0;
      return {
        web: of('web'),
        mail: of('mail'),
        names: of('names'),
        namesByTcp: of('namesByTcp'),
        datagrams: of('datagrams'),
        web6: of('web6'),
        mail6: of('mail6'),
        datagrams6: of('datagrams6'),
        all: four.all + six.all,
      };
    },
  };
}
