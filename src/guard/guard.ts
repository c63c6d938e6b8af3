import { mkdir, readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { AttemptMeans, GuardConfig, Verdict } from '../shared/model/isolation.ts';
import { type Authority, openAuthority } from './authority.ts';
import { captureMail } from './capture-mail.ts';
import { catchConnections } from './catch-connections.ts';
import { type Decision, decide, decideName } from './decide.ts';
import { destinations } from './destinations.ts';
import { findInterfaces } from './find-interfaces.ts';
import { findService } from './find-service.ts';
import { createLedger } from './ledger.ts';
import { openMailStore } from './mail-store.ts';
import { nameClients } from './name-clients.ts';
import { publishPorts } from './publish-ports.ts';
import { createRecorder } from './record-answers.ts';
import { own, ruleset } from './ruleset.ts';
import { runTool } from './run-tool.ts';
import { serveControl } from './serve-control.ts';
import { serveDns } from './serve-dns.ts';
import { serveProxy } from './serve-proxy.ts';
import { serveSandboxes } from './serve-sandboxes.ts';
import { answerStubs } from './stubs/answer-stub.ts';
import { watchFirewall } from './watch-firewall.ts';

const mailLimits = { mails: 5000, bytes: 2 ** 30, largest: 50 * 2 ** 20 };
/** The roots of the guard's own image: for services whose image has none. */
const systemRoots = '/etc/ssl/certs/ca-certificates.crt';

// Made by Backlot itself: a guard without it does not start.
const config: GuardConfig = JSON.parse(process.env.BACKLOT_GUARD ?? '');
const gateways = (process.env.BACKLOT_GATEWAYS ?? '').split(' ').filter((one) => one !== '');

const addresses = Object.entries(networkInterfaces()).flatMap(([name, all]) =>
  (all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address, cidr }) => ({ name, address, cidr: cidr ?? `${address}/32` })),
);
const { outside, inside } = findInterfaces(addresses, gateways);
// The firewall comes first: there is no moment in which something could pass.
await runTool('nft', ['-f', '-'], ruleset({ outside, inside: [...new Set(inside.map(({ name }) => name))] }));

const since = Date.now();
const ledger = createLedger();
const nameOf = nameClients(config);
const note = (
  client: string,
  attempt: { host: string; port: number; means: AttemptMeans; verdict: Verdict },
): void => {
  nameOf(client).then((service) => ledger.note({ service, ...attempt }));
};
const judge = (
  client: string,
  attempt: { readonly host: string; readonly port: number; readonly means: AttemptMeans },
): Decision => {
  const decision = decide(config, attempt.host, attempt.port);
  note(client, { ...attempt, verdict: decision.verdict });
  return decision;
};
const asked = (client: string, name: string): void => {
  // The guard's own questions, for hosts that are allowed.
  if (client.startsWith('127.')) return;
  note(client, { host: name, port: 0, means: 'name', verdict: decideName(config, name) });
};

await mkdir('/run/guard', { recursive: true });
const store = await openMailStore('/data/mail', mailLimits);
let opened: Promise<Authority> | undefined;
/** Made when it is first needed: most environments replace nothing. */
const authority = (): Promise<Authority> => {
  opened ??= openAuthority('/data/ca', '/run/guard', `Backlot sandboxes of ${config.composeProject}`);
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
};
const trusted = config.replace.length + config.record.length > 0;
if (trusted) authority().catch((error: unknown) => console.error(String(error)));
const mail = {
  store,
  nameOf,
  largest: mailLimits.largest,
  contextFor: trusted ? async (host: string) => (await authority()).contextFor(host) : undefined,
  captured: ({ service, to }: { readonly service: string; readonly to: readonly string[] }) =>
    ledger.note({ service, host: to[0] ?? '', port: 25, means: 'mail', verdict: 'captured' }),
};
const recorder = createRecorder();
const stubs = answerStubs(config.stubs === null ? {} : JSON.parse(await readFile(config.stubs, 'utf8')));
const sandboxes = serveSandboxes({
  authority,
  findService: findService(inside.map(({ cidr }) => cidr)),
  stubs,
  recorder,
});
const look = watchFirewall(ledger, nameOf);
await Promise.all([
  serveDns('127.0.0.1', '127.0.0.1', asked),
  ...inside.flatMap(({ address, cidr }) => {
    const gateway = cidr.replace(/\/.*/, '');
    return [...new Set([address, gateway])].map((at) => serveDns(at, gateway, asked));
  }),
  serveProxy(own.proxy, { judge, isService: (host) => host in config.services, sandboxes }),
  catchConnections(own.caught, { judge, destination: destinations(), sandboxes }),
  captureMail(own.mail, false, mail),
  captureMail(own.mailTls, true, mail),
]);
// Only now is it there: what a service asks before waits for its address, and is refused by nobody.
await Promise.all(inside.map(({ name, cidr }) => runTool('ip', ['address', 'replace', cidr, 'dev', name])));
// Last: its socket is what says that the guard is ready.
await serveControl({
  egress: async () => {
    const counters = await look();
    return { since, rows: ledger.rows(), beyond: ledger.beyond(), counters };
  },
  box: store.box,
  recorded: async () => recorder.list(),
  file: store.file,
  authority: async () => {
    const { certificate } = await authority();
    return { certificate, roots: await readFile(systemRoots, 'utf8') };
  },
});
process.on('SIGTERM', () => process.exit());
if (outside !== undefined && config.ports.length > 0) await publishPorts(outside, config.ports);
