import { expect, test } from 'vitest';
import {
  applyEvent,
  beginView,
  finishView,
  stepEta,
  stepRate,
  viewEta,
  viewFraction,
} from './operation-view.ts';
import { cloneStaging, halfway, scripted, start, tail, viewOf } from './testing/scripted-operation.ts';

const data = (view: ReturnType<typeof viewOf>) => {
  const step = view.steps.find(({ id }) => id === 'd');
  if (!step) throw new Error('no data step');
  return step;
};

test('a plan before its first event is all waiting', () => {
  const view = beginView(cloneStaging);
  expect(view.steps.map(({ word }) => word)).toEqual(['waiting', 'waiting', 'waiting']);
  expect([viewFraction(view), viewEta(view, start)]).toEqual([0, undefined]);
});

test('halfway: words, weighted share, rate over the last seconds, what is left', () => {
  const view = viewOf(halfway);
  expect(view.state).toBe('running');
  expect(view.steps.map(({ word }) => word)).toEqual(['done', 'running', 'waiting']);
  expect(viewFraction(view)).toBeCloseTo((1 + 8 * 0.412) / 10);
  expect(stepRate(data(view))).toBe(38e6);
  expect(stepEta(data(view))).toBeCloseTo((588 / 38) * 1000);
  expect(viewEta(view, start + 13_000)).toBeGreaterThan(10_000);
});

test('the end is as the journal says it', () => {
  const view = finishView(viewOf([...halfway, ...tail]), {
    ...cloneStaging,
    title: 'Clone staging into dev',
    steps: cloneStaging.steps.map((step) => ({ ...step, state: 'done' })),
    state: 'succeeded',
    startedAt: start + 500,
    finishedAt: start + 20_500,
  });
  expect(view).toMatchObject({
    ...{ title: 'Clone staging into dev', state: 'succeeded', finishedAt: start + 20_500 },
  });
  expect(view.warnings).toEqual(['port 5432 is taken, using 5433']);
  expect(viewFraction(view)).toBe(1);
});

test('a step that starts again after an interruption starts at nothing', () => {
  const view = viewOf([
    ...halfway,
    ...scripted([
      [14_000, 'd', 'interrupted'],
      [14_000, undefined, 'interrupted'],
      [60_000, undefined, 'started'],
      [60_000, 'd', 'started'],
    ]),
  ]);
  expect(data(view)).toMatchObject({ word: 'running', current: undefined, finishedAt: undefined });
  expect(view).toMatchObject({ state: 'running', finishedAt: undefined });
});

test('a step that the plan did not name is added', () => {
  const [event] = scripted([[0, 'extra', 'started']]);
  if (!event) throw new Error('no event');
  expect(applyEvent(beginView(cloneStaging), event).steps.at(-1)).toMatchObject({
    id: 'extra',
    word: 'running',
  });
});

test('progress without a total, past it, or of nothing makes no nonsense', () => {
  const at = (current: number, total?: number) =>
    viewFraction(
      viewOf(
        scripted([
          [0, 'd', 'started'],
          [1, 'd', 'progress', '', total === undefined ? { current } : { current, total }],
        ]),
      ),
    );
  expect([at(5), at(5, 0), at(-5, 10), at(50, 10)]).toEqual([0, 0, 0, 0.8]);
});

test('steps that were cut off end as the operation did', () => {
  const words = (state: 'cancelled' | 'interrupted') =>
    finishView(viewOf(halfway), {
      ...cloneStaging,
      state,
      steps: cloneStaging.steps.map((step, i) => ({
        ...step,
        state: (['undone', 'running', 'pending'] as const)[i] ?? 'pending',
      })),
    }).steps.map(({ word }) => word);
  expect(words('cancelled')).toEqual(['undone', 'cancelled', 'waiting']);
  expect(words('interrupted')).toEqual(['undone', 'interrupted', 'waiting']);
});
