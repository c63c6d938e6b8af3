import { expect, test } from 'vitest';
import type { PlannedStep } from '../../../shared/model/operation.ts';
import { planText } from './plan-text.ts';

const step = (
  id: string,
  after: readonly string[],
  verb: string,
  resource: string,
  cause: string,
  destructive = false,
): PlannedStep => ({ id, after, verb, resource, cause, weight: 1, destructive, args: {} });

test('a plan reads as its title and its steps in the order of doing', () => {
  const plan = {
    title: 'Clone staging locally',
    steps: [
      step('web', ['net', 'db'], 'recreate', 'web', 'image digest changed', true),
      step('net', [], 'create', 'network shop', 'it is not there'),
      step('db', ['net', 'volume'], 'start', 'db', 'it is stopped'),
      step('volume', [], 'overwrite', 'volume shop_db', 'dataset "demo" is wanted', true),
    ],
  };
  expect(planText(plan)).toBe(`Clone staging locally
1. create network shop: it is not there
2. overwrite volume shop_db: dataset "demo" is wanted [destructive]
3. start db: it is stopped (after 1, 2)
4. recreate web: image digest changed [destructive] (after 1, 3)
`);
});

test('numbers align past nine steps, and a plan without steps is its title', () => {
  const steps = Array.from({ length: 10 }, (_, n) => step(`${n}`, [], 'check', `r${n}`, 'asked for'));
  const lines = planText({ title: 'T', steps }).split('\n');
  expect(lines[1]).toBe(' 1. check r0: asked for');
  expect(lines[10]).toBe('10. check r9: asked for');
  expect(planText({ title: 'Nothing to do', steps: [] })).toBe('Nothing to do\n');
});

test('notes stand below the steps', () => {
  const notes = [
    { level: 'warning', resource: 'web', text: 'annotations is left out' },
    { level: 'note', resource: 'volume shop_db', text: 'it is kept' },
  ] as const;
  expect(planText({ title: 'T', steps: [step('a', [], 'check', 'x', 'asked for')], notes })).toBe(
    'T\n1. check x: asked for\nwarning web: annotations is left out\nnote volume shop_db: it is kept\n',
  );
});
