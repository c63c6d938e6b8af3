import type { GuardPort } from '../shared/model/isolation.ts';

/** Where the guard's own programs listen, inside. */
export const own = { dns: 53, proxy: 3128, mail: 2525, mailTls: 2465, caught: 4000 } as const;

/** What a firewall is made from. */
export interface RulesetParts {
  /** The interface with a foot outside; undefined: there is none. */
  readonly outside: string | undefined;
  /** The interfaces to the services. */
  readonly inside: readonly string[];
}

/**
 * The firewall of the guard's own network namespace. Whatever comes from a service ends here: nothing is
 * forwarded outside, whatever route a service has. Pure.
 */
export function ruleset({ outside, inside }: RulesetParts): string {
  const ins = `{ ${inside.map((name) => `"${name}"`).join(', ')} }`;
  const out = outside === undefined ? [] : [outside];
  return `table inet backlot
delete table inet backlot
table inet backlot {
  counter left { }
  counter dropped { }
  set opened {
    type ipv4_addr . inet_service . ipv4_addr . inet_service
    size 8192
    flags dynamic,timeout
    timeout 30s
  }
  set datagrams {
    type ipv4_addr . ipv4_addr . inet_service
    size 2048
    flags dynamic
    counter
  }
  set others {
    type ipv4_addr . ipv4_addr . inet_proto
    size 1024
    flags dynamic
    counter
  }
  chain see {
    type filter hook prerouting priority -150; policy accept;
    iifname != ${ins} accept
    tcp flags & (syn | ack) == syn add @opened { ip saddr . tcp sport . ip daddr . tcp dport }
    udp dport 53 accept
    meta l4proto udp update @datagrams { ip saddr . ip daddr . udp dport }
    meta l4proto { udp, tcp } accept
    ip version 4 update @others { ip saddr . ip daddr . ip protocol }
  }
  chain turn {
    type nat hook prerouting priority -100; policy accept;
    iifname != ${ins} accept
    udp dport 53 redirect to :${own.dns}
    tcp dport 53 redirect to :${own.dns}
    tcp dport ${own.proxy} redirect to :${own.proxy}
    tcp dport { 25, 587, 1025 } redirect to :${own.mail}
    tcp dport 465 redirect to :${own.mailTls}
    meta l4proto tcp redirect to :${own.caught}
  }
  chain publish {
    type nat hook prerouting priority -90; policy accept;
  }
  chain arrive {
    type filter hook input priority 0; policy drop;
    iifname "lo" accept
    ct state established,related accept
    iifname ${ins} udp dport ${own.dns} accept
    iifname ${ins} tcp dport { ${Object.values(own).join(', ')} } accept
    counter name dropped
  }
  chain pass {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
${out.map((name) => `    iifname "${name}" oifname ${ins} ct status dnat accept\n`).join('')}    counter name dropped
  }
  chain leave {
    type filter hook output priority 0; policy accept;
${out.map((name) => `    oifname "${name}" ct direction original counter name left\n`).join('')}  }
  chain hide {
    type nat hook postrouting priority 100; policy accept;
    oifname ${ins} ct status dnat masquerade
  }
}
`;
}

/** Where published ports lead, in place of where they led before. `addresses` has services by name. Pure. */
export function publishRules(
  outside: string,
  ports: readonly GuardPort[],
  addresses: ReadonlyMap<string, string>,
): string {
  const rules = ports.flatMap(({ listen, protocol, service, target }) => {
    const to = addresses.get(service);
    return to === undefined
      ? []
      : [
          `add rule inet backlot publish iifname "${outside}" ${protocol} dport ${listen} dnat ip to ${to}:${target}`,
        ];
  });
  return `${['flush chain inet backlot publish', ...rules].join('\n')}\n`;
}
