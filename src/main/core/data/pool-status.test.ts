import { expect, test } from 'vitest';
import { type DataState, firstState } from './checkpoints/data-state.ts';
import { parsePoolList } from './pool-status.ts';

test('a pool is told by datasets and by the checkpoints of each environment, those with a name by name', () => {
  const kept = { automatic: true, reason: 'switch', createdAt: 2, text: 'switched', volumes: ['db'] };
  const state: DataState = {
    ...firstState(0),
    checkpoints: [
      { ...kept, id: 'a1', name: 'before import' },
      { ...kept, id: 'a2' },
    ],
  };
  const listed = [
    'dataset shop/demo',
    'dataset tools/mine',
    'checkpoint shop-dev/a1',
    'checkpoint shop-dev/a2',
    'checkpoint tools-qa/b1',
    `state ${JSON.stringify(state)}`,
    'state {"broken',
    '',
  ].join('\n');
  expect(parsePoolList(listed)).toEqual({
    datasets: ['shop/demo', 'tools/mine'],
    checkpoints: [
      { environment: 'shop-dev', count: 2, named: ['before import'] },
      { environment: 'tools-qa', count: 1, named: [] },
    ],
  });
});
