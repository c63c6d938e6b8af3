import { homedir } from 'node:os';
import type { Preferences, PreferencesChange } from '../../shared/contract/app.ts';
import type { CoreOptions } from './core.ts';
import { createDataSide, type DataSide } from './data/create-data.ts';
import { createDoctor, type Doctor } from './doctor/doctor.ts';
import { type StackAccess, stackAccess } from './engine/stack-access.ts';
import { stackOperations } from './engine/stack-operations.ts';
import { prepareHome } from './home/prepare-home.ts';
import { imageVerbs } from './images/image-verbs.ts';
import { isolatedAccess, isolatedSource } from './isolation/isolated-stacks.ts';
import { type RelayPasswords, relayPasswords } from './isolation/relay-password.ts';
import { releaseOperation } from './isolation/release-operation.ts';
import { createLive, type Live } from './live.ts';
import { createOperations } from './operations/create-operations.ts';
import type { Operations } from './operations/operations.ts';
import { createRehearsal } from './operations/rehearsal/rehearsal.ts';
import type { Parity } from './parity/compare-environments.ts';
import { createProjectWatch, type ProjectWatch } from './project/watch-project.ts';
import { keyFileSecrets } from './secrets/key-file.ts';
import type { Secrets } from './secrets/secrets.ts';
import { type ProjectStacks, projectStacks } from './stacks/stack-source.ts';
import { takeHomeLock } from './store/home-lock.ts';
import { openStore, type Store } from './store/open-store.ts';
import { version } from './version.ts';
import { createExecSessions, type ExecSessions } from './watch/exec-sessions.ts';

/** The parts of a running core, joined; handlers make methods of them. */
export interface App {
  /** The data directory, canonical. */
  readonly home: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly relayPasswords: RelayPasswords;
  readonly operations: Operations;
  readonly projects: ProjectWatch;
  readonly doctor: Doctor;
  readonly stacks: ProjectStacks;
  readonly access: StackAccess;
  readonly data: DataSide;
  /** What compares environments, loaded when it is first asked for. */
  readonly parity: () => Promise<Parity>;
  readonly terminals: ExecSessions;
  readonly preferences: Live<Preferences>;
  readonly changePreferences: (change: PreferencesChange) => Preferences;
  /** Interrupts what runs, then gives the data directory back. */
  readonly stop: () => Promise<void>;
}

/**
 * The composition root: plain constructors in the order things depend on each other. What fails gives
 * back what was taken before it.
 * @throws BacklotError `home-…`, `store-…`, `disk-full`
 */
export async function createApp({ home, host, secrets: given }: CoreOptions): Promise<App> {
  const startedAt = Date.now();
  const paths = await prepareHome(home, AbortSignal.timeout(30_000));
  const lock = takeHomeLock(paths.root, { version, host });
  try {
    const store = openStore({ home: paths.root });
    const secrets = given ?? keyFileSecrets(paths.secrets);
    const places = { env: process.env, homedir: homedir(), platform: process.platform };
    const stacks = projectStacks(places);
    const source = isolatedSource(stacks);
    const access = isolatedAccess(stackAccess(source));
    const images = imageVerbs({ engine: access.engine, stacks: source, places });
    const data = createDataSide({
      snapshots: paths.snapshots,
      scratch: paths.scratch,
      secrets,
      access,
      stacks,
      images,
      poolPrefix: process.env.BACKLOT_POOL || undefined,
    });
    const passwords = relayPasswords(secrets);
    const operations = createOperations({
      store,
      kinds: [
        createRehearsal({ home: paths.root }),
        ...stackOperations(access, images, data.hook),
        releaseOperation({ access, rules: stacks.release, passwords }),
        ...data.kinds,
      ],
    });
    let compares: Promise<Parity> | undefined;
    const parity = (): Promise<Parity> => {
      compares ??= import('./parity/compare-environments.ts').then(({ createParity }) =>
        createParity({ access, stacks }),
      );
      return compares;
    };
    const terminals = createExecSessions();
    const projects = createProjectWatch();
    const doctor = createDoctor({ home: paths.root, homedir: homedir(), env: process.env, secrets });
    const preferences = createLive(store.preferences.read());
    operations.recover({ takeUp: host !== 'cli' });
    data.sweep();
    return {
      home: paths.root,
      startedAt,
      store,
      secrets,
      relayPasswords: passwords,
      operations,
      projects,
      doctor,
      stacks,
      access,
      data,
      parity,
      terminals,
      preferences,
      changePreferences(change) {
        preferences.set(store.preferences.write(change));
        return preferences.get();
      },
      async stop() {
        terminals.stop();
        await Promise.all([operations.stop(), doctor.stop(), projects.close()]);
        data.close();
        access.close();
        store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
