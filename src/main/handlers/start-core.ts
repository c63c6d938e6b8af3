import { contract } from '../../shared/contract/contract.ts';
import { methodTable } from '../../shared/rpc/serve.ts';
import { createApp } from '../core/app.ts';
import type { Core, CoreOptions } from '../core/core.ts';
import { observeStack } from '../core/engine/observe.ts';
import { version } from '../core/version.ts';
import { appHandlers } from './app.ts';
import { dataHandlers } from './data.ts';
import { doctorHandlers } from './doctor.ts';
import { isolationHandlers, mailHandlers } from './isolation.ts';
import { liveHandlers } from './live.ts';
import { maskingHandlers } from './masking.ts';
import { operationsHandlers } from './operations.ts';
import { parityHandlers } from './parity.ts';
import { projectHandlers } from './projects.ts';
import { rehearsalHandlers } from './rehearsal.ts';
import { snapshotsHandlers } from './snapshots.ts';
import { stacksHandlers } from './stacks.ts';

/** Starts a core and puts every domain's handlers before it: what each door begins with. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const app = await createApp(options);
  const methods = methodTable(contract, {
    app: appHandlers({
      info: () => ({
        version,
        home: app.home,
        host: options.host,
        platform: process.platform,
        node: process.versions.node,
        pid: process.pid,
        startedAt: app.startedAt,
        notices: [...app.store.notices()],
      }),
      preferences: app.preferences,
      changePreferences: app.changePreferences,
    }),
    doctor: doctorHandlers(app.doctor),
    operations: operationsHandlers(app.operations),
    parity: parityHandlers(app.parity),
    projects: projectHandlers(app.store.projects, app.projects),
    rehearsal: rehearsalHandlers(app.operations),
    data: dataHandlers({
      locate: app.stacks.locate,
      status: app.data.status,
      pool: app.data.pool,
      operations: app.operations,
    }),
    isolation: isolationHandlers({ locate: app.stacks.locate, access: app.access }),
    mail: mailHandlers(
      { locate: app.stacks.locate, access: app.access },
      { rules: app.stacks.release, passwords: app.relayPasswords, operations: app.operations },
    ),
    masking: maskingHandlers(app.data.masking),
    snapshots: snapshotsHandlers({
      store: app.data.store,
      operations: app.operations,
      urls: app.data.urls,
    }),
    stacks: stacksHandlers({
      source: app.stacks,
      access: app.access,
      operations: app.operations,
      env: process.env,
    }),
    live: liveHandlers(
      {
        locate: app.stacks.locate,
        engine: app.access.engine,
        containersOf: async (ref, signal) => {
          const [engine, identity] = await Promise.all([
            app.access.engine(ref.host, signal),
            app.access.identity(ref, signal),
          ]);
          return (await observeStack(engine, identity, signal)).containers;
        },
      },
      app.terminals,
    ),
  });
  return { home: app.home, methods, stop: app.stop };
}
