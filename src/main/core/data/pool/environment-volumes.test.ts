import { expect, test } from 'vitest';
import { desireModel } from '../../engine/testing/stack-model.ts';
import { environmentVolumes, statefulServices, volumeBinding, volumeFolder } from './environment-volumes.ts';

const mount = (source: string) => [{ type: 'volume', source, target: '/data' } as const];
const desired = desireModel({
  services: {
    db: { volumes: mount('db-data') },
    cache: { volumes: mount('cache-data') },
    files: { volumes: mount('nfs') },
    shared: { volumes: mount('theirs') },
    web: {},
  },
  volumes: {
    'db-data': { name: 'shop_db' },
    'cache-data': { name: 'shop_cache' },
    nfs: { name: 'shop_nfs', driver_opts: { type: 'nfs', device: ':/x' } },
    theirs: { name: 'theirs', external: true },
    unused: { name: 'shop_unused' },
  },
});
const db = desired.volumes.find(({ key }) => key === 'db-data');
const labels = {
  'dev.backlot.managed': 'true',
  'dev.backlot.project': 'shop',
  'dev.backlot.environment': 'dev',
};
const listed = (Name: string, device?: string) => ({
  ...{ Name, Driver: 'local', Mountpoint: '', Labels: labels },
  Options: device === undefined ? {} : { type: 'none', o: 'bind', device },
});

test('the volumes of services count, but not those of others or with a driver of their own', () => {
  const seen = environmentVolumes(
    desired,
    [listed('shop_db', '/pool/environments/shop-dev/db-data'), listed('shop_cache', '/elsewhere')],
    { path: '/pool', home: 'shop-dev' },
  );
  expect(seen).toEqual([
    { key: 'db-data', name: 'shop_db', place: 'pool' },
    { key: 'cache-data', name: 'shop_cache', place: 'plain' },
  ]);
  expect(statefulServices(desired, seen)).toEqual(['db', 'cache']);
  expect(environmentVolumes(desired, [], undefined).map(({ place }) => place)).toEqual(['absent', 'absent']);
});

test('a volume in the pool has the labels that up gives it', () => {
  if (db === undefined) throw new Error('no volume');
  const made = volumeBinding(db, `/pool/${volumeFolder('shop-dev', 'db-data')}`);
  expect(made).toEqual({
    ...db.body,
    DriverOpts: { type: 'none', o: 'bind', device: '/pool/environments/shop-dev/db-data' },
  });
});
