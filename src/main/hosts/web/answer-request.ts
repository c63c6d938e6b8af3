import type { IncomingMessage, ServerResponse } from 'node:http';
import { judgeRequest, type RequestHead } from './judge-request.ts';
import type { OneTimeTokens } from './one-time-tokens.ts';
import type { OwnNames } from './own-names.ts';
import { noSessionPage, notFoundPage, openingPage, plainPagePolicy, spentLinkPage } from './plain-pages.ts';
import { securityHeaders } from './response-headers.ts';
import { cookieValues, sessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import { findStaticFile, type StaticFiles } from './static-files.ts';

/** What letting a request in is decided by. */
export interface Gatekeeping {
  readonly names: OwnNames;
  readonly tokens: OneTimeTokens;
  readonly sessions: Sessions;
  readonly cookieName: string;
  /** Told of each refusal; never of tokens, keys or cookies. */
  readonly refused: (line: string) => void;
}

export const headOf = (request: IncomingMessage): RequestHead => ({
  method: request.method ?? '',
  target: request.url ?? '',
  headers: request.headersDistinct,
});

/** True when a reverse proxy under one of our public names says that the browser came over https. */
const overHttps = (request: IncomingMessage, host: string, names: OwnNames): boolean =>
  names.public.has(host) && request.headers['x-forwarded-proto'] === 'https';

const tokenIn = (target: string): string | undefined =>
  target.startsWith('/?') ? (new URLSearchParams(target.slice(2)).get('token') ?? undefined) : undefined;

/** A browser that only fetches ahead must not use up a link that its user has yet to open. */
const isAhead = (request: IncomingMessage): boolean =>
  /prefetch|preview/.test(`${request.headers['sec-purpose'] ?? ''} ${request.headers['x-purpose'] ?? ''}`);

const secondLook = '/?again';

/**
 * True when another site led here. Strict cookies stay behind then, also over redirects, and one step that
 * a page of our own starts brings them.
 */
const isLedHere = (request: IncomingMessage): boolean =>
  ['cross-site', 'same-site'].includes(request.headersDistinct['sec-fetch-site']?.[0] ?? '') &&
  request.url !== secondLook;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const html = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': plainPagePolicy,
    ...headers,
  },
  body,
});

const toPage = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 303,
  headers: { 'Cache-Control': 'no-store', ...headers },
});

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = answer.body ?? '';
  response.writeHead(answer.status, {
    ...securityHeaders,
    ...answer.headers,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers page requests: the exchange of a link for a session, then the files of the page. */
export function requestAnswerer(
  keeping: Gatekeeping,
  files: StaticFiles,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { names, tokens, sessions, cookieName, refused } = keeping;

  const enter = (request: IncomingMessage, host: string, token: string): Answer => {
    if (request.method !== 'GET' || isAhead(request)) return { status: 403 };
    if (!tokens.spend(token)) return html(401, spentLinkPage);
    const { cookie, key } = sessions.start();
    const setCookie = { 'Set-Cookie': sessionCookie(cookieName, cookie, overHttps(request, host, names)) };
    // The key travels in the fragment: the page keeps it for its own origin, no other server ever sees it.
    const page = `/#key=${key}`;
    return isLedHere(request)
      ? html(200, openingPage(page), { ...setCookie, Refresh: `0; url=${page}` })
      : toPage({ ...setCookie, Location: page });
  };

  const decide = (request: IncomingMessage): Answer => {
    const verdict = judgeRequest(headOf(request), names, 'page');
    if (!verdict.ok) {
      const { status, reason } = verdict.refusal;
      refused(`refused a request (${status}): ${reason}`);
      const headers = {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        // Whatever follows on this line may belong to a request we did not understand.
        Connection: 'close',
        ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
      };
      return { status, headers, body: `Refused: ${reason}.\n` };
    }
    const target = request.url ?? '/';
    const token = tokenIn(target);
    const session = sessions.find(cookieValues(request.headers.cookie, cookieName));
    if (token !== undefined) {
      const entered = enter(request, verdict.host, token);
      // Opening a used link again in the browser that used it leads to the page.
      return entered.status === 401 && session ? toPage({ Location: '/' }) : entered;
    }
    if (!session) {
      return html(401, noSessionPage, isLedHere(request) ? { Refresh: `0; url=${secondLook}` } : {});
    }
    const file = findStaticFile(files, target, request.headers['sec-fetch-mode'] === 'navigate');
    if (!file) return html(404, notFoundPage);
    const headers = { 'Content-Type': file.contentType, 'Cache-Control': file.cacheControl };
    return { status: 200, headers, body: file.body };
  };

  return (request, response) => send(request, response, decide(request));
}
