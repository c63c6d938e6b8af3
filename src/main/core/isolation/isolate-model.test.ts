import { expect, test } from 'vitest';
import { desireStack } from '../engine/desire-stack.ts';
import { type PartialModel, stackModel, testIdentity } from '../engine/testing/stack-model.ts';
import { isolateModel } from './isolate-model.ts';
import { guardConfigOf, type IsolationRules } from './isolation-rules.ts';
import { settleAddresses } from './settle-addresses.ts';

const closed: IsolationRules = { allow: [], record: [], replace: {}, stubs: {}, open: [], local: true };
const image = { name: 'backlot-guard:0123', build: { context: '/app/out/guard' } };

const isolate = (model: PartialModel, rules: Partial<IsolationRules> = {}) =>
  isolateModel(stackModel({ name: 'shop-dev', ...model }), {
    rules: { ...closed, ...rules },
    image,
    composeProject: 'shop-dev',
  });

const port = (target: number, published: string, host_ip?: string) => ({
  target,
  published,
  protocol: 'tcp',
  ...(host_ip === undefined ? {} : { host_ip }),
});

const shop: PartialModel = {
  networks: {
    default: { name: 'shop-dev_default', ipam: {}, enable_ipv6: true },
    back: {
      name: 'shop-dev_back',
      ipam: { config: [{ subnet: '10.9.1.128/25' }, { subnet: 'fd00::/64' }] },
    },
  },
  services: {
    web: {
      ports: [port(80, '8080'), port(443, '8443', '0.0.0.0')],
      environment: { NO_PROXY: 'mine', A: null },
      networks: { default: { ipv6_address: 'fd00::9', aliases: ['shop'] }, back: null },
      depends_on: { db: { condition: 'service_started', required: true } },
    },
    db: { networks: { back: null }, container_name: 'shop-db' },
    shy: { network_mode: 'none' },
    side: { network_mode: 'service:web' },
  },
};

test('networks lead nowhere, but for the one that the guard alone is on', () => {
  const { networks, services } = isolate(shop);
  expect(networks).toEqual({
    default: {
      name: 'shop-dev_default',
      internal: true,
      ipam: {},
      driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
    },
    back: {
      name: 'shop-dev_back',
      internal: true,
      ipam: { config: [{ subnet: '10.9.1.128/25', gateway: '10.9.1.129' }] },
      driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'true' },
    },
    'backlot-outside': { name: 'shop-dev_backlot-outside', ipam: {} },
  });
  const on = (key: string): readonly string[] =>
    Object.entries(services).flatMap(([name, one]) => (key in (one.networks ?? {}) ? [name] : []));
  expect(on('backlot-outside')).toEqual(['backlot-guard']);
  expect(on('back')).toEqual(['backlot-guard', 'web', 'db']);
});

test('a service asks the guard for names, and knows its proxy', () => {
  const { services } = isolate(shop);
  expect(services.web).toMatchObject({
    dns: ['guard'],
    dns_search: ['.'],
    networks: { default: { aliases: ['shop'] }, back: null },
    environment: { http_proxy: 'http://backlot-guard:3128', NO_PROXY: 'mine', A: null },
    depends_on: {
      db: { condition: 'service_started' },
      'backlot-guard': { condition: 'service_started', required: true },
    },
  });
  expect(services.web?.networks?.default).toEqual({ aliases: ['shop'] });
  expect(services.web?.environment?.no_proxy?.split(',')).toEqual(
    expect.arrayContaining(['localhost', 'web', 'db', 'shop', 'shop-db', 'shop-dev-db-1']),
  );
  expect(services.side).toMatchObject({ environment: { https_proxy: 'http://backlot-guard:3128' } });
  expect(services.side).not.toHaveProperty('dns');
  expect(services.shy).toEqual(stackModel(shop).services.shy);
});

test('the guard has their ports, on loopback of this machine', () => {
  const { services } = isolate(shop);
  expect(services.web).not.toHaveProperty('ports');
  expect(services['backlot-guard']?.ports).toEqual([
    port(20_000, '8080', '127.0.0.1'),
    port(20_001, '8443', '127.0.0.1'),
  ]);
  expect(isolate(shop, { local: false }).services['backlot-guard']?.ports).toEqual([
    port(20_000, '8080'),
    port(20_001, '8443', '0.0.0.0'),
  ]);
});

test('without hosts that are allowed, the guard asks no resolver at all', () => {
  expect(isolate(shop).services['backlot-guard']?.dns).toEqual(['127.0.0.1']);
  expect(isolate(shop, { allow: ['api.example.com'] }).services['backlot-guard']).not.toHaveProperty('dns');
});

test('services of an environment with sandboxes know its authority, unless they say otherwise', () => {
  const { services, volumes } = isolate(
    {
      services: {
        web: { environment: { SSL_CERT_FILE: '/own.pem' } },
        stone: { read_only: true },
        payments: { expose: ['8000'] },
      },
    },
    { replace: { 'api.payments.example': { service: 'payments' } } },
  );
  expect(services.web?.environment).toMatchObject({
    NODE_EXTRA_CA_CERTS: '/etc/backlot/ca.pem',
    REQUESTS_CA_BUNDLE: '/etc/backlot/ca-bundle.pem',
    SSL_CERT_FILE: '/own.pem',
  });
  expect(services.web).not.toHaveProperty('volumes');
  expect(services.stone).toMatchObject({
    environment: { CURL_CA_BUNDLE: '/etc/backlot/stone-ca-bundle.pem' },
    volumes: [{ type: 'volume', source: 'backlot-trust', target: '/etc/backlot' }],
  });
  expect(volumes['backlot-trust']).toEqual({ name: 'shop-dev_backlot-trust' });
  expect(services['backlot-guard']?.environment?.BACKLOT_GUARD).toContain(
    '"replace":[{"host":"api.payments.example","sandbox":{"service":"payments","port":8000}}]',
  );
  expect(isolate(shop).services.web?.environment).not.toHaveProperty('SSL_CERT_FILE');
});

test('what can not be isolated runs only with consent', () => {
  const agent: PartialModel = { services: { agent: { network_mode: 'host', privileged: true } } };
  expect(() => isolate(agent)).toThrow(
    'Service agent can\'t be isolated: it is privileged, network_mode is "host".',
  );
  const { services } = isolate(agent, { open: ['agent'] });
  expect(services.agent).toEqual(stackModel(agent).services.agent);
  expect(() => isolate({ services: { 'backlot-guard': {} } })).toThrow('called backlot-guard');
});

test('addresses are known when the networks are there; fingerprints stay', () => {
  const stack = desireStack(isolate(shop), {
    identity: testIdentity(),
    api: '1.41',
    files: { env: {}, contents: {} },
  });
  expect(guardConfigOf(stack)).toEqual({
    composeProject: 'shop-dev',
    services: { web: null, db: 'shop-db', shy: null, side: null },
    allow: [],
    record: [],
    replace: [],
    stubs: null,
    ports: [
      { listen: 20_000, protocol: 'tcp', service: 'web', target: 80 },
      { listen: 20_001, protocol: 'tcp', service: 'web', target: 443 },
    ],
  });
  const settled = settleAddresses(
    stack,
    new Map([
      ['shop-dev_back', '10.9.1.129/25'],
      ['shop-dev_default', '172.21.0.1/16'],
      ['shop-dev_backlot-outside', '172.22.0.1/16'],
    ]),
  );
  const of = (name: string) => settled.services.find((one) => one.name === name);
  expect(of('db')?.service.dns).toEqual(['10.9.1.129']);
  expect(of('backlot-guard')?.service.environment?.BACKLOT_GATEWAYS?.split(' ').sort()).toEqual([
    '10.9.1.129/25',
    '172.21.0.1/16',
  ]);
  expect(settled.services.map(({ hash }) => hash)).toEqual(stack.services.map(({ hash }) => hash));
  expect(settleAddresses(stack, new Map()).services.find(({ name }) => name === 'db')?.service.dns).toEqual([
    'guard',
  ]);
});
