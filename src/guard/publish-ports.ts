import { promises as dns } from 'node:dns';
import type { GuardPort } from '../shared/model/isolation.ts';
import { publishRules } from './ruleset.ts';
import { runTool } from './run-tool.ts';

/** While a service has no address yet, and once all have one. */
const lookAgainMs = { missing: 100, settled: 1000 } as const;

/** Keeps published ports leading to their services, also when a service has another address. Never ends. */
export async function publishPorts(outside: string, ports: readonly GuardPort[]): Promise<never> {
  const resolver = new dns.Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers(['127.0.0.11']);
  const services = [...new Set(ports.map(({ service }) => service))];
  let before = '';
  for (;;) {
    const found = await Promise.all(
      services.map(async (service) => {
        const addresses = await resolver.resolve4(service).catch(() => []);
        return [...addresses]
          .sort()
          .slice(0, 1)
          .map((address) => [service, address] as const);
      }),
    );
    const rules = publishRules(outside, ports, new Map(found.flat()));
    if (rules !== before) {
      await runTool('nft', ['-f', '-'], rules);
      before = rules;
    }
    await new Promise((resolve) =>
      setTimeout(resolve, found.every((one) => one.length > 0) ? lookAgainMs.settled : lookAgainMs.missing),
    );
  }
}
