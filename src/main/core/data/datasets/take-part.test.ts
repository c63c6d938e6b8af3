import { expect, test } from 'vitest';
import { desireModel } from '../../engine/testing/stack-model.ts';
import { datasetVolumes, takePart } from './take-part.ts';

const completed = { condition: 'service_completed_successfully', required: true } as const;
const healthy = { condition: 'service_healthy', required: true } as const;
const mount = (source: string) => [{ type: 'volume', source, target: '/data' }] as const;
const volumes = { data: { name: 'shop_data' }, cache: { name: 'shop_cache' }, files: { name: 'shop_files' } };

test('stateful services and the jobs that prepare them take part', () => {
  const stack = desireModel({
    services: {
      web: { depends_on: { api: healthy } },
      api: { depends_on: { migrate: completed, assets: completed } },
      assets: {},
      migrate: { depends_on: { db: healthy } },
      db: { volumes: mount('data') },
      cache: { volumes: mount('cache') },
    },
    volumes,
  });
  expect(takePart(stack)).toEqual({ stateful: ['db', 'cache'], jobs: ['migrate'], idle: [] });
  expect(datasetVolumes(stack)).toEqual(['cache', 'data']);
});

test('a job that needs the application is left out, and so is what waits for it', () => {
  const stack = desireModel({
    services: {
      api: { depends_on: { db: healthy } },
      import: { depends_on: { api: healthy } },
      search: { volumes: mount('files'), depends_on: { import: completed } },
      db: { volumes: mount('data') },
    },
    volumes,
  });
  expect(takePart(stack)).toEqual({
    stateful: ['db'],
    jobs: [],
    idle: [{ service: 'search', needs: 'import' }],
  });
  expect(datasetVolumes(stack)).toEqual(['data', 'files']);
});

test('what a service can do without does not keep it out', () => {
  const stack = desireModel({
    services: {
      api: {},
      db: { volumes: mount('data'), depends_on: { api: { condition: 'service_started', required: false } } },
    },
    volumes,
  });
  expect(takePart(stack).stateful).toEqual(['db']);
});
