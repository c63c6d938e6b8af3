import { isAbsolute } from 'node:path';
import type { DesktopRequest } from '../../../shared/contract/desktop.ts';

/** The scheme under which the system hands links to the app. */
export const linkScheme = 'backlot';

const operationId = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * What a `backlot://` link asks for: `backlot://open?path=<absolute path>` or `backlot://operation/<id>`.
 * Any web page can make such a link, so that anything else is `undefined`, and neither changes anything.
 */
export function parseDeepLink(link: string): DesktopRequest | undefined {
  const url = link.length > 4096 ? null : URL.parse(link);
  if (url?.protocol !== `${linkScheme}:` || url.username || url.password || url.port || url.hash)
    return undefined;
  if (url.host === 'open' && (url.pathname === '' || url.pathname === '/')) {
    const [path, ...more] = url.searchParams.getAll('path');
    const alone = url.searchParams.size === 1 && more.length === 0;
    if (!alone || !path || !isAbsolute(path) || path.includes('\0')) return undefined;
    // Two leading slashes name another machine on Windows: opening it would send credentials there.
    return /^[\\/]{2}/.test(path) ? undefined : { kind: 'open-project', path };
  }
  if (url.host === 'operation' && url.search === '') {
    const id = url.pathname.slice(1);
    return operationId.test(id) ? { kind: 'show-operation', id } : undefined;
  }
  return undefined;
}
