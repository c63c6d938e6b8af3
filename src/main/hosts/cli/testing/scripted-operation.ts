import type { OperationEvent, OperationWithSteps, Step } from '../../../../shared/model/operation.ts';
import { applyEvent, beginView, type OperationView } from '../operation-view.ts';

/** The clock of scripted operations starts here. */
export const start = Date.UTC(2030, 0, 1);

const step = (id: string, resource: string, weight = 1): Step => ({
  id,
  after: [],
  verb: 'copy',
  resource,
  cause: 'new in staging',
  weight,
  destructive: false,
  args: {},
  state: 'pending',
});

export const planned = (steps: readonly Step[]): OperationWithSteps => ({
  id: 'op7f3a',
  kind: 'clone',
  title: 'Clone staging locally',
  state: 'queued',
  cancelling: false,
  locks: ['default/dev'],
  createdAt: start,
  progress: 0,
  steps,
});

export const cloneStaging = planned([
  step('i', 'image web', 1),
  step('d', 'database shop', 8),
  step('u', 'web', 1),
]);

type Line = readonly [
  at: number,
  parent: string | undefined,
  status: OperationEvent['status'],
  text?: string,
  progress?: Pick<OperationEvent, 'current' | 'total' | 'unit'>,
];

/** Events from a script; `at` is in milliseconds after the start. */
export const scripted = (lines: readonly Line[]): readonly OperationEvent[] =>
  lines.map(([at, parent, status, text = '', progress = {}], i) => ({
    seq: i + 1,
    operation: 'op7f3a',
    at: start + at,
    ...(parent === undefined ? {} : { parent, resource: parent }),
    status,
    text,
    ...progress,
  }));

const mega = (current: number, total: number) =>
  ({ current: current * 1e6, total: total * 1e6, unit: 'bytes' }) as const;

/** A clone in the middle of its data. */
export const halfway = scripted([
  [0, undefined, 'queued', 'waiting for default/dev'],
  [500, undefined, 'started', 'Clone staging locally'],
  [500, 'i', 'started', 'new in staging'],
  [900, 'i', 'command', 'docker pull shop/web'],
  [1000, 'i', 'note', '\u001B[32mpulled\u001B[0m'],
  [1000, 'i', 'done', 'sha256:3f2c1ab'],
  [1000, 'd', 'started', 'new in staging'],
  [2000, 'd', 'progress', 'table 2 of 9', mega(100, 1000)],
  [3000, 'd', 'progress', 'table 2 of 9', mega(140, 1000)],
  [12_000, 'd', 'progress', 'table 3 of 9', mega(374, 1000)],
  [13_000, 'd', 'progress', 'table 3 of 9', mega(412, 1000)],
]);

/** How it goes on when all is well. */
export const tail = scripted([
  [20_000, 'd', 'done'],
  [20_000, 'u', 'started'],
  [20_400, 'u', 'warning', 'port 5432 is taken, using 5433'],
  [20_500, 'u', 'done'],
  [20_500, undefined, 'done'],
]);

export const viewOf = (events: readonly OperationEvent[], plan = cloneStaging): OperationView =>
  events.reduce(applyEvent, beginView(plan));
