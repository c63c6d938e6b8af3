import { join } from 'node:path';
import { type Preferences, preferences } from '../../../../shared/contract/app.ts';
import { contract } from '../../../../shared/contract/contract.ts';
import type { Domain, DomainHandlers, Handlers } from '../../../../shared/contract/define.ts';
import { BacklotError } from '../../../../shared/errors.ts';
import type { Check } from '../../../../shared/model/check.ts';
import type { Project } from '../../../../shared/model/project.ts';
import { methodTable } from '../../../../shared/rpc/serve.ts';
import { silentDomain } from '../../../../shared/rpc/testing/silent-domain.ts';
import type { Core, CoreOptions } from '../../../core/core.ts';
import { prepareHome } from '../../../core/home/prepare-home.ts';
import { createLive } from '../../../core/live.ts';
import { takeHomeLock } from '../../../core/store/home-lock.ts';
import { version } from '../../../core/version.ts';
import { appHandlers } from '../../../handlers/app.ts';
import { sampleChecks, sampleProject } from './samples.ts';
import { smallOperations } from './small-operations.ts';

export interface SmallCoreSetup {
  readonly version?: string;
  readonly project?: Project;
  readonly checks?: readonly Check[];
  readonly stacks?: Partial<DomainHandlers<typeof contract.stacks>>;
  readonly data?: Partial<DomainHandlers<typeof contract.data>>;
  readonly masking?: Partial<DomainHandlers<typeof contract.masking>>;
  readonly snapshots?: Partial<DomainHandlers<typeof contract.snapshots>>;
  readonly parity?: Partial<DomainHandlers<typeof contract.parity>>;
  readonly live?: Partial<DomainHandlers<typeof contract.live>>;
  readonly isolation?: Partial<DomainHandlers<typeof contract.isolation>>;
  readonly mail?: Partial<DomainHandlers<typeof contract.mail>>;
  /** More handlers, given one that starts an operation of a step. */
  readonly withOperations?: (
    start: (error?: BacklotError) => { operation: string },
  ) => Pick<SmallCoreSetup, 'data' | 'snapshots'>;
  /** Cancelling is noted, but the work goes on. */
  readonly deafToCancel?: boolean;
}

/** Scripted handlers; those that are not there refuse. */
const withSome = <D extends Domain>(domain: D, some: Partial<DomainHandlers<D>> = {}): DomainHandlers<D> => {
  const silent = silentDomain(domain);
  return new Proxy(silent, {
    get: (_, name, self) => Reflect.get(some, name) ?? Reflect.get(silent, name, self),
  });
};

/** A core of the real contract with a real home and lock, and stand-ins behind: to test doors with. */
export const smallCore =
  (setup: SmallCoreSetup = {}) =>
  async ({ home, host }: CoreOptions): Promise<Core> => {
    const own = setup.version ?? version;
    const paths = await prepareHome(home, AbortSignal.timeout(10_000));
    const lock = takeHomeLock(paths.root, { version: own, host });
    const work = smallOperations(join(paths.scratch, 'journal.json'), setup.deafToCancel);
    const started = setup.withOperations?.(work.start) ?? {};
    const chosen = createLive<Preferences>(preferences.parse({}));
    const project = setup.project ?? sampleProject;
    let checks = setup.checks ?? sampleChecks;

    const handlers: Handlers<typeof contract> = {
      app: appHandlers({
        info: () => ({
          version: own,
          home: paths.root,
          host,
          platform: process.platform,
          node: process.version,
          pid: process.pid,
          startedAt: Date.now(),
          notices: [],
        }),
        preferences: chosen,
        changePreferences(change) {
          chosen.set(preferences.parse({ ...chosen.get(), ...change }));
          return chosen.get();
        },
      }),
      data: withSome(contract.data, started.data ?? setup.data),
      isolation: withSome(contract.isolation, setup.isolation),
      live: withSome(contract.live, setup.live),
      mail: withSome(contract.mail, setup.mail),
      masking: withSome(contract.masking, setup.masking),
      parity: withSome(contract.parity, setup.parity),
      snapshots: withSome(contract.snapshots, started.snapshots ?? setup.snapshots),
      stacks: withSome(contract.stacks, setup.stacks),
      operations: work.operations,
      rehearsal: work.rehearsal,
      doctor: {
        run: () => [...checks],
        async *checks() {},
        refresh: () => ({}),
        fix({ id }) {
          checks = checks.map((one) =>
            one.id === id ? { ...one, status: 'ok', problem: undefined, fix: undefined } : one,
          );
          const fixed = checks.find((one) => one.id === id);
          if (!fixed) throw new BacklotError('not-found', `There is no check ${id}.`);
          return fixed;
        },
      },
      projects: {
        recent: () => [{ path: '/srv/shop', name: 'shop', openedAt: 0, exists: true }],
        open: () => project,
        show: () => project,
        forget: () => ({}),
        async *watch() {},
        init: ({ path, dryRun }) => ({
          file: join(path, 'backlot.yaml'),
          text: 'name: shop\n',
          written: !dryRun,
          found: ['compose.yaml'],
        }),
        browse: () => ({ path: '/', folders: [] }),
      },
    };

    return {
      home: paths.root,
      methods: methodTable(contract, handlers),
      async stop() {
        await work.stop();
        lock.release();
      },
    };
  };
