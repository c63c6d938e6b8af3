import { expect, test } from 'vitest';
import { desireModel, stackModel } from '../engine/testing/stack-model.ts';
import { guardedAddresses } from './guarded-addresses.ts';
import { isolateModel } from './isolate-model.ts';

const model = {
  services: { web: { ports: [{ target: 80, published: '8080', protocol: 'tcp' }] }, db: {} },
};
const rules = { allow: [], record: [], replace: {}, stubs: {}, open: [], local: true };
const image = { name: 'backlot-guard:0123', build: { context: '/app/out/guard' } };
const address = { target: 20_000, protocol: 'tcp', host: 'localhost', port: 8081 };

test("what the guard publishes is its service's address", () => {
  const isolated = desireModel(isolateModel(stackModel(model), { rules, image, composeProject: 'shop-dev' }));
  expect(guardedAddresses(isolated, [address, { ...address, target: 20_001 }])).toEqual([
    { service: 'web', address: { ...address, target: 80, url: 'http://localhost:8081/' } },
  ]);
});

test('without a guard there are none', () => {
  expect(guardedAddresses(desireModel(model), [address])).toEqual([]);
  expect(guardedAddresses(undefined, [address])).toEqual([]);
});
