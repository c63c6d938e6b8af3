import type { StartCore } from '../socket/host-core.ts';
import type { Interrupts } from './interrupts.ts';

/** Where a command writes; a Node stream, or a test's stand-in. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Where a command reads what is typed or piped into it; a Node stream, or a test's stand-in. */
export interface InputStream extends NodeJS.ReadableStream {
  readonly isTTY?: boolean | undefined;
  /** Of a terminal: every key reaches us at once, Ctrl-C too. */
  readonly setRawMode?: ((raw: boolean) => unknown) | undefined;
}

export interface ServeWebOptions {
  readonly home: string;
  /** 0: any free port; absent: the web host's own. */
  readonly port?: number | undefined;
  /** Absent: loopback. */
  readonly bind?: string | undefined;
  /** Starts the core together with its local socket, so that commands in other terminals find it. */
  readonly startCore: StartCore;
}

export interface WebHost {
  /** Opens the app, with its one-time token. */
  readonly url: string;
  readonly origin: string;
  /** What the user should know about how it was set up. */
  readonly warnings: readonly string[];
  /** Another one-time address. */
  readonly newUrl: () => string;
  /** Closes the server, then stops the core. */
  readonly close: () => Promise<void>;
  /** Settles when the server has ended, however that came. */
  readonly done: Promise<unknown>;
}

export type ServeWeb = (options: ServeWebOptions) => Promise<WebHost>;

/** Everything a command line touches outside itself, so that tests can hold all of it. */
export interface CliWorld {
  /** The arguments alone, without node and script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly interrupts: Interrupts;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly startCore: StartCore;
  readonly serveWeb: ServeWeb;
  /** Opens an address in the user's browser; false when there is none to open it with. */
  readonly openUrl: (url: string) => Promise<boolean>;
  /** Starts the desktop app, detached; false when its binary is not there. */
  readonly launchApp: (project: string | undefined) => Promise<boolean>;
}
