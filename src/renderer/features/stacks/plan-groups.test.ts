import { expect, test } from 'vitest';
import { planGroups } from './plan-groups.ts';

const step = (verb: string, resource: string, cause: string, destructive = false) => ({
  id: `${verb} ${resource}`,
  after: [],
  verb,
  resource,
  cause,
  weight: 1,
  destructive,
  args: {},
});

test('steps are told in groups, those on one thing in one line', () => {
  expect(
    planGroups([
      step('create', 'network shop-dev_default', 'it is not there'),
      step('pull', 'db', 'the image is not here'),
      step('recreate', 'web', 'user added', true),
      step('start', 'web', 'it is new'),
      step('wait', 'web', 'it must be ready'),
    ]),
  ).toEqual([
    {
      title: 'Images',
      lines: [{ resource: 'db', verbs: ['pull'], cause: 'the image is not here', destructive: false }],
    },
    {
      title: 'Networks and volumes',
      lines: [
        {
          resource: 'network shop-dev_default',
          verbs: ['create'],
          cause: 'it is not there',
          destructive: false,
        },
      ],
    },
    {
      title: 'Services',
      lines: [
        { resource: 'web', verbs: ['recreate', 'start', 'wait'], cause: 'user added', destructive: true },
      ],
    },
  ]);
});

test('no steps are no groups', () => {
  expect(planGroups([])).toEqual([]);
});
