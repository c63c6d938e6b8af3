import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFinished, type OperationEvent, type OperationWithSteps } from '../../../shared/model/operation.ts';
import { openStore } from '../store/open-store.ts';
import { tempHome } from '../store/testing/temp-home.ts';
import { createOperations } from './create-operations.ts';
import { createKillSwitch } from './testing/kill-switch.ts';
import { createWorld, type World, type WorldStep } from './testing/world.ts';

interface Scenario {
  readonly steps: readonly WorldStep[];
  readonly parallel: number;
  readonly afterCrash: 'resume' | 'rollback';
  /** Cancels when this many effects have been made; 0: never. */
  readonly cancelAt: number;
  /** At which point each process in turn is killed; past the last one a process lives on. */
  readonly kills: readonly number[];
}

interface Story {
  readonly final: OperationWithSteps;
  readonly events: readonly OperationEvent[];
  readonly world: World;
  /** Points passed by each process. */
  readonly points: readonly number[];
  readonly deaths: number;
  /** Steps that were run again after the journal had them as done. */
  readonly repeated: ReadonlySet<string>;
  /** Deaths between the operation's first and last word in the journal. */
  readonly interruptions: number;
}

/** Runs a scenario through all its deaths to its end. */
async function live(
  { steps, parallel, afterCrash, cancelAt, kills }: Scenario,
  { home, id }: { home: string; id: string },
): Promise<Story> {
  const world = createWorld();
  const points: number[] = [];
  const forever = new AbortController().signal;
  let made = 0;
  let deaths = 0;
  /** How often the steps that the journal knows as done had been begun when it came to know. */
  const settled = new Map<string, number>();
  const repeated = new Set<string>();
  let interruptions = 0;

  for (const killAt of [...kills, undefined]) {
    const kill = createKillSwitch(killAt);
    const store = openStore({ home });
    const inside = ({ operation }: { operation: string }): void => {
      made += 1;
      if (made === cancelAt) operations.cancel(operation);
    };
    const kind = world.kind({ kill, afterCrash, parallel, inside });
    const operations = createOperations({
      store: kill.guard(store),
      kinds: [kind],
      newId: () => id,
      maxParallel: 4,
    });
    const work = async (): Promise<void> => {
      operations.recover();
      if (store.operations.get(id) === undefined) operations.start('world', { steps });
      await operations.wait(id, forever);
    };
    // A dead process tells nobody how it died.
    await Promise.race([
      kill.died,
      work().catch((error: unknown) => {
        if (!kill.dead()) throw error;
      }),
    ]);
    points.push(kill.passed());
    if (kill.dead()) deaths += 1;
    await operations.stop();
    const record = store.operations.get(id);
    const events = store.events.after(0, 10_000, id);
    if (record && !isFinished(record.state)) interruptions += 1;
    for (const [key, times] of settled) if (world.attempts.get(key) !== times) repeated.add(key);
    for (const { id: step, state } of record?.steps ?? []) {
      const key = `${id}/${step}`;
      if (state === 'done') settled.set(key, world.attempts.get(key) ?? 0);
    }
    store.close();
    if (!kill.dead() && record && isFinished(record.state))
      return { final: record, events, world, points, deaths, repeated, interruptions };
  }
  throw new Error('The last process did not bring the operation to its end.');
}

/** What must hold of every story, however it went. */
function judge(story: Story, { steps, cancelAt, afterCrash }: Scenario): void {
  const { final, events, world, deaths, repeated, interruptions } = story;
  const rolledBack = afterCrash === 'rollback' && interruptions > 0;
  if (rolledBack) expect(final.state).not.toBe('succeeded');
  else if (cancelAt === 0) {
    expect(final.state).toBe(steps.some(({ fails }) => fails) ? 'failed' : 'succeeded');
  }
  expect(world.violations).toEqual([]);
  expect([...repeated]).toEqual([]);
  const keys = final.steps.map(({ id }) => `${final.id}/${id}`);
  if (final.state === 'succeeded') {
    expect([...world.effects].sort()).toEqual(keys.sort());
    expect(final.steps.every(({ state }) => state === 'done')).toBe(true);
    expect(final.progress).toBe(1);
    expect(final.steps.some(({ id }) => steps.find((step) => step.id === id)?.fails)).toBe(false);
  } else {
    expect([...world.effects]).toEqual([]);
    expect(final.steps.filter(({ state }) => !['undone', 'failed', 'skipped'].includes(state))).toEqual([]);
  }
  if (final.state === 'failed') expect(final.error).toBeDefined();
  if (final.state === 'cancelled') expect(cancelAt).toBeGreaterThan(0);
  expect(final.cancelling).toBe(false);
  for (const times of world.attempts.values()) expect(times).toBeLessThanOrEqual(1 + deaths);

  const own = events.filter(({ parent }) => parent === undefined);
  const ends = own.filter(({ status }) => ['done', 'failed', 'cancelled'].includes(status));
  expect(ends).toHaveLength(1);
  expect(events.at(-1)).toEqual(ends[0]);
  expect(own.filter(({ status }) => status === 'queued')).toHaveLength(1);
  expect(own.filter(({ status }) => status === 'started').length).toBeLessThanOrEqual(1);
  const seqs = events.map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
}

const shapes: Readonly<Record<string, readonly WorldStep[]>> = {
  chain: [
    { id: 's0', after: [] },
    { id: 's1', after: ['s0'] },
    { id: 's2', after: ['s1'] },
  ],
  diamond: [
    { id: 's0', after: [] },
    { id: 's1', after: ['s0'] },
    { id: 's2', after: ['s0'] },
    { id: 's3', after: ['s1', 's2'] },
  ],
  'diamond whose end fails': [
    { id: 's0', after: [] },
    { id: 's1', after: ['s0'] },
    { id: 's2', after: ['s0'] },
    { id: 's3', after: ['s1', 's2'], fails: true },
  ],
};

for (const [shape, steps] of Object.entries(shapes)) {
  for (const afterCrash of ['resume', 'rollback'] as const) {
    for (const cancelAt of shape === 'diamond' ? [0, 2] : [0]) {
      const how = cancelAt ? ', cancelled' : '';
      test(`${shape}${how}: killed at every point, then once more while it ${afterCrash}s`, async () => {
        const home = tempHome();
        const base = { steps, parallel: 2, afterCrash, cancelAt };
        const whole = await live({ ...base, kills: [] }, { home, id: 'whole' });
        judge(whole, { ...base, kills: [] });
        const all = whole.points[0] ?? 0;
        expect(all).toBeGreaterThan(10);
        for (let first = 1; first <= all; first += 1) {
          const scenario = { ...base, kills: [first, 1 + ((5 * first) % 17)] };
          judge(await live(scenario, { home, id: `op-${first}-` }), scenario);
        }
      }, 60_000);
    }
  }
}

const scenario: fc.Arbitrary<Scenario> = fc
  .array(fc.record({ after: fc.array(fc.nat(11), { maxLength: 3 }), fails: fc.nat(24) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((raw) =>
    raw.map(
      ({ after, fails }, index): WorldStep => ({
        id: `s${index}`,
        after: [...new Set(after.filter((before) => before < index))].map((before) => `s${before}`),
        fails: fails === 0,
      }),
    ),
  )
  .chain((steps) =>
    fc.record({
      steps: fc.constant(steps),
      parallel: fc.integer({ min: 1, max: 6 }),
      afterCrash: fc.constantFrom('resume', 'rollback'),
      cancelAt: fc.oneof(fc.constant(0), fc.nat(steps.length)),
      kills: fc.array(fc.integer({ min: 1, max: 7 * steps.length + 4 }), { maxLength: 4 }),
    }),
  );

test('random DAGs, widths, failures, cancels and kills all end whole', async () => {
  const home = tempHome();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async (one) => {
      count += 1;
      judge(await live(one, { home, id: `op-${count}-` }), one);
    }),
    { numRuns: 120 },
  );
}, 60_000);
