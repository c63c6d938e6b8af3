import type { OperationEvent, OperationWithSteps, Step } from '../../shared/model/operation.ts';

const MB = 1_000_000;

const step = (verb: string, resource: string, cause: string, over: Partial<Step> = {}): Step => ({
  id: `${verb}:${resource}`,
  after: [],
  verb,
  resource,
  cause,
  weight: 1,
  destructive: false,
  args: {},
  state: 'pending',
  ...over,
});

const bytes = (current: number, total: number): Pick<Step, 'progress'> => ({
  progress: { current: current * MB, total: total * MB, unit: 'bytes' },
});

const operation = (
  id: string,
  title: string,
  state: OperationWithSteps['state'],
  over: Partial<OperationWithSteps> = {},
): OperationWithSteps => ({
  id,
  kind: 'clone',
  title,
  state,
  cancelling: false,
  locks: ['default/dev'],
  project: '/home/mia/code/shop',
  createdAt: 0,
  progress: 0,
  steps: [],
  ...over,
});

/** The operation that runs while somebody looks. */
export const fakeRunning = (now: number): OperationWithSteps =>
  operation('01jz8k3v9q-clone', 'Clone staging locally', 'running', {
    createdAt: now - 42_000,
    startedAt: now - 42_000,
    progress: 0.41,
    steps: [
      step('pull', 'web', 'image digest changed', {
        state: 'done',
        ...bytes(184, 184),
        text: 'sha256:3f2c1ab',
        startedAt: now - 42_000,
        finishedAt: now - 31_000,
      }),
      step('pull', 'worker', 'image digest changed', {
        state: 'done',
        ...bytes(96, 96),
        startedAt: now - 42_000,
        finishedAt: now - 36_500,
      }),
      step('pull', 'db', 'not here yet', {
        state: 'done',
        ...bytes(142, 142),
        startedAt: now - 40_000,
        finishedAt: now - 29_000,
      }),
      step('copy', 'customers', 'masked, last 90 days', {
        weight: 3,
        state: 'running',
        ...bytes(212, 640),
        text: 'masking: 1.2 M of 3.6 M rows',
        startedAt: now - 28_000,
      }),
      step('copy', 'orders', 'masked, follows customers', {
        weight: 3,
        state: 'running',
        ...bytes(200, 480),
        text: 'masking: 2.1 M of 5.0 M rows',
        startedAt: now - 28_000,
      }),
      step('copy', 'order_items', 'follows orders', { weight: 2, ...bytes(0, 310) }),
      step('copy', 'products', 'kept as they are', {
        state: 'done',
        ...bytes(18, 18),
        startedAt: now - 28_000,
        finishedAt: now - 26_000,
      }),
      step('bake', 'volume shop_db', 'new snapshot', { weight: 2, destructive: true }),
      step('isolate', 'guard', 'dev is isolated'),
      step('start', 'db', 'stateful service first'),
      step('start', 'worker', 'needs db'),
      step('start', 'web', 'needs db, worker'),
    ],
  });

const history = (now: number): readonly OperationWithSteps[] => [
  operation('01jz8j1xpc-pull', 'Pull snapshot of staging', 'failed', {
    kind: 'pull',
    createdAt: now - 50 * 60_000,
    startedAt: now - 50 * 60_000,
    finishedAt: now - 48 * 60_000,
    progress: 0.22,
    error: {
      code: 'step-failed',
      message: 'Copying table customers stopped: 2 new columns have no masking rule.',
      hint: 'Classify loyalty_id and birth_date in Masking, then pull again.',
      details: { table: 'customers', columns: ['loyalty_id', 'birth_date'], rule: 'fail closed' },
      retryable: false,
    },
    steps: [
      step('inspect', 'staging', 'read the schema', {
        state: 'done',
        startedAt: now - 50 * 60_000,
        finishedAt: now - 49.9 * 60_000,
      }),
      step('check', 'customers', 'compare with db/masking.yaml', {
        state: 'failed',
        text: '2 columns without a rule',
        startedAt: now - 49.9 * 60_000,
        finishedAt: now - 49.8 * 60_000,
        error: {
          code: 'step-failed',
          message: 'customers.loyalty_id and customers.birth_date have no masking rule.',
          details: {},
          retryable: false,
        },
      }),
      step('copy', 'customers', 'masked, last 90 days', { state: 'skipped', weight: 3 }),
      step('copy', 'orders', 'masked, follows customers', { state: 'skipped', weight: 3 }),
    ],
  }),
  operation('01jz8h44rm-switch', 'Switch to demo', 'succeeded', {
    kind: 'switch',
    createdAt: now - 3.2 * 3_600_000,
    startedAt: now - 3.2 * 3_600_000,
    finishedAt: now - 3.2 * 3_600_000 + 480,
    progress: 1,
    steps: [
      step('checkpoint', 'volume shop_db', 'kept before the switch', { state: 'done' }),
      step('clone', 'volume shop_db', 'dataset demo', { state: 'done', destructive: true }),
      step('start', 'db', 'volume changed', { state: 'done' }),
    ],
  }),
  operation('01jz8a0c2d-share', 'Share branch cart-rounding', 'interrupted', {
    kind: 'share',
    createdAt: now - 20 * 3_600_000,
    startedAt: now - 20 * 3_600_000,
    progress: 0.63,
    steps: [
      step('build', 'web', 'commit 91be0f2', { state: 'done' }),
      step('send', 'web', 'not on host shared', { state: 'running', ...bytes(88, 184) }),
      step('start', 'test.cart-rounding', 'new environment'),
    ],
  }),
  operation('01jz7y93kk-clone', 'Clone staging locally', 'cancelled', {
    createdAt: now - 27 * 3_600_000,
    startedAt: now - 27 * 3_600_000,
    finishedAt: now - 27 * 3_600_000 + 9_300,
    progress: 0.1,
    steps: [step('pull', 'web', 'image digest changed', { state: 'undone' })],
  }),
];

/** Newest first: one that runs and some that ended in each way. */
export const fakeOperations = (now: number): readonly OperationWithSteps[] => [
  fakeRunning(now),
  ...history(now),
];

/** Fifty operations of twelve steps at once. */
export const fakeBusy = (now: number): readonly OperationWithSteps[] =>
  Array.from({ length: 50 }, (_, index) => ({
    ...fakeRunning(now - index),
    id: `busy-${index}`,
    title: `Clone staging to test.branch-${index}`,
  }));

/** Events that tell the story of the steps, as the journal would hold them. */
export const fakeEvents = (operation: OperationWithSteps): readonly OperationEvent[] =>
  operation.steps
    .filter(({ state }) => state !== 'pending')
    .flatMap((step, index) => {
      const at = (step.startedAt ?? operation.createdAt) + index;
      const event = (status: OperationEvent['status'], text: string, offset: number): OperationEvent => ({
        seq: index * 10 + offset,
        operation: operation.id,
        at: at + offset * 400,
        resource: step.resource,
        parent: step.id,
        status,
        text,
      });
      return [
        event('started', `${step.verb} ${step.resource}`, 0),
        event('command', commandOf(step), 1),
        event('note', `${step.resource}: ${step.cause}`, 2),
        ...(step.text === undefined ? [] : [event('note', step.text, 3)]),
        ...(step.error ? [event('failed', step.error.message, 4)] : []),
      ];
    });

const commandOf = ({ verb, resource }: Step): string => {
  switch (verb) {
    case 'pull':
      return `docker pull registry.example.test/shop/${resource}@sha256:3f2c1ab9d04e`;
    case 'copy':
      return `psql --host staging-db --command 'COPY ${resource} TO STDOUT' | backlot-mask --table ${resource}`;
    default:
      return `docker compose --project-name shop-dev ${verb} ${resource}`;
  }
};

/** The operation some milliseconds later: bytes have moved and steps have ended. */
export function advance(operation: OperationWithSteps, ms: number, now: number): OperationWithSteps {
  if (operation.state !== 'running') return operation;
  const busy = operation.steps.filter(({ state }) => state === 'running').length;
  let free = Math.max(0, 2 - busy);
  const steps = operation.steps.map((step): Step => {
    if (step.state === 'pending' && free > 0) {
      free -= 1;
      return { ...step, state: 'running', startedAt: now };
    }
    if (step.state !== 'running') return step;
    const progress = step.progress ?? { current: 0, total: 20, unit: 'items' as const };
    const total = progress.total ?? 20;
    const speed = progress.unit === 'bytes' ? 0.019 * MB : 0.01;
    const current = Math.min(total, progress.current + speed * ms);
    if (current < total) return { ...step, progress: { ...progress, current } };
    return { ...step, state: 'done', progress: { ...progress, current }, finishedAt: now };
  });
  const weight = steps.reduce((sum, step) => sum + step.weight, 0);
  const done = steps.reduce((sum, { state, progress, weight }) => {
    if (state === 'done') return sum + weight;
    return sum + weight * (progress?.total ? progress.current / progress.total : 0);
  }, 0);
  const finished = steps.every(({ state }) => state === 'done');
  return {
    ...operation,
    steps,
    progress: done / weight,
    ...(finished && { state: 'succeeded' as const, finishedAt: now }),
  };
}
