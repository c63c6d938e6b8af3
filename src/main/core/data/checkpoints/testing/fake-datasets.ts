import { BacklotError } from '../../../../../shared/errors.ts';
import type { DatasetVerbs } from '../../datasets/dataset-verbs.ts';
import type { Pools } from '../../pool/pool.ts';

/** For tests: datasets that are folders of a pool, put there by hand: datasets/test/<name>/<volume>. */
export function fakeDatasets(pools: Pools): DatasetVerbs {
  return {
    list: async () => [
      {
        name: 'demo',
        source: { kind: 'seed', files: ['demo.sql'] },
        state: 'ready',
        cause: 'it was baked',
        usedBy: [],
      },
    ],
    bakePlan: async () => [],
    verbs: {},
    kinds: [],
    async require({ host }, name, signal) {
      const pool = await pools.of(host, signal);
      const listed = await pool.run('ls "datasets/test/$1" 2>/dev/null || true', [name], signal);
      const keys = listed.split('\n').filter((line) => line !== '');
      if (keys.length === 0) throw new BacklotError('dataset-unknown', `There is no dataset "${name}".`);
      return {
        name,
        bakedAt: 0,
        volumes: Object.fromEntries(keys.map((key) => [key, `datasets/test/${name}/${key}`])),
      };
    },
  };
}
