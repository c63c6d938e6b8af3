import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineOperation, defineVerb } from '../../operations/define-operation.ts';
import { testCore } from '../../operations/testing/test-core.ts';
import { createPullOperation } from '../snapshots/pull-operation.ts';
import { createSnapshotStore } from '../snapshots/snapshot-store.ts';
import { memorySecrets } from '../snapshots/testing/memory-secrets.ts';
import { snapshotLock } from './dataset-verbs.ts';
import { followedBy, pullFirst } from './pull-first.ts';

const never = new AbortController().signal;
const step = (id: string, after: readonly string[] = []) => ({
  ...{ id, verb: id, resource: id, cause: 'so', after, weight: 1, destructive: false, args: {} },
});

test('a pull becomes the beginning of a bake; one that fails afterwards keeps what was pulled', async () => {
  const done: string[] = [];
  const none = z.object({});
  const pull = defineOperation({
    kind: 'pull',
    input: z.object({ project: z.string(), dataset: z.string() }),
    afterCrash: 'rollback',
    locks: () => [],
    verbs: {
      open: defineVerb(
        none,
        async ({ step: { id } }) => ({ opened: id }),
        async () => done.push('closed'),
      ),
      finish: defineVerb(
        none,
        async ({ output }) => done.push(JSON.stringify(output('open'))),
        async () => done.push('removed'),
      ),
    },
    plan: ({ dataset }) => ({ title: dataset, steps: [step('open'), step('finish', ['open'])] }),
  });
  const first = pullFirst(pull);
  const bake = defineOperation({
    kind: 'bake',
    input: z.object({}),
    afterCrash: 'rollback',
    locks: () => [],
    verbs: {
      ...first.verbs,
      'bake-prepare': defineVerb(none, async () => {
        throw new Error('no');
      }),
    },
    plan: async (_, { signal }) => ({
      title: 'bake',
      steps: followedBy(await first.plan('/src/shop', 'staging', signal), [
        { ...step('bake:prepare'), verb: 'bake-prepare' },
      ]),
    }),
  });
  const { operations } = testCore({ kinds: [bake] });
  const ended = await operations.wait(operations.start('bake', {}), never);
  expect(ended.state).toBe('failed');
  expect(ended.steps.map(({ id, after }) => [id, after])).toEqual([
    ['bake:snapshot:open', []],
    ['bake:snapshot:finish', ['bake:snapshot:open']],
    ['bake:prepare', ['bake:snapshot:finish']],
  ]);
  expect(done).toEqual(['{"opened":"open"}', 'closed']);
});

test('it holds the lock of a pull, and its last step is the one that completes the snapshot', () => {
  const refuse = async (): Promise<never> => {
    throw new Error('not asked');
  };
  const kind = createPullOperation({
    ports: {
      open: refuse,
      introspect: refuse,
      rules: refuse,
      schemaText: refuse,
      subset: refuse,
      compile: refuse,
      placement: refuse,
      rows: refuse,
      clear: refuse,
      pieces: () => [],
    },
    store: createSnapshotStore({ folder: '/nowhere', secrets: memorySecrets() }),
  });
  const input = { project: '/src/shop', dataset: 'staging' };
  const place = { host: 'default', environment: 'dev', project: input.project };
  expect(kind.prepare(input).locks).toEqual([snapshotLock(place, 'staging')]);
  expect(kind.verbs.has('finish')).toBe(true);
});
