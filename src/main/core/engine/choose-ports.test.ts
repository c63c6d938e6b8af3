import { expect, test } from 'vitest';
import { choosePorts, type PortProbe } from './choose-ports.ts';
import type { ObservedContainer } from './observed.ts';
import { reconcileUp } from './reconcile-up.ts';
import { simulate } from './testing/simulate.ts';
import { desireModel, emptyEngine } from './testing/stack-model.ts';

const probe = (taken: readonly number[]): PortProbe => ({
  isFree: async (port) => !taken.includes(port),
  holder: async (port) => (port === 8080 ? 'nginx (process 12)' : undefined),
});

const port = (published: string, target = 80) => ({ target, published, protocol: 'tcp' });
const web = (published: string, more = {}) =>
  desireModel({ services: { web: { ports: [port(published)], ...more } } });

const running = (desired: ReturnType<typeof web>, to: Partial<ObservedContainer>) =>
  simulate(reconcileUp(desired, emptyEngine(desired)), desired, emptyEngine(desired)).containers.map(
    (one) => ({
      ...one,
      ...to,
    }),
  );

test('a free port is as declared', async () => {
  expect(await choosePorts(web('8080'), [], probe([]))).toEqual({});
});

test('a taken port is left to its holder', async () => {
  expect(await choosePorts(web('8080'), [], probe([8080, 8081]))).toEqual({
    'web 1': { '80/tcp@:8080': { port: 8082, why: 'port 8080 is taken by nginx (process 12)' } },
  });
});

test('a container keeps what it holds', async () => {
  const declared = running(web('8080'), { published: ['8080/tcp'] });
  expect(await choosePorts(web('8080'), declared, probe([8080]))).toEqual({});
  const moved = running(web('8080'), { published: ['8090/tcp'], ports: { '80/tcp@:8080': 8090 } });
  expect(await choosePorts(web('8080'), moved, probe([8090]))).toEqual({
    'web 1': { '80/tcp@:8080': { port: 8090, why: 'it has it already' } },
  });
});

test('replicas each get their own', async () => {
  const chosen = await choosePorts(web('8080', { scale: 3 }), [], probe([]));
  expect(Object.values(chosen).map((one) => Object.values(one)[0]?.port)).toEqual([8081, 8082]);
});

test('another environment than the first leaves the declared port alone', async () => {
  const desired = desireModel(
    { services: { a: { ports: [port('8080')] }, b: { ports: [port('8081')] } } },
    { environment: 'qa', first: false },
  );
  const chosen = await choosePorts(desired, [], probe([]));
  expect(chosen['a 1']?.['80/tcp@:8080']?.port).toBe(8081);
  expect(chosen['b 1']?.['80/tcp@:8081']?.port).toBe(8082);
});

test("ranges and ports without a number are the engine's to choose", async () => {
  expect(await choosePorts(web('8080-8090'), [], probe([8080]))).toEqual({});
  expect(await choosePorts(web(''), [], probe([]))).toEqual({});
});
