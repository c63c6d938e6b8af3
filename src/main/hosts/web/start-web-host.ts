import { createServer, type Server } from 'node:http';
import { Socket } from 'node:net';
import { BacklotError } from '../../../shared/errors.ts';
import type { OnDefect } from '../../../shared/rpc/serve.ts';
import type { Core } from '../../core/core.ts';
import { type Gatekeeping, requestAnswerer } from './answer-request.ts';
import { upgradeAnswerer } from './answer-upgrade.ts';
import { boundedLog } from './bounded-log.ts';
import { defaultLimits, type WebLimits } from './limits.ts';
import { createOneTimeTokens } from './one-time-tokens.ts';
import { isLoopback, originAt, ownNames } from './own-names.ts';
import { createPeers } from './peers.ts';
import { refuseSocket } from './refuse-socket.ts';
import { sessionCookieName } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import { readStaticFiles } from './static-files.ts';

export interface WebHostOptions {
  readonly core: Pick<Core, 'methods'>;
  /** The folder of the built page. */
  readonly rendererDir: string;
  /** 0 takes any free port; 7681 when absent. */
  readonly port?: number | undefined;
  /** The address to listen on; 127.0.0.1 when absent. */
  readonly bind?: string | undefined;
  /** More `Host` values to answer to: the names of a reverse proxy in front, with the port if it shows one. */
  readonly publicHosts?: readonly string[] | undefined;
  readonly log?: ((line: string) => void) | undefined;
  readonly onDefect?: OnDefect | undefined;
  readonly limits?: Partial<WebLimits> | undefined;
  readonly now?: (() => number) | undefined;
}

export interface WebHost {
  /** The page with a one-time token: lets one browser in, once, within ten minutes. */
  readonly url: string;
  readonly origin: string;
  /** What the user should know about how the host was set up; mostly empty. */
  readonly warnings: readonly string[];
  /** Another one-time address. */
  readonly newUrl: () => string;
  /** Stops listening and ends every connection; resolves within two seconds. */
  readonly close: () => Promise<void>;
}

const defaultPort = 7681;

function listenError(error: NodeJS.ErrnoException, bind: string, port: number): BacklotError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new BacklotError('port-taken', `Port ${port} on ${bind} is taken by another process.`, {
        hint: 'Choose another one with --port, or --port 0 for any that is free.',
        details: { port, bind },
        cause: error,
      });
    case 'EACCES':
      return new BacklotError('forbidden', `Port ${port} may not be opened by this user.`, {
        hint: 'Choose one above 1023 with --port.',
        details: { port, bind },
        cause: error,
      });
    default:
      return new BacklotError(
        'invalid-input',
        `Backlot can't listen on ${bind} port ${port}: ${error.message}.`,
        {
          hint: 'Leave --bind out to listen on 127.0.0.1.',
          details: { port, bind },
          cause: error,
        },
      );
  }
}

/** Listens and gives the port; a number outside the range of ports throws before anything is opened. */
function listen(server: Server, bind: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(listenError(error, bind, port));
    server.once('error', failed);
    server.listen({ host: bind, port, exclusive: true }, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function createBoundedServer(limits: WebLimits): Server {
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(limits.headersMs, 2_000),
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16 * 1024,
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  server.maxConnections = limits.connections;
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 1_000;
  server.timeout = limits.requestMs * 2;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // An answer may be under way: a second one on the same line would be taken for part of it.
    if (!(socket instanceof Socket) || socket.bytesWritten > 0) {
      socket.destroy();
      return;
    }
    const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
    refuseSocket(socket, status, 'Refused: the request is not understood.');
  });
  return server;
}

const warningsFor = (bind: string): readonly string[] =>
  isLoopback(bind)
    ? []
    : [
        `Backlot listens on ${bind}: other machines can reach it, and whoever gets in controls Docker here.`,
        'Traffic is not encrypted. Put a reverse proxy with TLS in front, or use an SSH tunnel instead.',
      ];

/**
 * Serves the page and the core's methods to browsers.
 * @throws BacklotError `prerequisite-missing` without a built page, `port-taken`, `forbidden` for a
 * privileged port, `invalid-input` for an address or name that can't be used.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { core, rendererDir, port: wanted = defaultPort, bind = '127.0.0.1', publicHosts = [] } = options;
  const { log = () => {}, onDefect = () => {}, now = Date.now } = options;
  const limits = { ...defaultLimits, ...options.limits };
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new BacklotError('invalid-input', `${wanted} is not a port.`, {
      hint: 'Ports go from 0 to 65535.',
    });
  }
  ownNames(bind, wanted, publicHosts);
  const files = readStaticFiles(rendererDir);
  const server = createBoundedServer(limits);
  const port = await listen(server, bind, wanted);
  const origin = originAt(bind, port);

  const sockets = new Set<Socket>();
  const tokens = createOneTimeTokens({ idleMs: limits.tokenIdleMs, now });
  const peers = createPeers({ methods: core.methods, onDefect, limits, now, log });
  const keeping: Gatekeeping = {
    names: ownNames(bind, port, publicHosts),
    tokens,
    sessions: createSessions({ idleMs: limits.sessionIdleMs, now }),
    cookieName: sessionCookieName(port),
    refused: boundedLog(log, now),
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', requestAnswerer(keeping, files));
  server.on('upgrade', upgradeAnswerer(keeping, peers));
  server.on('error', (error) => log(`the web host: ${error.message}`));

  const shut = async (): Promise<void> => {
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    await peers.close();
    for (const socket of sockets) socket.destroy();
    await stopped;
  };
  let shutting: Promise<void> | undefined;
  const newUrl = (): string => `${origin}/?token=${tokens.mint()}`;

  return {
    url: newUrl(),
    origin,
    warnings: warningsFor(bind),
    newUrl,
    close() {
      shutting ??= shut();
      return shutting;
    },
  };
}
