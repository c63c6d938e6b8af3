import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { desireModel } from '../../engine/testing/stack-model.ts';
import { type DatasetInputs, hashSeed, inputsCause, serviceInputs } from './dataset-inputs.ts';
import { takePart } from './take-part.ts';

const signal = new AbortController().signal;
const inputs: DatasetInputs = {
  files: { 'a.sql': '1', 'b.sql': '2' },
  services: { db: '3' },
  images: { db: 'sha256:4' },
};

test.each<[string | undefined, Partial<DatasetInputs>]>([
  [undefined, {}],
  ['a.sql changed since it was baked', { files: { 'a.sql': '9', 'b.sql': '2' } }],
  ['c.sql is new, and 1 more', { files: { 'a.sql': '1', 'c.sql': '2' } }],
  ['service db changed in the compose files since it was baked', { services: { db: '9' } }],
  ['service cache is new in the compose files', { services: { db: '3', cache: '4' } }],
  ['the image of db is another one since it was baked', { images: { db: 'sha256:9' } }],
  [undefined, { images: {} }],
  ['there is a newer snapshot', { snapshot: 's2' }],
])('%s', (cause, now) => {
  expect(inputsCause(inputs, { ...inputs, ...now })).toBe(cause);
});

test('what does not touch the data does not make it outdated', () => {
  const services = (more: object) => {
    const stack = desireModel({
      services: {
        db: {
          volumes: [{ type: 'volume', source: 'data', target: '/data' }],
          environment: { A: '1' },
          ...more,
        },
      },
      volumes: { data: { name: 'shop_data' } },
    });
    return serviceInputs(stack, takePart(stack));
  };
  const plain = services({});
  expect(services({ mem_limit: '1000', restart: 'always', labels: { a: 'b' } })).toEqual(plain);
  expect(services({ environment: { A: '2' } })).not.toEqual(plain);
  expect(services({ image: 'db:2' })).not.toEqual(plain);
});

test('a seed is hashed by its content', async () => {
  const project = await mkdtemp(join(tmpdir(), 'backlot-hash-'));
  onTestFinished(() => rm(project, { recursive: true }));
  await writeFile(join(project, 'a.sql'), 'select 1;');
  await writeFile(join(project, 'b.sql'), 'select 1;');
  const one = await hashSeed(project, 'a.sql', signal);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashSeed(project, 'b.sql', signal)).toBe(one);
  await writeFile(join(project, 'a.sql'), 'select 2, 3;');
  expect(await hashSeed(project, 'a.sql', signal)).not.toBe(one);
  expect(await hashSeed(project, 'gone.sql', signal)).toBeUndefined();
});
