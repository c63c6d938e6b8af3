import { describe, expect, test } from 'vitest';
import { planText } from '../operations/plan-text.ts';
import type { DesiredStack } from './desired.ts';
import type { ObservedContainer, ObservedStack } from './observed.ts';
import { reconcileUp } from './reconcile-up.ts';
import { simulate } from './testing/simulate.ts';
import { desireModel, emptyEngine, type PartialModel } from './testing/stack-model.ts';
import type { UpRequest } from './up-request.ts';

const healthy = { condition: 'service_healthy', required: true } as const;
const completed = { condition: 'service_completed_successfully', required: true } as const;
const started = { condition: 'service_started', required: true } as const;
const check = { test: ['CMD', 'true'], interval: '5s' };

const shop: PartialModel = {
  services: {
    web: { depends_on: { api: started }, ports: [{ target: 80, published: '8080', protocol: 'tcp' }] },
    api: {
      depends_on: { db: healthy, migrate: completed },
      environment: { LEVEL: 'info', TOKEN: 'hush', EMPTY: null },
    },
    migrate: { image: 'api:1', depends_on: { db: healthy } },
    db: { healthcheck: check, volumes: [{ type: 'volume', source: 'data', target: '/data' }] },
  },
  volumes: { data: { name: 'shop_data' } },
};

const up = (desired: DesiredStack, engine = emptyEngine(desired)): ObservedStack =>
  simulate(reconcileUp(desired, engine), desired, engine);

/** The environment of containers made from a model, as the engine would show it. */
const withEnv = (observed: ObservedStack, service: string, env: Record<string, string>): ObservedStack => ({
  ...observed,
  containers: observed.containers.map((one) =>
    one.service === service ? { ...one, env: { PATH: '/bin', ...env } } : one,
  ),
});

const change = (observed: ObservedStack, service: string, to: Partial<ObservedContainer>): ObservedStack => ({
  ...observed,
  containers: observed.containers.map((one) => (one.service === service ? { ...one, ...to } : one)),
});

const edit = (model: PartialModel, service: string, to: PartialModel['services'][string]): PartialModel => ({
  ...model,
  services: { ...model.services, [service]: { ...model.services[service], ...to } },
});

const text = (desired: DesiredStack, observed: ObservedStack, request?: UpRequest): string =>
  planText(reconcileUp(desired, observed, request));

test('a first start: objects, then containers, each once what it needs is so far', () => {
  const desired = desireModel(shop);
  expect(text(desired, emptyEngine(desired))).toMatchInlineSnapshot(`
    "Bring up dev of shop
     1. create network shop-dev_default: it is not there
     2. create volume shop-dev_data: it is not there
     3. create db: it is not there (after 1, 2)
     4. start db: it is new (after 3)
     5. wait db: it must be ready (after 4)
     6. create migrate: it is not there (after 1)
     7. start migrate: it is new (after 5, 6)
     8. wait migrate: it must complete (after 7)
     9. create api: it is not there (after 1)
    10. start api: it is new (after 5, 8, 9)
    11. wait api: it must be ready (after 10)
    12. create web: it is not there (after 1)
    13. start web: it is new (after 10, 12)
    14. wait web: it must be ready (after 13)
    "
  `);
});

test('nothing to do when all is as wanted; a completed job is done', () => {
  const desired = desireModel(shop);
  const observed = up(desired);
  expect(observed.containers.find(({ service }) => service === 'migrate')?.state).toBe('exited');
  expect(text(desired, observed)).toBe('Nothing to do: dev of shop is as wanted\n');
});

test('an environment edit makes that service anew and names variables, never values', () => {
  const observed = withEnv(up(desireModel(shop)), 'api', { LEVEL: 'info', TOKEN: 'hush' });
  const desired = desireModel(edit(shop, 'api', { environment: { LEVEL: 'debug', MORE: '1' } }));
  const plan = text(desired, observed);
  expect(plan).not.toMatch(/hush|debug/);
  expect(plan).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. recreate api: environment variable LEVEL changed, environment variable MORE added, environment variable TOKEN removed [destructive]
    2. start api: it is new (after 1)
    3. wait api: it must be ready (after 2)
    4. remove api, the one before: it was replaced [destructive] (after 3)
    "
  `);
});

test('a new image behind the same reference', () => {
  const desired = desireModel(shop);
  const observed = up(desired);
  const images = { ...observed.images, 'db:1': { id: 'sha256:other', env: {} } };
  expect(text(desired, { ...observed, images })).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. recreate db: image digest changed [destructive]
    2. start db: it is new (after 1)
    3. wait db: it must be ready (after 2)
    4. remove db, the one before: it was replaced [destructive] (after 3)
    "
  `);
});

test('a missing image is pulled or built once, before what is made from it', () => {
  const desired = desireModel(edit(shop, 'web', { build: { context: '/src/shop' }, depends_on: {} }));
  expect(text(desired, { ...emptyEngine(), images: {} })).toMatchInlineSnapshot(`
    "Bring up dev of shop
     1. create network shop-dev_default: it is not there
     2. create volume shop-dev_data: it is not there
     3. build image web:1: the engine does not have it
     4. create web: it is not there (after 1, 3)
     5. start web: it is new (after 4)
     6. wait web: it must be ready (after 5)
     7. pull image db:1: the engine does not have it
     8. create db: it is not there (after 1, 2, 7)
     9. start db: it is new (after 8)
    10. wait db: it must be ready (after 9)
    11. pull image api:1: the engine does not have it
    12. create migrate: it is not there (after 1, 11)
    13. start migrate: it is new (after 10, 12)
    14. wait migrate: it must complete (after 13)
    15. create api: it is not there (after 1, 11)
    16. start api: it is new (after 10, 14, 15)
    17. wait api: it must be ready (after 16)
    "
  `);
});

test('stopped, paused and unhealthy containers', () => {
  const desired = desireModel(shop);
  let observed = up(desired);
  observed = change(observed, 'web', { state: 'exited', exitCode: 137 });
  observed = change(observed, 'api', { state: 'paused' });
  observed = change(observed, 'db', { health: 'unhealthy' });
  expect(text(desired, observed)).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. wait db: it is not ready yet
    2. start api: it is paused (after 1)
    3. wait api: it must be ready (after 2)
    4. start web: it is stopped (after 2)
    5. wait web: it must be ready (after 4)
    "
  `);
});

test('one service alone, with and without what it needs', () => {
  const desired = desireModel(shop);
  const request = { services: ['migrate'] };
  expect(text(desired, emptyEngine(desired), request)).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. create network shop-dev_default: it is not there
    2. create volume shop-dev_data: it is not there
    3. create db: it is not there (after 1, 2)
    4. start db: it is new (after 3)
    5. wait db: it must be ready (after 4)
    6. create migrate: it is not there (after 1)
    7. start migrate: it is new (after 5, 6)
    8. wait migrate: it must complete (after 7)
    "
  `);
  const alone = text(desired, emptyEngine(desired), { services: ['api'], dependencies: false });
  expect(alone).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. create network shop-dev_default: it is not there
    2. create api: it is not there (after 1)
    3. start api: it is new (after 2)
    4. wait api: it must be ready (after 3)
    "
  `);
  expect(() => reconcileUp(desired, emptyEngine(desired), { services: ['nope'] })).toThrow(
    'There is no service "nope"',
  );
});

test('replicas: more, and then fewer', () => {
  const three = desireModel(edit(shop, 'web', { scale: 3, ports: [] }));
  const one = desireModel(edit(shop, 'web', { ports: [] }));
  const observed = up(one);
  expect(text(three, observed)).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. create web 2: it is not there
    2. start web 2: it is new (after 1)
    3. create web 3: it is not there
    4. start web 3: it is new (after 3)
    5. wait web: it must be ready (after 2, 4)
    "
  `);
  expect(text(one, simulate(reconcileUp(three, observed), three, observed))).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. remove web 2: only one is wanted [destructive]
    2. remove web 3: only one is wanted [destructive]
    "
  `);
});

test('dependents that ask for it restart with what they need; sharers are made anew', () => {
  const model: PartialModel = {
    services: {
      vpn: {},
      app: { network_mode: 'service:vpn' },
      log: { volumes_from: ['app:ro'] },
      web: { depends_on: { vpn: { ...started, restart: true } } },
      idle: { depends_on: { vpn: started } },
    },
  };
  const observed = up(desireModel(model));
  const desired = desireModel(edit(model, 'vpn', { cap_add: ['NET_ADMIN'] }));
  expect(text(desired, observed)).toMatchInlineSnapshot(`
    "Bring up dev of shop
     1. recreate vpn: cap_add added [destructive]
     2. start vpn: it is new (after 1)
     3. wait vpn: it must be ready (after 2)
     4. recreate app: vpn, whose network, processes or volumes it shares, is made anew [destructive] (after 2)
     5. start app: it is new (after 4)
     6. wait app: it must be ready (after 5)
     7. recreate log: app, whose network, processes or volumes it shares, is made anew [destructive] (after 5)
     8. start log: it is new (after 7)
     9. wait log: it must be ready (after 8)
    10. restart web: vpn was made anew (after 2)
    11. wait web: it must be ready (after 10)
    12. remove vpn, the one before: it was replaced [destructive] (after 3, 6, 9, 11)
    13. remove app, the one before: it was replaced [destructive] (after 3, 6, 9, 11)
    14. remove log, the one before: it was replaced [destructive] (after 3, 6, 9, 11)
    "
  `);
  expect(text(desired, observed, { services: ['vpn'] })).toContain('recreate app: ');
  const gone = change(observed, 'app', { networkOf: 'removed-by-hand' });
  expect(text(desireModel(model), gone)).toContain(
    'recreate app: the container of vpn whose network it shared is gone',
  );
});

test('a volume that would have to be made anew is kept until that is allowed', () => {
  const observed = up(desireModel(shop));
  const desired = desireModel({
    ...shop,
    volumes: { data: { name: 'shop_data', driver_opts: { type: 'nfs' } } },
  });
  expect(text(desired, observed)).toMatchInlineSnapshot(`
    "Nothing to do: dev of shop is as wanted
    warning volume shop-dev_data: its driver or driver options changed; it is kept as it is, as making it anew would lose its data. Allow that for "data" to have the new settings
    "
  `);
  expect(text(desired, observed, { replaceVolumes: ['data'] })).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. remove container shop-dev-db-1: volume data is made anew [destructive]
    2. recreate volume shop-dev_data: its driver or driver options changed; its data is lost [destructive] (after 1)
    3. create db: it is not there (after 2)
    4. start db: it is new (after 3)
    5. wait db: it must be ready (after 4)
    6. start migrate: the data that it prepares is new (after 5)
    7. wait migrate: it must complete (after 6)
    "
  `);
});

test('a network is made anew with the containers on it', () => {
  const desired = desireModel({
    ...shop,
    networks: { default: { name: 'shop_default', ipam: {}, internal: true } },
  });
  expect(text(desired, up(desireModel(shop)))).toMatchInlineSnapshot(`
    "Bring up dev of shop
     1. recreate network shop-dev_default: its settings changed [destructive]
     2. recreate db: network default is made anew [destructive] (after 1)
     3. start db: it is new (after 2)
     4. wait db: it must be ready (after 3)
     5. recreate migrate: network default is made anew [destructive] (after 1, 4)
     6. start migrate: it is new (after 5)
     7. wait migrate: it must complete (after 6)
     8. recreate api: network default is made anew [destructive] (after 1, 4, 7)
     9. start api: it is new (after 8)
    10. wait api: it must be ready (after 9)
    11. recreate web: network default is made anew [destructive] (after 1, 9)
    12. start web: it is new (after 11)
    13. wait web: it must be ready (after 12)
    14. remove db, the one before: it was replaced [destructive] (after 4, 7, 10, 13)
    15. remove migrate, the one before: it was replaced [destructive] (after 4, 7, 10, 13)
    16. remove api, the one before: it was replaced [destructive] (after 4, 7, 10, 13)
    17. remove web, the one before: it was replaced [destructive] (after 4, 7, 10, 13)
    "
  `);
});

test('orphans are named, and removed on request', () => {
  const observed = up(desireModel(shop));
  const { web: _, ...services } = shop.services;
  const desired = desireModel({ ...shop, services });
  expect(text(desired, observed)).toMatchInlineSnapshot(`
    "Nothing to do: dev of shop is as wanted
    note container shop-dev-web-1: service web is not in the compose files any more; it is left as it is
    "
  `);
  expect(text(desired, observed, { removeOrphans: true })).toMatchInlineSnapshot(`
    "Bring up dev of shop
    1. remove container shop-dev-web-1: service web is not in the compose files any more [destructive]
    "
  `);
});

test('optional needs: one outside the stack is named, one that fails is borne', () => {
  const optional = { condition: 'service_healthy', required: false } as const;
  const desired = desireModel({
    services: { web: { depends_on: { cache: optional, gone: optional } }, cache: {} },
  });
  const plan = reconcileUp(desired, emptyEngine(desired));
  expect(plan.notes).toEqual([
    { level: 'note', resource: 'web', text: 'it starts without gone, which is not part of this stack' },
  ]);
  expect(plan.steps.find(({ id }) => id === 'wait:cache')?.args.tolerant).toBe(true);
  expect(plan.steps.find(({ id }) => id === 'wait:web')?.args.tolerant).toBe(false);
});

test('recreate always and never', () => {
  const desired = desireModel({ services: { web: {} } });
  const changed = desireModel({ services: { web: { user: '1000' } } });
  expect(text(desired, up(desired), { recreate: 'always' })).toContain('recreate web: asked for');
  expect(text(changed, up(desired), { recreate: 'never' })).toContain('Nothing to do');
  expect(text(changed, up(desired))).toContain('recreate web: user added');
});

describe('side by side', () => {
  const fixed: PartialModel = {
    ...edit(shop, 'db', { container_name: 'shop-database' }),
    networks: { default: { name: 'shopnet', ipam: {} } },
    volumes: { data: { name: 'the-data' } },
  };

  test('the first environment keeps fixed names; another gets its own and says so', () => {
    const first = desireModel(fixed);
    expect(text(first, emptyEngine(first))).toMatch(/create network shopnet: .*\n.*create volume the-data/);
    const second = desireModel(fixed, { environment: 'qa', first: false });
    const ports = {
      'web 1': { '80/tcp@:8080': { port: 8081, why: 'port 8080 belongs to the first environment' } },
    };
    expect(text(second, { ...emptyEngine(second), ports })).toMatchInlineSnapshot(`
      "Bring up qa of shop
       1. create network shop-qa_shopnet: it is not there
       2. create volume shop-qa_the-data: it is not there
       3. create db: it is not there (after 1, 2)
       4. start db: it is new (after 3)
       5. wait db: it must be ready (after 4)
       6. create migrate: it is not there (after 1)
       7. start migrate: it is new (after 5, 6)
       8. wait migrate: it must complete (after 7)
       9. create api: it is not there (after 1)
      10. start api: it is new (after 5, 8, 9)
      11. wait api: it must be ready (after 10)
      12. create web: it is not there (after 1)
      13. start web: it is new (after 10, 12)
      14. wait web: it must be ready (after 13)
      note network shopnet: its fixed name belongs to the first environment; here it is shop-qa_shopnet
      note volume the-data: its fixed name belongs to the first environment; here it is shop-qa_the-data
      note db: its container_name "shop-database" belongs to the first environment; here it is shop-qa-db-1, and still found as shop-database
      note web: 80/tcp is at port 8081: port 8080 belongs to the first environment
      "
    `);
  });

  test('an external volume is shared, which is said in every environment but the first', () => {
    const model = { ...shop, volumes: { data: { name: 'common', external: true } } };
    const second = desireModel(model, { environment: 'qa', first: false });
    const observed = emptyEngine(second);
    const there = {
      ...observed,
      foreign: { ...observed.foreign, volumes: { common: 'not made by Backlot' } },
    };
    expect(text(second, there)).toContain('warning volume common: it is external');
    expect(() => reconcileUp(second, observed)).toThrow('The volume common is external');
  });
});

test("names that are someone else's stop the plan and are named", () => {
  const desired = desireModel(shop);
  const observed: ObservedStack = {
    ...emptyEngine(desired),
    foreign: {
      containers: { 'shop-dev-web-1': 'not made by Backlot' },
      networks: { 'shop-dev_default': 'Docker Compose project shop-dev' },
      volumes: {},
    },
  };
  expect(() => reconcileUp(desired, observed)).toThrow(
    expect.objectContaining({
      code: 'name-taken',
      message:
        'In the way, and not ours to touch: container shop-dev-web-1 (not made by Backlot), network shop-dev_default (Docker Compose project shop-dev).',
      hint: 'Rename or remove it ("docker rm shop-dev-web-1"), then try again.',
    }),
  );
});
