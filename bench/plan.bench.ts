import { makeRow } from '../scripts/bench/make-row.ts';
import type { Service } from '../src/main/core/compose/model.ts';
import { desireStack } from '../src/main/core/engine/desire-stack.ts';
import { reconcileUp } from '../src/main/core/engine/reconcile-up.ts';
import { simulate } from '../src/main/core/engine/testing/simulate.ts';
import { emptyEngine, stackModel, testIdentity } from '../src/main/core/engine/testing/stack-model.ts';
import type { Bench } from './bench.ts';

const size = 60;

const services = (version: string): Readonly<Record<string, Partial<Service>>> =>
  Object.fromEntries(
    Array.from({ length: size }, (_, index): [string, Partial<Service>] => [
      `service${index}`,
      {
        environment: Object.fromEntries(
          Array.from({ length: 20 }, (_unused, at) => [`NAME_${at}`, `value ${at} ${version}`]),
        ),
        healthcheck: { test: ['CMD', 'true'], interval: '5s' },
        ports: [{ target: 80, published: String(8000 + index), protocol: 'tcp' }],
        volumes: [{ type: 'volume', source: 'data', target: '/data' }],
        depends_on: Object.fromEntries(
          [index - 1, index - 7]
            .filter((other) => other >= 0)
            .map((other) => [`service${other}`, { condition: 'service_healthy', required: true } as const]),
        ),
      },
    ]),
  );

/** The pure part of a plan, from the model to its steps. */
const bench: Bench = {
  name: 'plan',
  run: async ({ rounds }) => {
    const volumes = { data: { name: 'shop_data' } };
    const options = { identity: testIdentity(), api: '1.41', files: { env: {}, contents: {} } };
    const before = desireStack(stackModel({ services: services('1'), volumes }), options);
    const running = simulate(reconcileUp(before, emptyEngine(before)), before, emptyEngine(before));
    const after = stackModel({ services: services('2'), volumes });
    const measure = (work: () => unknown): number[] =>
      Array.from({ length: rounds }, () => {
        const began = performance.now();
        work();
        return performance.now() - began;
      });
    const plan = (observed: typeof running) => reconcileUp(desireStack(after, options), observed);
    const name = `plan of ${size} services`;
    return [
      makeRow({
        name: `${name}, all new`,
        limit: 50,
        unit: 'ms',
        rounds: measure(() => plan(emptyEngine(before))),
      }),
      makeRow({ name: `${name}, all changed`, limit: 50, unit: 'ms', rounds: measure(() => plan(running)) }),
    ];
  },
};

export default bench;
