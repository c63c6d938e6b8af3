import { z } from 'zod';
import { type Preferences, preferences as preferencesSchema } from '../../shared/contract/app.ts';
import { type BacklotContract, contract } from '../../shared/contract/contract.ts';
import type { Handlers } from '../../shared/contract/define.ts';
import { check as checkSchema } from '../../shared/contract/doctor.ts';
import { operation as operationSchema, operationWithSteps } from '../../shared/contract/operations.ts';
import { project as projectSchema } from '../../shared/contract/projects.ts';
import { BacklotError, type WireError } from '../../shared/errors.ts';
import type { Check } from '../../shared/model/check.ts';
import type { DataStatus } from '../../shared/model/data.ts';
import { isFinished, type OperationEvent, type OperationWithSteps } from '../../shared/model/operation.ts';
import type { Project } from '../../shared/model/project.ts';
import { connect, createClient } from '../../shared/rpc/client.ts';
import { memoryPair } from '../../shared/rpc/memory-carrier.ts';
import { methodTable, serve } from '../../shared/rpc/serve.ts';
import type { Link } from '../state/link.ts';
import { fakeChecks, fakeFailingChecks } from './fake-checks.ts';
import { type BeginFake, fakeData } from './fake-data.ts';
import { fakeDataStatus, fakeStateless, fakeUnswitched, fakeUntouched } from './fake-data-status.ts';
import { type FakeGuard, fakeIsolation } from './fake-isolation.ts';
import { fakeLive } from './fake-live.ts';
import { fakeMasking } from './fake-masking.ts';
import { advance, fakeBusy, fakeEvents, fakeOperations } from './fake-operations.ts';
import { fakeParity } from './fake-parity.ts';
import {
  fakeBroken,
  fakeProject,
  fakeRecent,
  fakeUnguarded,
  fakeUninitialised,
  fakeYaml,
} from './fake-project.ts';
import { fakeSnapshots } from './fake-snapshots.ts';
import { fakeAbsentStack, fakeMixedStack } from './fake-stack.ts';
import { fakeStacks } from './fake-stacks.ts';
import { fakeTopic } from './fake-topic.ts';

/** Which state of the world the page is looked at in. */
export const scenes = [
  'shop',
  'first-run',
  'broken',
  'uninitialised',
  'quiet',
  'empty',
  'busy',
  'no-start',
  'stateless',
  'data',
  'unswitched',
  'no-engine',
  'unguarded',
  'mute-guard',
  'untried',
] as const;
export type Scene = (typeof scenes)[number];

const projectOf = (scene: Scene, now: number): Project => {
  if (scene === 'broken') return fakeBroken(now);
  if (scene === 'uninitialised') return fakeUninitialised(now);
  if (scene === 'unguarded') return fakeUnguarded(now);
  return fakeProject(now);
};

const guardOf = (scene: Scene): FakeGuard => {
  switch (scene) {
    case 'unguarded':
      return 'none';
    case 'mute-guard':
      return 'mute';
    case 'quiet':
      return 'down';
    case 'busy':
      return 'many';
    case 'untried':
      return 'untried';
    default:
      return 'guarded';
  }
};

const operationsOf = (scene: Scene, now: number): readonly OperationWithSteps[] => {
  if (scene === 'first-run' || scene === 'empty') return [];
  if (scene === 'busy') return fakeBusy(now);
  const idle = scene === 'quiet' || ['data', 'stateless', 'unswitched'].includes(scene);
  return fakeOperations(now).filter(({ state }) => !idle || state !== 'running');
};

const dataOf = (scene: Scene, now: number): DataStatus => {
  if (scene === 'stateless') return fakeStateless(now);
  if (scene === 'unswitched') return fakeUnswitched(now);
  return scene === 'quiet' ? fakeUntouched(now) : fakeDataStatus(now);
};

/** The scene an address names; the ordinary one for any other word. */
export const sceneOf = (name: string | null): Scene => scenes.find((scene) => scene === name) ?? 'shop';

const tooNew = new BacklotError(
  'store-newer',
  'The data directory was written by a newer Backlot (schema 14, this one knows 9).',
  { hint: 'Update Backlot, or choose another data directory with BACKLOT_HOME.' },
);

export interface FakeOptions {
  readonly now?: number;
  /** Ends the work that the running operation pretends to do. */
  readonly signal?: AbortSignal;
}

/** Handlers with a memory of their own: every method of the contract answers as the real core would. */
export function fakeHandlers(
  scene: Scene,
  { now = Date.now(), signal }: FakeOptions = {},
): Handlers<BacklotContract> {
  let project = projectOf(scene, now);
  let recent = scene === 'first-run' ? [] : fakeRecent(now);
  let checks: readonly Check[] = scene === 'first-run' ? fakeFailingChecks : fakeChecks;
  let preferences: Preferences = {
    theme: 'system',
    notifications: true,
    keepOperationsDays: 30,
    ...(scene !== 'first-run' && scene !== 'empty' && { lastProject: project.path }),
  };
  const operations = new Map(operationsOf(scene, now).map((operation) => [operation.id, operation]));
  const changes = fakeTopic<OperationWithSteps>();
  const events = fakeTopic<OperationEvent>();
  const checksChanged = fakeTopic<readonly Check[]>();
  const preferencesChanged = fakeTopic<Preferences>();
  const projectChanged = fakeTopic<Project>();

  const change = (operation: OperationWithSteps): void => {
    operations.set(operation.id, operation);
    changes.send(operation);
  };
  const find = (id: string): OperationWithSteps => {
    const operation = operations.get(id);
    if (operation) return operation;
    throw new BacklotError('not-found', `There is no operation "${id}".`);
  };
  const setChecks = (next: readonly Check[]): void => {
    checks = next;
    checksChanged.send(next);
  };
  const ends = new Map<string, () => void>();
  /** What an operation is to end with. */
  const failures = new Map<string, WireError>();
  const begin: BeginFake = (begun, environment, done) => {
    const id = `${begun.kind}-${operations.size}`;
    const wrong = begun.steps.find(({ error }) => error)?.error;
    ends.set(id, done);
    if (wrong) failures.set(id, wrong);
    change({
      ...begun,
      id,
      steps: begun.steps.map(({ error: _, ...step }) => step),
      state: 'running',
      cancelling: false,
      locks: [`default/${environment}@${project.path}`],
      project: project.path,
      createdAt: Date.now(),
      startedAt: Date.now(),
      progress: 0,
    });
    return id;
  };
  const stack = fakeStacks(scene === 'quiet' ? fakeAbsentStack : fakeMixedStack, (begun) =>
    begin(begun, 'dev', () => {}),
  );
  // The busy scene changes each of its 50 operations 20 times a second: a thousand changes.
  const pause = scene === 'busy' ? 50 : 250;
  const work = setInterval(() => {
    for (const operation of operations.values()) {
      if (operation.state !== 'running') continue;
      const next = advance(operation, pause, Date.now());
      const error = failures.get(next.id);
      if (next.state === 'succeeded' && error) {
        const steps = next.steps.map((step) => ({ ...step, state: 'failed' as const, error }));
        change({ ...next, state: 'failed', error, steps });
        continue;
      }
      if (next.state === 'succeeded') ends.get(next.id)?.();
      change(next);
    }
  }, pause);
  signal?.addEventListener('abort', () => clearInterval(work), { once: true });

  return {
    data: fakeData(dataOf(scene, now), begin, scene === 'no-engine'),
    masking: fakeMasking(scene === 'busy', scene === 'quiet'),
    parity: fakeParity(now),
    snapshots: fakeSnapshots(now, scene === 'quiet', begin),
    app: {
      info: () => {
        if (scene === 'no-start') throw tooNew;
        return {
          version: '0.1.0',
          home: '/home/mia/.local/share/backlot',
          host: 'web',
          platform: 'linux',
          node: '24.21.0',
          pid: 4711,
          startedAt: now - 95_000,
          notices:
            scene === 'first-run'
              ? [
                  {
                    title: 'The journal could not be read and was set aside.',
                    text: 'It is kept as journal-set-aside.db in the data directory; a new one was begun.',
                  },
                ]
              : [],
        };
      },
      preferences: (_, { signal }) => preferencesChanged.follow([preferences], signal),
      setPreferences: (change) => {
        preferences = preferencesSchema.parse({ ...preferences, ...change });
        preferencesChanged.send(preferences);
        return preferences;
      },
    },
    ...fakeIsolation(guardOf(scene), now, signal),
    live: fakeLive(now, stack.status),
    stacks: stack.handlers,
    doctor: {
      run: () => z.array(checkSchema).parse(checks),
      checks: (_, { signal }) => parsed(z.array(checkSchema), checksChanged.follow([checks], signal)),
      refresh: () => {
        const before = checks;
        setChecks(before.map((check) => ({ ...check, status: 'running' as const })));
        setTimeout(() => setChecks(before), 900);
        return {};
      },
      fix: ({ id }) => {
        const check = checks.find((one) => one.id === id);
        if (!check) throw new BacklotError('not-found', `There is no check "${id}".`);
        const { problem: _, fix: __, ...rest } = check;
        const mended: Check = { ...rest, status: 'ok', found: 'XFS pool of 20 GB, reflink' };
        setChecks(checks.map((one) => (one.id === id ? mended : one)));
        return checkSchema.parse(mended);
      },
    },
    operations: {
      list: ({ states, limit }) =>
        [...operations.values()]
          .filter(({ state }) => states?.includes(state) ?? true)
          .slice(0, limit)
          .map((one) => operationSchema.parse(one)),
      get: ({ id }) => operationWithSteps.parse(find(id)),
      cancel: ({ id }) => {
        change({ ...find(id), cancelling: true });
        setTimeout(
          () => change({ ...find(id), cancelling: false, state: 'cancelled', finishedAt: Date.now() }),
          700,
        );
        return {};
      },
      resume: ({ id }) => {
        change({ ...find(id), state: 'running' });
        return { operation: id };
      },
      events: ({ operation }, { signal }) =>
        events.follow(operation === undefined ? [] : fakeEvents(find(operation)), signal),
      changes: (_, { signal }) =>
        parsed(
          operationWithSteps,
          changes.follow(
            [...operations.values()].filter(({ state }) => !isFinished(state)),
            signal,
          ),
        ),
    },
    projects: {
      recent: () => [...recent],
      open: () => {
        recent = fakeRecent(now);
        return projectSchema.parse(project);
      },
      show: () => projectSchema.parse(project),
      forget: ({ path }) => {
        recent = recent.filter((one) => one.path !== path);
        return {};
      },
      watch: (_, { signal }) => parsed(projectSchema, projectChanged.follow([project], signal)),
      init: ({ path, dryRun }) => {
        if (!dryRun) {
          project = fakeProject(Date.now());
          projectChanged.send(project);
        }
        return {
          file: `${path}/backlot.yaml`,
          text: fakeYaml,
          written: !dryRun,
          found: ['compose.yaml', 'compose.production.yaml', 'db/seeds/demo.sql'],
        };
      },
      browse: ({ path = '/home/mia/code' }) => ({
        path,
        ...(path !== '/' && { parent: path.slice(0, path.lastIndexOf('/')) || '/' }),
        folders: ['billing-service', 'dotfiles', 'experiments', 'shop', 'warehouse'].map((name) => ({
          name,
          path: `${path === '/' ? '' : path}/${name}`,
          project: name === 'shop' || name === 'billing-service' || name === 'warehouse',
        })),
      }),
    },
    rehearsal: {
      start: ({ steps }) => {
        const id = `rehearsal-${operations.size}`;
        change({
          id,
          kind: 'rehearsal',
          title: 'Rehearse an operation',
          state: 'running',
          cancelling: false,
          locks: ['default/rehearsal'],
          createdAt: Date.now(),
          startedAt: Date.now(),
          progress: 0,
          steps: Array.from({ length: steps }, (_, index) => ({
            id: `step-${index + 1}`,
            after: [],
            verb: 'write',
            resource: `file ${index + 1}`,
            cause: 'rehearsal',
            weight: 1,
            destructive: false,
            args: {},
            state: 'pending' as const,
          })),
        });
        return { operation: id };
      },
    },
  };
}

/** What the model holds is readonly, what the contract takes is not: a parse makes the one into the other. */
async function* parsed<S extends z.ZodType>(
  schema: S,
  source: AsyncIterable<{ readonly cursor: number; readonly value: unknown }>,
): AsyncGenerator<{ readonly cursor: number; readonly value: z.output<S> }> {
  for await (const { cursor, value } of source) yield { cursor, value: schema.parse(value) };
}

/** A link to a fake core over the real protocol and contract. */
export function fakeLink(scene: Scene): Link {
  const [ours, theirs] = memoryPair();
  serve(theirs, methodTable(contract, fakeHandlers(scene)), console.error);
  return {
    client: createClient(contract, connect(ours)),
    onStatus: (listener) => {
      listener({ kind: 'connected' });
      return () => {};
    },
  };
}
