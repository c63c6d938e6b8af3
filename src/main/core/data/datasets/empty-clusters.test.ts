import { expect, test } from 'vitest';
import type { Service } from '../../compose/model.ts';
import type { Image } from '../../docker/images.ts';
import { desireModel } from '../../engine/testing/stack-model.ts';
import { emptyClusters } from './empty-clusters.ts';
import { takePart } from './take-part.ts';

const data = { type: 'volume', source: 'data', target: '/var/lib/postgresql/data' } as const;
const image: Image = {
  id: 'sha256:1',
  digests: [],
  env: ['PGDATA=/var/lib/postgresql/data'],
  refreshedAt: 0,
  command: ['postgres'],
};

function clusters(db: Partial<Service> = {}, { id = image.id, others = {} } = {}) {
  const stack = desireModel({
    services: { db: { volumes: [data], environment: { POSTGRES_PASSWORD: 'a' }, ...db }, ...others },
    volumes: { data: { name: 'shop_data' } },
    secrets: { key: { name: 'key', file: '/src/shop/key' } },
  });
  return emptyClusters({ stack, part: takePart(stack), images: new Map([['db', { ...image, id }]]) });
}

test('a cluster is known by its image and by what decides about its data, not by limits and health', () => {
  const [one] = clusters();
  expect(one).toEqual({
    service: 'db',
    volumes: ['data'],
    folder: expect.stringMatching(/^clusters\/[0-9a-f]+$/),
  });
  expect(clusters({ mem_limit: '1g', healthcheck: { test: ['NONE'] } })).toEqual([one]);
  expect(clusters({ environment: { POSTGRES_PASSWORD: 'b' } })).not.toEqual([one]);
  expect(clusters({}, { id: 'sha256:2' })).not.toEqual([one]);
});

test.each([
  [
    'mounts a folder of the machine',
    clusters({ volumes: [data, { type: 'bind', source: '/a', target: '/b' }] }),
  ],
  ['is told a secret by a file', clusters({ secrets: [{ source: 'key' }] })],
  ['runs hooks', clusters({ post_start: [{ command: ['true'] }] })],
  ['shares its volume', clusters({}, { others: { backup: { volumes: [data] } } })],
])('none is kept of a service that %s', (_, found) => {
  expect(found).toEqual([]);
});
