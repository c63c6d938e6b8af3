import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dependency, Service } from '../compose/model.ts';
import { findPlanProblem } from '../operations/check-plan.ts';
import { reconcileDown } from './reconcile-down.ts';
import { reconcileUp } from './reconcile-up.ts';
import { simulate } from './testing/simulate.ts';
import { desireModel, emptyEngine, type PartialModel } from './testing/stack-model.ts';

const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;

const service = fc.record({
  needs: fc.array(
    fc.record({
      on: fc.nat(7),
      condition: fc.constantFrom(...conditions),
      required: fc.boolean(),
      restart: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  scale: fc.integer({ min: 0, max: 3 }),
  volume: fc.option(fc.nat(2), { nil: undefined }),
  shares: fc.option(fc.nat(7), { nil: undefined }),
  user: fc.constantFrom(undefined, '1', '2'),
  checked: fc.boolean(),
  network: fc.nat(1),
});

/** Services that only need earlier ones; one that shares a network has no network of its own. */
const model: fc.Arbitrary<PartialModel> = fc
  .record({
    services: fc.array(service, { minLength: 1, maxLength: 8 }),
    internal: fc.boolean(),
    driver: fc.constantFrom('local', 'other'),
  })
  .map(({ services, internal, driver }): PartialModel => {
    const all = services.map((one, index): [string, Partial<Service>] => {
      const owner = one.shares !== undefined && one.shares < index ? services[one.shares] : undefined;
      const shares = owner !== undefined && owner.scale > 0 ? one.shares : undefined;
      const needs = one.needs
        .filter(({ on }) => on < index)
        .map(({ on, ...need }): [string, Dependency] => [`s${on}`, need]);
      return [
        `s${index}`,
        {
          scale: one.scale,
          user: one.user,
          depends_on: Object.fromEntries(needs),
          healthcheck: one.checked ? { test: ['CMD', 'true'] } : undefined,
          volumes:
            one.volume === undefined ? [] : [{ type: 'volume', source: `v${one.volume}`, target: '/data' }],
          ...(shares === undefined
            ? { networks: { [`n${one.network}`]: null } }
            : { network_mode: `service:s${shares}` }),
        },
      ];
    });
    return {
      services: Object.fromEntries(all),
      networks: Object.fromEntries(
        ['n0', 'n1'].map((key) => [
          key,
          { name: `shop_${key}`, ipam: {}, internal: internal && key === 'n1' },
        ]),
      ),
      volumes: Object.fromEntries(
        ['v0', 'v1', 'v2'].map((key) => [key, { name: `shop_${key}`, ...(key === 'v2' ? { driver } : {}) }]),
      ),
    };
  })
  // A job that others share the network of is none that anybody can wait for.
  .filter(({ services }) =>
    Object.values(services).every(({ network_mode }) => {
      const owner = network_mode?.slice('service:'.length);
      return !Object.values(services).some(
        ({ depends_on }) =>
          owner !== undefined && depends_on?.[owner]?.condition === 'service_completed_successfully',
      );
    }),
  );

const verbs = new Map(
  ['pull', 'build', 'create', 'recreate', 'start', 'stop', 'restart', 'remove', 'wait'].map((verb) => [
    verb,
    { run: async () => {} },
  ]),
);

test('whatever was there, after the plan has run there is nothing left to do', () => {
  fc.assert(
    fc.property(model, model, fc.boolean(), (before, after, consent) => {
      const old = desireModel(before);
      const first = reconcileUp(old, emptyEngine(old));
      expect(findPlanProblem(first, verbs)).toBeUndefined();
      const start = simulate(first, old, emptyEngine(old));
      expect(reconcileUp(old, start).steps).toEqual([]);

      const desired = desireModel(after);
      const request = { removeOrphans: true, replaceVolumes: consent ? ['v0', 'v1', 'v2'] : [] };
      const images = { ...start.images, ...emptyEngine(desired).images };
      const plan = reconcileUp(desired, { ...start, images }, request);
      expect(findPlanProblem(plan, verbs)).toBeUndefined();
      const end = simulate(plan, desired, { ...start, images });
      expect(reconcileUp(desired, end, request).steps).toEqual([]);
      expect(end.containers.length).toBe(desired.services.reduce((sum, { replicas }) => sum + replicas, 0));
      expect(end.containers.filter(({ name }) => /\.(old|next)$/.test(name))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('no volume is removed or made anew without consent', () => {
  fc.assert(
    fc.property(model, model, (before, after) => {
      const old = desireModel(before);
      const start = simulate(reconcileUp(old, emptyEngine(old)), old, emptyEngine(old));
      const desired = desireModel(after);
      const { steps } = reconcileUp(desired, { ...start, images: emptyEngine(desired).images });
      const lost = steps.filter(({ args, verb }) => args.kind === 'volume' && verb !== 'create');
      expect(lost).toEqual([]);
    }),
  );
});

test('down leaves nothing, but volumes unless they were asked for; those who need others go first', () => {
  fc.assert(
    fc.property(model, fc.boolean(), (wanted, volumes) => {
      const desired = desireModel(wanted);
      const start = simulate(reconcileUp(desired, emptyEngine(desired)), desired, emptyEngine(desired));
      const plan = reconcileDown(desired.identity, start, { volumes });
      expect(findPlanProblem(plan, verbs)).toBeUndefined();
      const end = simulate(plan, desired, start);
      expect(end.containers).toEqual([]);
      expect(end.networks).toEqual([]);
      expect(end.volumes).toEqual(volumes ? [] : start.volumes);
      expect(reconcileDown(desired.identity, end, { volumes }).steps).toEqual([]);
    }),
  );
});
