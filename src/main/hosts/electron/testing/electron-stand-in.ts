import { EventEmitter } from 'node:events';
import type { Browser } from '@playwright/test';
import type Electron from 'electron';
import type { FrameStandIn } from './page-stand-in.ts';
import { WebContentsStandIn } from './page-stand-in.ts';
import { ChannelStandIn } from './port-stand-in.ts';

export interface StandInOptions {
  readonly browser: Browser;
  readonly packaged?: boolean;
  readonly switches?: readonly string[];
  /** Whether this start gets the single instance lock. */
  readonly firstInstance?: boolean;
  readonly folder?: string;
  /** The file that the user chooses in a dialog to save; dismissed when absent. */
  readonly savesAs?: string;
  readonly backend?: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
  readonly displays?: readonly Electron.Rectangle[];
}

const display = (workArea: Electron.Rectangle): Pick<Electron.Display, 'workArea'> => ({ workArea });

type Handle = Parameters<Electron.Protocol['handle']>[1];

/**
 * A module that stands in for `electron`, keeps a record of what the host does with it, and lets a test play the
 * system's part. Each member is typed against Electron's own declarations; `on` is an `EventEmitter`'s, since its
 * type there returns the very class.
 */
export function createElectron(options: StandInOptions) {
  const ready = Promise.withResolvers<void>();
  const windows: WindowStandIn[] = [];
  const record = {
    windows,
    exits: [] as number[],
    quits: 0,
    paths: new Map<string, string>(),
    sandboxed: false,
    userModelId: '',
    schemes: [] as Electron.CustomScheme[],
    handlers: new Map<string, Handle>(),
    lockData: undefined as unknown,
    protocolClients: [] as string[],
    external: [] as string[],
    notifications: [] as NotificationStandIn[],
    menu: [] as Electron.MenuItemConstructorOptions[],
    trays: [] as TrayStandIn[],
    saveDialogs: [] as unknown[],
  };

  class AppStandIn extends EventEmitter {
    readonly isPackaged = options.packaged ?? false;
    name = 'backlot';
    #ready = false;
    readonly commandLine = {
      hasSwitch: (name: string) => options.switches?.includes(name) ?? false,
    } satisfies Pick<Electron.CommandLine, 'hasSwitch'>;

    become(): void {
      this.#ready = true;
      ready.resolve();
    }
    isReady(): boolean {
      return this.#ready;
    }
    whenReady(): Promise<void> {
      return ready.promise;
    }
    enableSandbox(): void {
      record.sandboxed = !this.#ready;
    }
    setName(name: string): void {
      this.name = name;
    }
    setAppUserModelId(id: string): void {
      record.userModelId = id;
    }
    setPath(name: string, path: string): void {
      record.paths.set(name, path);
    }
    requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
      record.lockData = data;
      return options.firstInstance ?? true;
    }
    setAsDefaultProtocolClient(scheme: string): boolean {
      record.protocolClients.push(scheme);
      return true;
    }
    exit(code = 0): void {
      record.exits.push(code);
    }
    /** As Electron: close the windows, then `will-quit`, which may be prevented. */
    quit(): void {
      if (this !== app) throw new TypeError('Illegal invocation');
      record.quits += 1;
      void Promise.all(windows.filter((window) => !window.gone).map((window) => window.shut())).then(() => {
        let prevented = false;
        const preventDefault = (): void => {
          prevented = true;
        };
        app.emit('will-quit', { preventDefault });
        if (!prevented) record.exits.push(0);
      });
    }
  }
  const app = new AppStandIn();
  app satisfies Pick<
    Electron.App,
    | 'isPackaged'
    | 'name'
    | 'isReady'
    | 'whenReady'
    | 'enableSandbox'
    | 'setName'
    | 'setAppUserModelId'
    | 'setPath'
    | 'requestSingleInstanceLock'
    | 'setAsDefaultProtocolClient'
    | 'exit'
    | 'quit'
  >;

  const ipcMain = new EventEmitter();

  const answer = async (request: Request): Promise<Response> => {
    const handle = record.handlers.get('app');
    if (!handle) throw new Error('No handler for app:// is registered.');
    return handle(request);
  };
  const ipc = (
    channel: string,
    sender: WebContentsStandIn,
    senderFrame: FrameStandIn,
    args: unknown[],
  ): void => {
    ipcMain.emit(channel, { sender, senderFrame }, ...args);
  };

  class WindowStandIn extends EventEmitter {
    readonly options: Electron.BrowserWindowConstructorOptions;
    readonly webContents: WebContentsStandIn;
    readonly calls: string[] = [];
    gone = false;
    focused = false;
    minimised = false;
    maximised = false;
    bounds: Electron.Rectangle;
    loaded: Promise<void> = Promise.resolve();

    constructor(made: Electron.BrowserWindowConstructorOptions) {
      super();
      this.options = made;
      const { x = 0, y = 0, width = 800, height = 600 } = made;
      this.bounds = { x, y, width, height };
      this.webContents = new WebContentsStandIn(made.webPreferences ?? {}, {
        browser: options.browser,
        answer,
        ipc,
      });
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(address: string): Promise<void> {
      this.loaded = this.webContents.load(address).then(() => {
        this.emit('ready-to-show');
      });
      return this.loaded;
    }
    show(): void {
      this.calls.push('show');
    }
    focus(): void {
      this.calls.push('focus');
    }
    restore(): void {
      this.calls.push('restore');
    }
    maximize(): void {
      this.calls.push('maximize');
    }
    isDestroyed(): boolean {
      return this.gone;
    }
    isMinimized(): boolean {
      return this.minimised;
    }
    isMaximized(): boolean {
      return this.maximised;
    }
    isFocused(): boolean {
      return this.focused;
    }
    getNormalBounds(): Electron.Rectangle {
      return this.bounds;
    }
    setBackgroundColor(colour: string): void {
      this.calls.push(`background ${colour}`);
    }

    /** The user closes the window. */
    async shut(): Promise<void> {
      this.emit('close', {});
      this.gone = true;
      await this.webContents.end();
      this.emit('closed');
      if (windows.every(({ gone }) => gone)) app.emit('window-all-closed');
    }
  }
  const BrowserWindow = WindowStandIn satisfies new (
    made: Electron.BrowserWindowConstructorOptions,
  ) => Pick<
    Electron.BrowserWindow,
    | 'loadURL'
    | 'show'
    | 'focus'
    | 'restore'
    | 'maximize'
    | 'isDestroyed'
    | 'isMinimized'
    | 'isMaximized'
    | 'isFocused'
    | 'getNormalBounds'
    | 'setBackgroundColor'
  >;

  class NotificationStandIn extends EventEmitter {
    readonly options: Electron.NotificationConstructorOptions;
    constructor(made: Electron.NotificationConstructorOptions) {
      super();
      this.options = made;
    }
    static isSupported(): boolean {
      return true;
    }
    show(): void {
      record.notifications.push(this);
    }
  }
  NotificationStandIn satisfies Pick<typeof Electron.Notification, 'isSupported'>;

  class TrayStandIn extends EventEmitter {
    readonly icon: string;
    menu: Electron.MenuItemConstructorOptions[] = [];
    tip = '';
    destroyed = false;
    constructor(icon: string) {
      super();
      this.icon = icon;
      record.trays.push(this);
    }
    setToolTip(tip: string): void {
      this.tip = tip;
    }
    setContextMenu(menu: MenuStandIn): void {
      this.menu = menu.template;
    }
    destroy(): void {
      this.destroyed = true;
    }
  }
  TrayStandIn satisfies new (
    icon: string,
  ) => Pick<Electron.Tray, 'setToolTip' | 'destroy'>;

  interface MenuStandIn {
    readonly template: Electron.MenuItemConstructorOptions[];
  }
  const Menu = {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]): MenuStandIn => ({ template }),
    setApplicationMenu: (menu: MenuStandIn | null): void => {
      record.menu = menu?.template ?? [];
    },
  } satisfies Record<
    keyof Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>,
    (...args: never[]) => unknown
  >;

  const theme = Object.assign(new EventEmitter(), {
    themeSource: 'system' as Electron.NativeTheme['themeSource'],
    shouldUseDarkColors: false,
  }) satisfies Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

  type SessionGuards = Pick<
    Electron.Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setBluetoothPairingHandler'
    | 'setUSBProtectedClassesHandler'
  >;
  const guards: { [K in keyof SessionGuards]?: Parameters<SessionGuards[K]>[0] } = {};
  const defaultSession = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler) => {
      guards.setPermissionRequestHandler = handler;
    },
    setPermissionCheckHandler: (handler) => {
      guards.setPermissionCheckHandler = handler;
    },
    setDevicePermissionHandler: (handler) => {
      guards.setDevicePermissionHandler = handler;
    },
    setDisplayMediaRequestHandler: (handler) => {
      guards.setDisplayMediaRequestHandler = handler;
    },
    setBluetoothPairingHandler: (handler) => {
      guards.setBluetoothPairingHandler = handler;
    },
    setUSBProtectedClassesHandler: (handler) => {
      guards.setUSBProtectedClassesHandler = handler;
    },
  } satisfies SessionGuards);

  const displays = (options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1080 }]).map(display);
  const [primary = display({ x: 0, y: 0, width: 1920, height: 1080 })] = displays;

  const module = {
    app,
    BrowserWindow,
    Menu,
    MessageChannelMain: ChannelStandIn,
    Notification: NotificationStandIn,
    Tray: TrayStandIn,
    dialog: {
      showOpenDialog: async () => ({
        canceled: options.folder === undefined,
        filePaths: options.folder === undefined ? [] : [options.folder],
      }),
      showSaveDialog: async (...args: readonly unknown[]) => {
        record.saveDialogs.push(args.slice(-1)[0]);
        return { canceled: options.savesAs === undefined, filePath: options.savesAs ?? '' };
      },
    } satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>,
    ipcMain,
    nativeTheme: theme,
    protocol: {
      registerSchemesAsPrivileged: (schemes) => {
        if (!app.isReady()) record.schemes = schemes;
      },
      handle: (scheme, handler) => {
        record.handlers.set(scheme, handler);
      },
    } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    safeStorage: {
      isAsyncEncryptionAvailable: async () => true,
      getSelectedStorageBackend: () => options.backend ?? 'gnome_libsecret',
      encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0xff) as Buffer,
      decryptStringAsync: async (bytes) => ({
        result: Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString(),
        shouldReEncrypt: false,
      }),
    } satisfies Pick<
      Electron.SafeStorage,
      'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
    >,
    screen: { getPrimaryDisplay: () => primary, getAllDisplays: () => displays } satisfies Record<
      keyof Pick<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays'>,
      () => unknown
    >,
    session: { defaultSession },
    shell: {
      openExternal: async (address) => {
        record.external.push(address);
      },
    } satisfies Pick<Electron.Shell, 'openExternal'>,
  } satisfies Partial<Record<keyof typeof Electron, unknown>>;

  return { module, app, ipcMain, nativeTheme: theme, guards, record };
}

export type ElectronStandIn = ReturnType<typeof createElectron>;
