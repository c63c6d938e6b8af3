import { expect, test } from 'vitest';
import { serviceOf } from './name-clients.ts';

const config = {
  composeProject: 'shop-dev',
  services: { web: null, 'web-1': null, db: 'shop-db' },
};

test.each([
  ['shop-dev-web-1.shop-dev_default', 'web'],
  ['shop-dev-web-12.shop-dev_default', 'web'],
  ['shop-dev-web-1-2.shop-dev_default', 'web-1'],
  ['shop-db.shop-dev_default', 'db'],
  ['shop-dev-api-1.shop-dev_default', undefined],
  ['other-web-1.other_default', undefined],
])('%s is of %s', (name, service) => {
  expect(serviceOf(name, config)).toBe(service);
});
