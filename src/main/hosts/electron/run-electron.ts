import { join } from 'node:path';
import { app, dialog, Menu, protocol, safeStorage, session } from 'electron';
import { type DesktopRequest, desktopContract } from '../../../shared/contract/desktop.ts';
import { methodTable } from '../../../shared/rpc/serve.ts';
import type { Core, CoreOptions } from '../../core/core.ts';
import { announce } from './announce.ts';
import { answerPage } from './answer-page.ts';
import { appMenu } from './app-menu.ts';
import { appOrigin, appScheme } from './app-origin.ts';
import { claimStart, type Start, start } from './claim-start.ts';
import { openCoreDoor } from './core-door.ts';
import { parseDeepLink } from './deep-link.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import { createDesktopRequests } from './desktop-requests.ts';
import { devPage } from './dev-page.ts';
import { documentationLink } from './external-link.ts';
import { listPageFiles } from './find-page-file.ts';
import { guardContents } from './guard-contents.ts';
import { guardSession } from './guard-session.ts';
import { handOverPorts } from './hand-over-port.ts';
import { openKeychain } from './keychain.ts';
import { createMainWindow } from './main-window.ts';
import { openLink } from './open-link.ts';
import { createOperationWatch } from './operation-news.ts';
import { parseStart } from './start-request.ts';
import { type SystemTray, showTray } from './system-tray.ts';
import type { TrayEntry } from './tray-menu.ts';
import { within } from './within.ts';

export interface ElectronHost {
  /** The data directory. */
  readonly home: string;
  /** The folder that holds `out/` and `resources/`. */
  readonly root: string;
  readonly startCore: (options: CoreOptions) => Promise<Core>;
  /** The running environments, asked for whenever the tray is drawn. */
  readonly trayEntries?: () => readonly TrayEntry[];
  /** How long the core may take to stop when the app quits, in milliseconds. */
  readonly stopMs?: number;
}

const log = (text: string): void => console.error(`backlot: ${text}`);

/** Runs the desktop app: returns at once, the app lives until it quits. */
export function runElectron(host: ElectronHost): void {
  const own = claimStart(host.home, log);
  if (own) runDesktop(host, own);
}

/** The keychain when there is one; the core's key file otherwise, and the log says so. */
async function startWithSecrets({ home, startCore }: ElectronHost): Promise<Core> {
  const secrets = await openKeychain(safeStorage, home, process.platform).catch((error: unknown) => {
    log(`${String(error)} Secrets are kept in a key file instead.`);
    return undefined;
  });
  return startCore({ home, host: 'electron', secrets });
}

function runDesktop(host: ElectronHost, own: Start): void {
  const { home, root, trayEntries = () => [], stopMs = 10_000 } = host;
  const development = devPage(app.isPackaged, process.env.ELECTRON_RENDERER_URL);
  const origin = development?.origin ?? appOrigin;
  const requests = createDesktopRequests();
  const watch = createOperationWatch();
  const link = (address: string): void => openLink(address, log);
  let notifications = true;
  let tray: SystemTray | undefined;

  // Before any contents exists, so that none is ever without its guard.
  app.on('web-contents-created', (_, contents) =>
    guardContents(contents, { origin, openExternal: link, log }),
  );

  const window = createMainWindow({
    home,
    page: development?.href ?? `${appOrigin}/`,
    preload: join(root, 'out/preload/index.cjs'),
    icon: join(root, 'resources/icons/icon.png'),
    devTools: development !== undefined,
    gone: () => closePort(),
    log,
  });
  const { promise: core, resolve: coreStarts } = Promise.withResolvers<Core>();
  const door = openCoreDoor(core, methodTable(desktopContract, desktopHandlers(requests, window.current)), {
    operation(operation) {
      const news = watch.note(operation);
      const focused = window.current()?.isFocused() ?? false;
      if (news && notifications && !focused) {
        announce(news, () => ask({ kind: 'show-operation', id: news.operation }));
      }
      tray?.update(watch.unfinished());
      quitWhenIdle();
    },
    preferences(preferences) {
      notifications = preferences.notifications;
      window.applyTheme(preferences.theme);
    },
    log,
  });
  const closePort = handOverPorts({
    contents: () => window.current()?.webContents,
    origin,
    accept: door.accept,
    log,
  });

  const ask = (request: DesktopRequest): void => {
    requests.push(request);
    if (app.isReady()) window.reveal();
  };
  const askLink = (address: string): void => {
    const request = parseDeepLink(address);
    if (request) ask(request);
    else log(`Ignored the link ${address}`);
  };
  const take = ({ args, directory }: Start): void => {
    const asked = parseStart(args, directory);
    if (asked.kind === 'request') ask(asked.request);
    else if (asked.kind === 'refused') log(`Ignored the link ${asked.argument}`);
  };

  const chooseProject = async (): Promise<void> => {
    const { filePaths } = await dialog.showOpenDialog({
      title: 'Open project',
      properties: ['openDirectory'],
    });
    const [path] = filePaths;
    if (path !== undefined) ask({ kind: 'open-project', path });
  };

  /** Without a window the app lives on where it has a place (macOS) or work; the tray shows the work. */
  const quitWhenIdle = (): void => {
    if (app.isReady() && !window.current() && process.platform !== 'darwin' && watch.unfinished() === 0)
      app.quit();
  };

  app.on('second-instance', (_, __, ___, data) => {
    const other = start.safeParse(data);
    if (other.success) take(other.data);
    window.reveal();
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    askLink(address);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    ask({ kind: 'open-project', path });
  });
  app.on('activate', () => window.reveal());
  app.on('window-all-closed', quitWhenIdle);

  let begun = false;
  let quitting = false;
  const stop = async (): Promise<void> => {
    tray?.remove();
    closePort();
    const inTime = await within(stopMs, Promise.all([begun && door.stop(), window.saved()]));
    if (!inTime) log('The core did not stop in time; its journal is taken up at the next start.');
    app.exit(0);
  };
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (!quitting) void stop();
    quitting = true;
  });

  const begin = (): void => {
    begun = true;
    guardSession(session.defaultSession, origin);
    if (!development) {
      const files = listPageFiles(join(root, 'out/renderer'));
      protocol.handle(appScheme, (request) => answerPage(files, request));
    }
    const actions = {
      openFolder: () => void chooseProject(),
      showDoctor: () => ask({ kind: 'show-doctor' }),
      openDocumentation: () => link(documentationLink),
    };
    const situation = { platform: process.platform, name: app.name, dev: development !== undefined };
    Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(situation, actions)));
    take(own);
    // The window first: the core starts beside it.
    if (!window.current()) window.reveal();
    coreStarts(startWithSecrets(host));
    const trayIcon = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
    tray = showTray(
      join(root, 'resources/icons', trayIcon),
      trayEntries,
      { open: window.reveal, quit: () => app.quit() },
      log,
    );
    tray?.update(0);
  };
  app
    .whenReady()
    .then(begin)
    .catch((error: unknown) => {
      log(`The app did not start: ${String(error)}`);
      app.exit(1);
    });
}
