import { isOwnOrigin, type OwnNames } from './own-names.ts';

/** What a request shows before its body; header names in lower case, every repetition kept. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Partial<Record<string, readonly string[]>>>;
}

export interface Refusal {
  readonly status: 400 | 403 | 405 | 413 | 421;
  readonly reason: string;
}

/** Whether a request may go on, under which of our names it came. */
export type Verdict =
  | { readonly ok: true; readonly host: string }
  | { readonly ok: false; readonly refusal: Refusal };

type Kind = 'page' | 'socket';

const frames = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe']);

const first = (head: RequestHead, name: string): string | undefined => head.headers[name]?.[0];

const repeated = (head: RequestHead, name: string): boolean => (head.headers[name]?.length ?? 0) > 1;

/** A browser says where a request was started; pages of other ports count as foreign too. */
function fetchSiteRefusal(head: RequestHead, kind: Kind): Refusal | undefined {
  const site = first(head, 'sec-fetch-site');
  const navigation = kind === 'page' && first(head, 'sec-fetch-mode') === 'navigate';
  if (navigation && frames.has(first(head, 'sec-fetch-dest') ?? '')) {
    return { status: 403, reason: 'the page may not be framed' };
  }
  if (site === undefined || site === 'same-origin' || site === 'none' || navigation) return undefined;
  return { status: 403, reason: 'the request was started by another site' };
}

function originRefusal(head: RequestHead, host: string, names: OwnNames, kind: Kind): Refusal | undefined {
  const origin = first(head, 'origin');
  if (origin === undefined) {
    return kind === 'socket' ? { status: 403, reason: 'a socket needs an origin' } : undefined;
  }
  if (repeated(head, 'origin') || !isOwnOrigin(origin, host, names)) {
    return { status: 403, reason: 'the origin is not ours' };
  }
  return undefined;
}

function shapeRefusal(head: RequestHead, kind: Kind): Refusal | undefined {
  if (head.method !== 'GET' && (kind === 'socket' || head.method !== 'HEAD')) {
    return { status: 405, reason: 'only GET and HEAD are answered' };
  }
  if (!head.target.startsWith('/') || head.target.startsWith('//')) {
    return { status: 400, reason: 'the request target is not a path' };
  }
  const length = first(head, 'content-length') ?? '0';
  if (length !== '0' || head.headers['transfer-encoding'] !== undefined) {
    return { status: 413, reason: 'no request here has a body' };
  }
  return undefined;
}

/**
 * What every request and upgrade must pass before anything else is looked at. The `Host` stops DNS
 * rebinding, `Origin` and `Sec-Fetch-Site` stop other pages in the same browser.
 */
export function judgeRequest(head: RequestHead, names: OwnNames, kind: Kind): Verdict {
  const no = (refusal: Refusal): Verdict => ({ ok: false, refusal });
  const host = first(head, 'host')?.toLowerCase();
  if (host === undefined || repeated(head, 'host')) {
    return no({ status: 400, reason: 'a request needs exactly one Host' });
  }
  if (!names.local.has(host) && !names.public.has(host)) {
    return no({ status: 421, reason: `the host ${JSON.stringify(host.slice(0, 80))} is not ours` });
  }
  const refusal =
    shapeRefusal(head, kind) ?? originRefusal(head, host, names, kind) ?? fetchSiteRefusal(head, kind);
  return refusal ? no(refusal) : { ok: true, host };
}
